using Microsoft.Playwright;
using Workshop.BrowserTests.Accounts;
using Workshop.Data.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>The sample workshop with an administrator, who changes it: not the portal that the public pages are tested on.</summary>
public sealed class AdminPortal(SamplePortal shared) : IAsyncLifetime
{
    private const string Email = "ada@example.org";

    private SamplePortal? _portal;

    internal SamplePortal Sample => _portal!;

    public Uri Address => _portal!.LocalAddress;

    public async ValueTask InitializeAsync()
    {
        _portal = await shared.StartAnotherAsync();
        await _portal.AddOrganizerAsync(Email, OrganizerRole.Administrator);
    }

    /// <summary>A page that has signed in.</summary>
    public static Task<IPage> SignInAsync(IBrowserContext context) => SignIn.AsAsync(context, Email);

    public ValueTask DisposeAsync() => _portal!.DisposeAsync();
}
