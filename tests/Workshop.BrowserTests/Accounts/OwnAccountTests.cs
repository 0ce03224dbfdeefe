using Microsoft.Playwright;
using Workshop.BrowserTests.Admin;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Accounts;

/// <summary>An organizer's own account in a real browser, with a virtual authenticator for passkeys.</summary>
public sealed class OwnAccountTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>, IAsyncLifetime
{
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";

    public async ValueTask InitializeAsync() => await portal.Sample.AddOrganizerAsync(_email, OrganizerRole.Administrator);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Passkey_Added_SignsInWithoutAPassword()
    {
        await using var context = await NewContextAsync(390);
        var page = await SignIn.AsAsync(context, _email);
        await VirtualAuthenticator.AddAsync(page);
        await AddPasskeyAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/account/login");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/");

        await page.GotoAsync("/account/confirm?returnUrl=/admin/account/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByText("This one").WaitForAsync();
        Assert.Equal(1, await page.Locator(".sessions li").CountAsync());

        await page.GotoAsync("/admin/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Phone" }).ClickAsync();
        await page.GetByText("You have none yet.").WaitForAsync();
    }

    [Fact]
    public async Task App_SetUpWithoutJavaScript_IsAskedForAtTheNextSignIn()
    {
        await using var context = await NewContextAsync(390, javaScript: false);
        var page = await SignIn.AsAsync(context, _email);
        var key = await SetUpAppAsync(page);
        Assert.Equal(10, await page.Locator(".codes li").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await SignIn.TryAsync(page, _email, SamplePortal.Password);
        await page.WaitForURLAsync("**/second-factor**");
        // The code of the next half minute: that of this one was used.
        await page.GetByLabel("Code from your authenticator app").FillAsync(AppCodes.Of(key, DateTimeOffset.UtcNow.AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/admin/");
    }

    [Fact]
    public async Task Session_EndedFromAnotherBrowser_IsSentToTheSignIn()
    {
        await using var one = await NewContextAsync(1280);
        await using var other = await NewContextAsync(390);
        var here = await SignIn.AsAsync(one, _email);
        var there = await SignIn.AsAsync(other, _email);

        await here.GotoAsync("/admin/account/sessions");
        await here.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await here.GetByText("All other sessions are ended.").WaitForAsync();
        await there.GotoAsync("/admin/");

        Assert.Equal("/account/login", new Uri(there.Url).AbsolutePath);
    }

    [Fact]
    public Task Pages_PhoneAndDesktopLightAndDark_AreClean() => new Looks(chromium, portal.Address).AssertCleanAsync(
        context => SignIn.AsAsync(context, _email),
        "/admin/account/", "/admin/account/password", "/admin/account/second-factor", "/admin/account/passkeys", "/admin/account/authenticator",
        "/admin/account/sessions", "/admin/settings/security", "/account/confirm",
        new("login", async page =>
        {
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/account/login");
        }),
        new("login-refused", async page =>
        {
            await SignIn.TryAsync(page, _email, "not the password");
            await page.GetByText("That did not work.").WaitForAsync();
        }));

    [Fact]
    public async Task Pages_OfAnAccountWithPasskeyAndApp_AreClean()
    {
        await new Looks(chromium, portal.Address).AssertCleanAsync(
            async context =>
            {
                var page = await SignIn.AsAsync(context, _email);
                await VirtualAuthenticator.AddAsync(page);
                return page;
            },
            new("passkey-added", AddPasskeyAsync),
            new("recovery-codes", SetUpAppAsync),
            "/admin/account/second-factor",
            "/admin/account/authenticator",
            "/account/confirm",
            new("second-step", async page =>
            {
                await page.Context.ClearCookiesAsync();
                await SignIn.TryAsync(page, _email, SamplePortal.Password);
                await page.WaitForURLAsync("**/second-factor**");
                await page.GetByText("I do not have the app with me").ClickAsync();
            }),
            new("without-app", async page =>
            {
                await page.GotoAsync("/account/login");
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
                await page.WaitForURLAsync("**/admin/");
                await page.GotoAsync("/admin/account/authenticator");
                await page.GetByRole(AriaRole.Button, new() { Name = "Remove the app" }).ClickAsync();
            }));
    }

    private static async Task AddPasskeyAsync(IPage page)
    {
        await page.GotoAsync("/admin/account/passkeys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("The passkey “Phone” is added.").WaitForAsync();
    }

    /// <returns>The key that the app keeps.</returns>
    private static async Task<string> SetUpAppAsync(IPage page)
    {
        await page.GotoAsync("/admin/account/authenticator");
        var key = await page.Locator("#key").InnerTextAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(AppCodes.Of(key, DateTimeOffset.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this app" }).ClickAsync();
        await page.WaitForURLAsync("**/recovery-codes");
        return key;
    }

    private Task<IBrowserContext> NewContextAsync(int width, bool javaScript = true) =>
        chromium.Browser.NewContextAsync(width, ColorScheme.Light, portal.Address, javaScript);
}
