using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Mail;

public sealed class InvitationMailTests(MailPortal shared) : IClassFixture<MailPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;
    private readonly MailServer _server = shared.Server;

    public async ValueTask InitializeAsync()
    {
        await shared.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Invite_WithAMailServer_SendsOneMailWithALinkThatLetsIn()
    {
        await InviteAsync();
        var row = await _portal.AfterAttemptAsync(1);
        var isMore = await _portal.SendNextAsync();

        var mail = Assert.Single(_server.Received);
        Assert.False(isMore);
        Assert.Equal("\"Workshop\" <workshop@example.org>", mail.From.ToString());
        Assert.Equal("grace@example.org", mail.To.ToString());
        Assert.Equal("Invitation to organize NeuroAI 2024", mail.Subject);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(row.CreatedAt.ToUnixTimeSeconds(), mail.Date.ToUnixTimeSeconds());
        using var guest = _portal.OpenBrowser();
        using var accepted = await guest.SubmitAsync(
            LinkIn(mail.TextBody!), ("Input.Name", "Grace"), ("Input.Password", PortalAccounts.Password));
        Assert.Equal("/admin/", accepted.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Invite_OnceSent_LeavesNothingOfTheLetterInTheDatabase()
    {
        await InviteAsync();

        var row = await _portal.AfterAttemptAsync(1);

        Assert.Empty(row.Body);
        Assert.NotNull(row.SentAt);
        Assert.Null(row.NextAttemptAt);
        Assert.Null(row.LastError);
    }

    [Fact]
    public async Task Invite_Refused_SendsNoMail()
    {
        await _portal.AddOrganizerAsync("grace@example.org");

        await InviteAsync();

        await using var db = _portal.OpenDatabase();
        Assert.False(await db.Outbox.AnyAsync());
    }

    private async Task InviteAsync()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        using var answer = await browser.SubmitAsync(
            "/admin/people/invite", ("Input.Email", "grace@example.org"), ("Input.Role", "Organizer"));
    }

    private string LinkIn(string text)
    {
        var line = Assert.Single(
            text.Split('\n', StringSplitOptions.TrimEntries), line => line.Contains(OrganizerPaths.Invitation, StringComparison.Ordinal));
        var link = new Uri(line);
        Assert.Equal(_portal.Client.BaseAddress!.Authority, link.Authority);
        return link.AbsolutePath;
    }
}
