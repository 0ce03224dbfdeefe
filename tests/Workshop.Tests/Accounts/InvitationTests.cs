using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Accounts;

[StartsPortals(2, "one prints the link of a first start")]
public sealed class InvitationTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task FirstAdministrator_LinkFromTheLog_WorksOnceAndThenIsDead()
    {
        var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, log.TakeOver);
        await portal.AddEditionAsync();
        await portal.FirstAdministratorDoneAsync();
        var path = Assert.Single(log.InvitationPaths());
        using var browser = portal.OpenBrowser();

        using var answer = await browser.SubmitAsync(
            path, ("Input.Email", "ada@example.org"), ("Input.Name", "Ada"), ("Input.Password", PortalAccounts.Password));
        var admin = await browser.ReadAsync("/admin/");
        using var again = await portal.Client.GetAsync(path);

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
        Assert.Contains("Ada, administrator", admin.QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        await using var db = portal.OpenDatabase();
        Assert.NotNull((await db.Organizers.SingleAsync()).LastSignInAt);
        Assert.Equal(
            [AuditAction.InvitationAccepted, AuditAction.SignedIn],
            await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Fact]
    public async Task Get_OpenLink_IsNotStoredAndTellsNobodyItsAddress()
    {
        var path = await InviteAsync();
        using var answer = await _portal.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("expired", HttpStatusCode.Gone)]
    [InlineData("revoked", HttpStatusCode.Gone)]
    [InlineData("unknown", HttpStatusCode.NotFound)]
    public async Task Get_LinkThatDoesNotWork_SaysToAskForANewOne(string state, HttpStatusCode expected)
    {
        var path = state switch
        {
            "expired" => await InviteAsync(expiresIn: Duration.FromSeconds(-1)),
            "revoked" => await InviteAsync(isRevoked: true),
            _ => OrganizerPaths.Invitation + "/" + new string('x', 43),
        };
        using var answer = await _portal.Client.GetAsync(path);
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("This link does not work", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Post_TwoAtOnce_OneBecomesAnOrganizerAndOneIsRefused()
    {
        var path = await InviteAsync();
        using var first = _portal.OpenBrowser();
        using var second = _portal.OpenBrowser();

        var answers = await Task.WhenAll(AcceptAsync(first, path), AcceptAsync(second, path));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], answers.Select(answer => answer.StatusCode).Order());
        await using var db = _portal.OpenDatabase();
        Assert.Equal("grace@example.org", (await db.Organizers.SingleAsync()).Email);
    }

    private static Task<HttpResponseMessage> AcceptAsync(Browser browser, string path) =>
        browser.SubmitAsync(path, ("Input.Name", "Grace"), ("Input.Password", PortalAccounts.Password));

    private async Task<string> InviteAsync(Duration? expiresIn = null, bool isRevoked = false)
    {
        var link = new SecretLink(OrganizerPaths.Invitation);
        var now = SystemClock.Instance.GetCurrentInstant();
        await using var db = _portal.OpenDatabase();
        db.Add(new Invitation
        {
            TokenHash = link.Hash,
            Email = "grace@example.org",
            Role = OrganizerRole.Organizer,
            CreatedAt = now,
            ExpiresAt = now + (expiresIn ?? Invitation.Lifetime),
            RevokedAt = isRevoked ? now : null,
        });
        await db.SaveChangesAsync();
        return link.Path;
    }
}
