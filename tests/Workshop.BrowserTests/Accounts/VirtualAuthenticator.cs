using Microsoft.Playwright;

namespace Workshop.BrowserTests.Accounts;

/// <summary>A phone or laptop that keeps passkeys and says yes, as Chromium's developer tools make one.</summary>
internal static class VirtualAuthenticator
{
    public static async Task AddAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
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
}
