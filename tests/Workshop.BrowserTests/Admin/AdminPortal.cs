using Microsoft.Playwright;
using Workshop.BrowserTests.Accounts;
using Workshop.Data.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>The sample workshop with an administrator, who changes it: not the portal that the public pages are tested on.</summary>
public sealed class AdminPortal : IAsyncLifetime
{
    private const string Email = "ada@example.org";

    private readonly SamplePortal _portal = new();

    public Uri Address => _portal.LocalAddress;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.AddOrganizerAsync(Email, OrganizerRole.Administrator);
    }

    /// <summary>A page that has signed in.</summary>
    public static Task<IPage> SignInAsync(IBrowserContext context) => SignIn.AsAsync(context, Email);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();
}
