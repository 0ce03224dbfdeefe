using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workshop.Data;
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
        var organizer = new Organizer
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            Name = name,
            Role = role,
            CreatedAt = RunningPortal.Now,
        };
        var added = await organizers.CreateAsync(organizer, Password);
        Assert.True(added.Succeeded, string.Join(' ', added.Errors.Select(error => error.Description)));
        return organizer;
    }

    /// <summary>
    /// Ends once the start has let the first administrator in, by a link or by the settings, or found that there is somebody.
    /// </summary>
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

    /// <summary>
    /// A browser with the cookie of a session that the portal's own sign-in has begun, and an entry in the audit log as that
    /// of the form, which it has not filled in.
    /// </summary>
    public static async Task<Browser> EnterAsync(this RunningPortal portal, string email = "ada@example.org")
    {
        var browser = portal.OpenBrowser();
        await using var scope = portal.Services.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        request.Request.Scheme = browser.Address.Scheme;
        request.Request.Host = new HostString(browser.Address.Authority);
        request.Connection.RemoteIpAddress = IPAddress.Loopback;
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = request;

        var organizers = scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>();
        var organizer = await organizers.FindByNameAsync(email) ?? throw new InvalidOperationException($"There is no organizer {email}.");
        await scope.ServiceProvider.GetRequiredService<SignInManager<Organizer>>().SignInWithClaimsAsync(organizer, null, []);
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDbContext>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetCurrentInstant();
        db.Add(Audit.By(organizer, request, now, AuditAction.SignedIn, detail: "password"));
        await db.SaveChangesAsync();

        foreach (var cookie in request.Response.Headers.SetCookie)
        {
            browser.Cookies.SetCookies(browser.Address, cookie!);
        }

        return browser;
    }

    /// <summary>An organizer of that role, who has entered.</summary>
    public static async Task<Browser> SignInAsAsync(this RunningPortal portal, OrganizerRole role)
    {
        var email = $"{role}@example.org".ToLowerInvariant();
        await portal.AddOrganizerAsync(email, role, role.ToString());
        return await portal.EnterAsync(email);
    }
}
