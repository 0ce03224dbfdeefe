using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Accounts;

/// <summary>An organizer's own account in a real browser, with a virtual authenticator for passkeys.</summary>
public sealed class OwnAccountTests(Chromium chromium) : IAsyncLifetime
{
    private const string Email = "ada@example.org";
    private const string Password = "a long enough pass phrase";

    private readonly SamplePortal _portal = new();

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.AddOrganizerAsync(Email, Password, OrganizerRole.Administrator);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Passkey_Added_SignsInWithoutAPassword()
    {
        await using var context = await NewContextAsync(390, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);
        await SignInAsync(page);
        await page.GotoAsync("/admin/account/passkeys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("The passkey “Phone” is added.").WaitForAsync();

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
        await using var context = await NewContextAsync(390, ColorScheme.Light, javaScript: false);
        var page = await context.NewPageAsync();
        await SignInAsync(page);
        await page.GotoAsync("/admin/account/authenticator");
        var key = await page.Locator("#key").InnerTextAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(AppCodes.Of(key, DateTimeOffset.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this app" }).ClickAsync();
        await page.WaitForURLAsync("**/recovery-codes");
        Assert.Equal(10, await page.Locator(".codes li").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await FillPasswordAsync(page);
        await page.WaitForURLAsync("**/second-factor**");
        // The code of the next half minute: that of this one was used.
        await page.GetByLabel("Code from your authenticator app").FillAsync(AppCodes.Of(key, DateTimeOffset.UtcNow.AddSeconds(30)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/admin/");
    }

    [Fact]
    public async Task Session_EndedFromAnotherBrowser_IsSentToTheSignIn()
    {
        await using var one = await NewContextAsync(1280, ColorScheme.Light);
        await using var other = await NewContextAsync(390, ColorScheme.Light);
        var here = await one.NewPageAsync();
        var there = await other.NewPageAsync();
        await SignInAsync(here);
        await SignInAsync(there);

        await here.GotoAsync("/admin/account/sessions");
        await here.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await here.GetByText("All other sessions are ended.").WaitForAsync();
        await there.GotoAsync("/admin/");

        Assert.Equal("/account/login", new Uri(there.Url).AbsolutePath);
    }

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreValidAndHaveNoAxeViolationAndNoOverflow()
    {
        string[] paths =
        [
            "/admin/account/", "/admin/account/password", "/admin/account/second-factor", "/admin/account/passkeys", "/admin/account/authenticator",
            "/admin/account/sessions", "/admin/settings/security", "/account/confirm", "/account/login",
        ];
        var pictures = Environment.GetEnvironmentVariable("WORKSHOP_SCREENSHOTS");
        var files = new List<string>();
        var directory = Directory.CreateTempSubdirectory("workshop-account-");
        var wrong = new List<string>();
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            await using var context = await NewContextAsync(width, scheme);
            var page = await context.NewPageAsync();
            page.Console += (_, message) => wrong.Add($"{new Uri(page.Url).AbsolutePath} {message.Text}");
            await SignInAsync(page);
            foreach (var path in paths)
            {
                if (path == "/account/login")
                {
                    await context.ClearCookiesAsync();
                }

                var answer = await page.GotoAsync(path);
                if (width == 390 && scheme == ColorScheme.Light)
                {
                    files.Add(Path.Combine(directory.FullName, $"{files.Count}{path.Replace('/', '-')}.html"));
                    await File.WriteAllBytesAsync(files[^1], await answer!.BodyAsync());
                }

                var result = await page.RunAxe(new AxeRunOptions());
                wrong.AddRange(result.Violations.Select(violation => $"{path} {width} {scheme} {violation.Id}: {violation.Nodes[0].Html}"));
                if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") != 0)
                {
                    wrong.Add($"{path} {width} overflows");
                }

                if (pictures is not null)
                {
                    await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{path.Trim('/').Replace('/', '-')}-{width}-{scheme}.png"), FullPage = true });
                }
            }
        }

        var (_, output) = await ValidHtmlTests.CheckAsync(files);
        directory.Delete(recursive: true);

        Assert.Equal("", string.Join('\n', wrong));
        Assert.Equal("", output);
    }

    private static async Task AddAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignInAsync(IPage page)
    {
        await FillPasswordAsync(page);
        await page.WaitForURLAsync("**/admin/");
    }

    private static async Task FillPasswordAsync(IPage page)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Email").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private Task<IBrowserContext> NewContextAsync(int width, ColorScheme scheme, bool javaScript = true) =>
        chromium.Browser.NewContextAsync(new()
        {
            BaseURL = _portal.LocalAddress.ToString(),
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
        });
}
