using System.Net;
using System.Security.Cryptography;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

[StartsPortals(3, "one knows no provider, and one has lost its provider before it asked")]
public sealed class OidcTests(OidcPortal shared, TestDatabase databases) : IClassFixture<OidcPortal>, IAsyncLifetime
{
    private readonly OpenIdProvider _provider = shared.Provider;
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _provider.Reset();
        shared.Log.Clear();
        await _portal.AddEditionAsync();
        await _portal.AddOrganizerAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Login_ProviderConfigured_HasALinkAndNoFormElsewhere()
    {
        using var browser = _portal.OpenBrowser();

        var page = await browser.ReadAsync("/account/login?returnUrl=%2Fadmin%2Fpages%2F");

        var link = page.QuerySelector("a.button")!;
        Assert.Equal(
            ("Sign in with the university", "/account/oidc?returnUrl=%2Fadmin%2Fpages%2F"), (link.TextContent, link.GetAttribute("href")));
        Assert.Equal(0, _provider.Requests);
    }

    [Fact]
    public async Task SignIn_VerifiedAddressOfAnOrganizer_OpensTheAdminAreaAndIsWrittenDown()
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await SignInAsync(browser, "/admin/?from=oidc");

        Assert.Equal("/admin/?from=oidc", answer.Headers.Location?.OriginalString);
        Assert.Contains("Ada", (await browser.ReadAsync("/admin/")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(AuditAction.LoginLinked, (await db.AuditEntries.OrderBy(entry => entry.Id).FirstAsync()).Action);
        var entry = await db.AuditEntries.OrderBy(entry => entry.Id).LastAsync();
        Assert.Equal((AuditAction.SignedIn, "Ada <ada@example.org>", "the university"), (entry.Action, entry.Who, entry.Detail));
        Assert.Equal(
            ["workshop-antiforgery", "workshop-organizer"],
            browser.Cookies.GetAllCookies().Where(cookie => !cookie.Expired).Select(cookie => cookie.Name).Order());
    }

    [Fact]
    public async Task SignIn_LinkedBefore_WorksThoughTheAddressIsAnother()
    {
        using var first = _portal.OpenBrowser();
        await SignInAsync(first);
        (_provider.Email, _provider.IsVerified) = ("ada@elsewhere.example", false);
        using var browser = _portal.OpenBrowser();

        using var answer = await SignInAsync(browser);

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_ByTheProvider_IsNoProofOfWhoSitsThere()
    {
        using var browser = _portal.OpenBrowser();
        await SignInAsync(browser);

        using var answer = await browser.GetAsync("/admin/account/passkeys");

        Assert.Equal("/account/confirm?returnUrl=%2Fadmin%2Faccount%2Fpasskeys", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_OfAnother_BeginsASessionOfItsOwn()
    {
        await _portal.AddOrganizerAsync("grace@example.org", name: "Grace");
        using var browser = await _portal.EnterAsync("grace@example.org");
        var cookies = new CookieContainer();
        cookies.Add(browser.Cookies.GetAllCookies());
        using var copy = new Browser(_portal.Client.BaseAddress!, cookies);

        using var answer = await SignInAsync(browser);

        Assert.Contains("Ada", (await browser.ReadAsync("/admin/")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task Link_Undone_IsForgottenAndWrittenDown()
    {
        using var browser = _portal.OpenBrowser();
        await SignInAsync(browser);
        (_provider.Email, _provider.IsVerified) = ("ada@elsewhere.example", false);
        using var mine = await _portal.EnterAsync();

        using var answer = await mine.SubmitAsync("/admin/account/password", "form[action*=Unlink]");

        Assert.Equal("/admin/account/password", answer.Headers.Location?.OriginalString);
        using var refused = await SignInAsync(_portal.OpenBrowser());
        Assert.StartsWith("/account/login?refused=true", refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin/")).StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.True(
            await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.LoginUnlinked && entry.Who == "Ada <ada@example.org>"));
    }

    [Fact]
    public async Task SignIn_UnknownAddress_IsRefusedAsAWrongPasswordIs()
    {
        _provider.Email = "nobody@example.org";
        using var browser = _portal.OpenBrowser();
        using var wrong = await browser.SubmitAsync(
            "/account/login", ("Input.Email", "ada@example.org"), ("Input.Password", "not the pass phrase"));
        var expected = (await Browser.ReadAsync(wrong)).QuerySelector("[role=alert]")!.TextContent;

        using var answer = await SignInAsync(browser);
        var page = await browser.ReadAsync(answer.Headers.Location!.OriginalString);

        Assert.Equal(expected, page.QuerySelector("[role=alert]")!.TextContent);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(1, await db.Organizers.CountAsync());
        Assert.Equal("the university", (await db.AuditEntries.OrderBy(entry => entry.Id).LastAsync()).Detail);
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Subject == "nobody@example.org"));
    }

    [Fact]
    public async Task SignIn_AddressNotVerified_IsRefused()
    {
        _provider.IsVerified = false;

        await AssertRefusedAsync(browser => SignInAsync(browser));
    }

    [Fact]
    public async Task SignIn_LockedOut_IsRefused()
    {
        await using (var db = _portal.OpenDatabase())
        {
            await db.Organizers.ExecuteUpdateAsync(
                set => set.SetProperty(organizer => organizer.LockoutEnd, DateTimeOffset.UtcNow.AddHours(1)));
        }

        await AssertRefusedAsync(browser => SignInAsync(browser));
    }

    [Fact]
    public async Task SignIn_WrongNonce_IsRefused()
    {
        _provider.OtherNonce = "another";

        await AssertRefusedAsync(browser => SignInAsync(browser));
    }

    [Fact]
    public async Task SignIn_SignedByAnotherKey_IsRefused()
    {
        using var key = RSA.Create(2048);
        _provider.OtherKey = key;

        await AssertRefusedAsync(browser => SignInAsync(browser));
    }

    [Fact]
    public async Task SignIn_WrongState_IsRefused() =>
        await AssertRefusedAsync(
            browser => SignInAsync(browser, change: callback => callback.Replace("state=", "state=x", StringComparison.Ordinal)));

    [Fact]
    public async Task SignIn_RefusedWithControlCharacters_IsLoggedInOneLineWithoutThem()
    {
        await AssertRefusedAsync(browser => SignInAsync(browser, change: callback =>
            callback.Replace(
                "code=",
                $"error=server_error&error_description=No%0A%1B[31mFAKE{new string('x', 2_000)}&code=",
                StringComparison.Ordinal)));

        var said = shared.Log.Entries
            .Where(entry => entry.Level >= LogLevel.Information && entry.Message.Contains("FAKE", StringComparison.Ordinal))
            .Where(entry => !entry.Message.StartsWith("Request ", StringComparison.Ordinal)).Select(entry => entry.Message).ToList();
        Assert.NotEmpty(said);
        Assert.DoesNotContain(said, message => message.Any(char.IsControl) || message.Length > 1_000);
    }

    [Fact]
    public async Task SignIn_AnswerForAnotherBrowser_IsRefused()
    {
        using var attacker = _portal.OpenBrowser();
        var callback = await CallbackAsync(attacker, "/admin/");

        await AssertRefusedAsync(browser => browser.GetAsync(callback));
    }

    [Fact]
    public async Task SignIn_ReturnUrlElsewhere_LeadsToTheAdminArea()
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await SignInAsync(browser, "//evil.example");

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Start_ForgedHost_SendsTheConfiguredAddressWithAProofKey()
    {
        using var browser = _portal.OpenBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/oidc") { Headers = { Host = "localhost:666" } };

        using var answer = await browser.SendAsync(request);
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);

        Assert.Equal("http://localhost:5000/account/oidc/callback", query["redirect_uri"]);
        Assert.Equal(("code", "S256", "openid email"), (query["response_type"], query["code_challenge_method"], query["scope"]));
    }

    [Fact]
    public async Task Start_ProviderAway_IsAnsweredInWords()
    {
        var provider = await OpenIdProvider.StartAsync();
        await using var portal = await RunningPortal.StartAsync(databases, shared.Log.TakeOver, OidcPortal.SettingsFor(provider));
        await provider.DisposeAsync();
        using var browser = portal.OpenBrowser();

        using var answer = await browser.GetAsync("/account/oidc");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Oidc_NotConfigured_IsNotThere()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        using var browser = portal.OpenBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/account/oidc")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/account/oidc/done")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/account/oidc/callback?code=x&state=x")).StatusCode);
        Assert.Null((await browser.ReadAsync("/account/login")).QuerySelector("a.button"));
    }

    private async Task AssertRefusedAsync(Func<Browser, Task<HttpResponseMessage>> signIn)
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await signIn(browser);

        Assert.StartsWith("/account/login?refused=true", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/admin/")).StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.False(await db.SignInSessions.AnyAsync());
    }

    /// <returns>The last redirect of the portal: to where it leads, or back to the sign-in.</returns>
    private static async Task<HttpResponseMessage> SignInAsync(
        Browser browser, string returnUrl = "/admin/", Func<string, string>? change = null)
    {
        var callback = await CallbackAsync(browser, returnUrl);
        var answer = await browser.GetAsync(change?.Invoke(callback) ?? callback);
        return answer.Headers.Location!.OriginalString.StartsWith("/account/oidc/done", StringComparison.Ordinal)
            ? await browser.GetAsync(answer.Headers.Location.OriginalString)
            : answer;
    }

    /// <summary>By way of the provider, to the address at which it answers.</summary>
    private static async Task<string> CallbackAsync(Browser browser, string returnUrl)
    {
        using var asked = await browser.GetAsync("/account/oidc?returnUrl=" + Uri.EscapeDataString(returnUrl));
        using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await outside.GetAsync(asked.Headers.Location);
        Assert.Equal("http://localhost:5000", answer.Headers.Location!.GetLeftPart(UriPartial.Authority));
        return answer.Headers.Location.PathAndQuery;
    }
}
