using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Accounts;

/// <summary>Organizers of a portal under test.</summary>
internal static class PortalAccounts
{
    public const string Password = "a long enough pass phrase";

    public static async Task<Organizer> AddOrganizerAsync(
        this RunningPortal portal, string email = "ada@example.org", OrganizerRole role = OrganizerRole.Organizer, string name = "Ada")
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var organizers = scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>();
        var organizer = new Organizer { UserName = email, Email = email, EmailConfirmed = true, Name = name, Role = role, CreatedAt = RunningPortal.Now };
        var added = await organizers.CreateAsync(organizer, Password);
        Assert.True(added.Succeeded, string.Join(' ', added.Errors.Select(error => error.Description)));
        return organizer;
    }

    /// <summary>Ends once the start has let the first administrator in, by a link or by the settings, or found that there is somebody.</summary>
    public static Task FirstAdministratorDoneAsync(this RunningPortal portal) =>
        portal.Services.GetServices<IHostedService>().OfType<FirstAdministrator>().Single().ExecuteTask!;

    /// <summary>The links that a start has printed.</summary>
    public static IEnumerable<string> InvitationPaths(this CapturedLog log) => log.Entries.Select(entry => entry.Message)
        .Where(message => message.Contains(OrganizerPaths.Invitation, StringComparison.Ordinal))
        .Select(message => message[message.IndexOf(OrganizerPaths.Invitation, StringComparison.Ordinal)..].Split('\n', '\r')[0]);

    public static Browser OpenBrowser(this RunningPortal portal) => new(portal.Client.BaseAddress!);

    /// <summary>A browser that has signed in through the form.</summary>
    public static async Task<Browser> SignInAsync(this RunningPortal portal, string email = "ada@example.org", string password = Password)
    {
        var browser = portal.OpenBrowser();
        using var answer = await browser.SubmitAsync("/account/login", ("Input.Email", email), ("Input.Password", password));
        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    public static async Task<Browser> SignInAsAsync(this RunningPortal portal, OrganizerRole role)
    {
        var email = $"{role}@example.org".ToLowerInvariant();
        await portal.AddOrganizerAsync(email, role, role.ToString());
        return await portal.SignInAsync(email);
    }
}
