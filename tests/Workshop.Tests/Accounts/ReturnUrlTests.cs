namespace Workshop.Tests.Accounts;

public sealed class ReturnUrlTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddOrganizerAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task SignIn_ReturnUrlElsewhere_LeadsToTheAdminArea()
    {
        string[] elsewhere =
        [
            "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
            "https://evil.example", "https:evil.example",
            "https:/evil.example", "http:///evil.example", "HtTpS://evil.example", " /evil", " //evil.example", "\t//evil.example", "/\t/evil.example",
            "/\n/evil.example", "/\r\nLocation: https://evil.example", "/%0d%0aLocation:%20https://evil.example\r\n", "javascript:alert(1)",
            "data:text/html,x", "evil.example", "@evil.example", ".evil.example", "\u2215\u2215evil.example", "\uff0f\uff0fevil.example", "\u2044/evil.example",
            "/\uff0fevil.example", "/\u2215evil.example", "/\u00fc", "~/admin/",
            "~//evil.example", "~/\\evil.example", "?//evil.example", "#//evil.example", "",
        ];

        foreach (var returnUrl in elsewhere)
        {
            using var browser = new ProxiedBrowser(_portal.Client.BaseAddress!);
            using var signedIn = await browser.SignInAsync("ada@example.org", returnUrl);
            using var again = await browser.GetAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl));

            Assert.True(
                signedIn.Headers.Location?.OriginalString == "/admin/",
                $"{Uri.EscapeDataString(returnUrl)} led to {signedIn.Headers.Location}");
            Assert.True(
                again.Headers.Location?.OriginalString == "/admin/", $"{Uri.EscapeDataString(returnUrl)} led to {again.Headers.Location}");
        }
    }

    [Theory]
    [InlineData("/admin/pages/1/?tab=history", "/admin/pages/1/?tab=history")]
    [InlineData("/%09/evil.example", "/%09/evil.example")]
    [InlineData("/%2f/evil.example", "/%2f/evil.example")]
    public async Task SignIn_ReturnUrlOfThisSite_LeadsThere(string returnUrl, string expected)
    {
        // What looks odd but starts with one slash is an address of this site to every browser.
        using var browser = new ProxiedBrowser(_portal.Client.BaseAddress!);

        using var answer = await browser.SignInAsync("ada@example.org", returnUrl);

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_ReturnUrlWithAZeroByte_LeadsNowhereElse()
    {
        using var browser = new ProxiedBrowser(_portal.Client.BaseAddress!);

        using var answer = await browser.SignInAsync("ada@example.org", "\0//evil.example");

        Assert.True((int)answer.StatusCode < 500, answer.StatusCode.ToString());
        Assert.True(answer.Headers.Location?.OriginalString is null or "/admin/");
    }

    [Fact]
    public async Task Admin_AddressWithAQuery_ComesBackToItAfterSigningIn()
    {
        using var browser = _portal.OpenBrowser();
        using var asked = await browser.GetAsync("/admin/?from=a%26b");

        using var answer = await browser.SubmitAsync(
            asked.Headers.Location!.OriginalString, ("Input.Email", "ada@example.org"), ("Input.Password", PortalAccounts.Password));

        Assert.Equal("/admin/?from=a%26b", answer.Headers.Location?.OriginalString);
    }
}
