using System.Net;

namespace Workshop.Tests.Accounts;

[StartsPortals(2, "each has a public address of its own")]
public sealed class CookieTests(TestDatabase databases)
{
    [Fact]
    public async Task Cookies_PublicAddressInHttps_AreForThisHostOverHttpsAndForNoScript()
    {
        await using var portal = await RunningPortal.StartAsync(databases, "--Workshop:PublicUrl=https://workshop.example");
        await portal.AddOrganizerAsync();
        using var browser = new ProxiedBrowser(portal.Client.BaseAddress!);

        using var answer = await browser.SignInAsync("ada@example.org");
        using var admin = await browser.GetAsync("/admin/");

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
        Assert.Equal(["__Host-workshop-antiforgery", "__Host-workshop-message", "__Host-workshop-organizer"], browser.Cookies.Keys.Order());
        Assert.All(browser.Cookies.Values, cookie => Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], AttributesOf(cookie)));
    }

    [Fact]
    public async Task Cookies_PlainHttpOnThisMachine_AreTheSameButForHttps()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        await portal.AddOrganizerAsync();
        using var browser = new ProxiedBrowser(portal.Client.BaseAddress!);

        using var answer = await browser.SignInAsync("ada@example.org");

        Assert.Equal(["workshop-antiforgery", "workshop-organizer"], browser.Cookies.Keys.Order());
        Assert.All(browser.Cookies.Values, cookie => Assert.Equal(["httponly", "path=/", "samesite=lax"], AttributesOf(cookie)));
    }

    private static IEnumerable<string> AttributesOf(string cookie) =>
        cookie
            .Split(';')
            .Skip(1)
            .Select(part => part.Trim().ToLowerInvariant())
            .Where(part => !part.StartsWith("expires", StringComparison.Ordinal))
            .Order();
}
