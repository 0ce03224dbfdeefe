using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

public sealed class PeopleTests(PortalWithClock shared) : IClassFixture<PortalWithClock>, IAsyncLifetime
{
    private readonly TestClock _clock = shared.Clock;
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Invite_ByAnAdministrator_ShowsTheLinkOnceAndItLetsIn()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);

        using var answer = await browser.SubmitAsync(
            "/admin/people/invite", ("Input.Email", "grace@example.org"), ("Input.Role", "Organizer"));
        var page = await browser.ReadAsync("/admin/people/");
        var link = page.QuerySelector("input[data-copy]")!.GetAttribute("value")!;
        var again = await browser.ReadAsync("/admin/people/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(again.QuerySelector("input[data-copy]"));
        using var guest = _portal.OpenBrowser();
        using var accepted = await guest.SubmitAsync(
            new Uri(link).AbsolutePath, ("Input.Name", "Grace"), ("Input.Password", PortalAccounts.Password));
        Assert.Equal("/admin/", accepted.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Pages_ForAnOrganizer_AnswerForbidden()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var read = await browser.GetAsync("/admin/people/");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/people/invite");
        using var write = await browser.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (read.StatusCode, write.StatusCode));
    }

    [Fact]
    public async Task SignOut_OfAnother_EndsAllTheirSessionsAtOnceAndIsWrittenDown()
    {
        await _portal.AddOrganizerAsync();
        using var there = await _portal.EnterAsync();
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);

        using var answer = await ChangeAsync(browser, await IdOfAsync("ada@example.org"), "SignOut");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/admin/")).StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            "organizer ada@example.org", (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.SessionEnded)).Subject);
    }

    [Theory]
    [InlineData("/admin/people/invite")]
    [InlineData("/admin/people/1")]
    public async Task Pages_WithoutARecentProof_AskForIt(string path)
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        _clock.Advance(TimeSpan.FromMinutes(10));
        using var read = await browser.GetAsync(path);
        using var list = await browser.GetAsync("/admin/people/");

        Assert.Equal(
            "/account/confirm" + Microsoft.AspNetCore.Http.QueryString.Create("returnUrl", path), read.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Theory]
    [InlineData("Role")]
    [InlineData("Remove")]
    public async Task Change_OfTheLastAdministrator_IsRefused(string handler)
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        var id = await IdOfAsync("administrator@example.org");

        using var answer = await ChangeAsync(browser, id, handler);
        var page = await Browser.ReadAsync(answer);

        Assert.Contains("is the last administrator", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(OrganizerRole.Administrator, (await db.Organizers.SingleAsync()).Role);
    }

    [Fact]
    public async Task Invite_SameAddressInAnotherSpelling_EndsTheEarlierInvitation()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        foreach (var email in new[] { "Grace@Example.ORG", "hopper@example.org", "grace@example.org" })
        {
            await browser.SubmitAsync("/admin/people/invite", ("Input.Email", email), ("Input.Role", "Organizer"));
        }

        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            ["hopper@example.org", "grace@example.org"],
            await db.Invitations
                .Where(invitation => invitation.Email != null && invitation.RevokedAt == null)
                .OrderBy(invitation => invitation.Id)
                .Select(invitation => invitation.Email)
                .ToListAsync());
    }

    [Theory]
    [InlineData("Role")]
    [InlineData("Remove")]
    public async Task Change_TwoAdministratorsOfEachOtherAtOnce_LeavesOne(string handler)
    {
        await _portal.AddOrganizerAsync("ada@example.org", OrganizerRole.Administrator);
        await _portal.AddOrganizerAsync("grace@example.org", OrganizerRole.Administrator, "Grace");
        using var ada = await _portal.EnterAsync("ada@example.org");
        using var grace = await _portal.EnterAsync("grace@example.org");
        var (adaId, graceId) = (await IdOfAsync("ada@example.org"), await IdOfAsync("grace@example.org"));

        await Task.WhenAll(ChangeAsync(ada, graceId, handler), ChangeAsync(grace, adaId, handler));

        await using var db = _portal.OpenDatabase();
        Assert.Equal(1, await db.Organizers.CountAsync(organizer => organizer.Role == OrganizerRole.Administrator));
    }

    [Fact]
    public async Task Role_Changed_EndsTheSessionsAndRenewsTheStamp()
    {
        await _portal.AddOrganizerAsync("grace@example.org", name: "Grace");
        using var grace = await _portal.EnterAsync("grace@example.org");
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        var id = await IdOfAsync("grace@example.org");
        await using var db = _portal.OpenDatabase();
        var before = await db.Organizers.AsNoTracking().SingleAsync(organizer => organizer.Id == id);

        using var answer = await ChangeAsync(browser, id, "Role", "Administrator");

        var after = await db.Organizers.AsNoTracking().SingleAsync(organizer => organizer.Id == id);
        Assert.Equal((HttpStatusCode.Redirect, OrganizerRole.Administrator), (answer.StatusCode, after.Role));
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(HttpStatusCode.Redirect, (await grace.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task Role_OutsideTheTwo_ChangesNothing()
    {
        await _portal.AddOrganizerAsync("grace@example.org", name: "Grace");
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        var id = await IdOfAsync("grace@example.org");

        using var answer = await ChangeAsync(browser, id, "Role", "99");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(OrganizerRole.Organizer, (await db.Organizers.SingleAsync(organizer => organizer.Id == id)).Role);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Browser browser, int id, string handler, string role = "Organizer") =>
        handler == "Role"
        ? browser.SubmitAsync($"/admin/people/{id}", "form[action*='handler=Role']", ("Input.Role", role))
        : browser.SubmitAsync($"/admin/people/{id}", $"form[action*='handler={handler}']");

    private async Task<int> IdOfAsync(string email)
    {
        await using var db = _portal.OpenDatabase();
        return await db.Organizers.Where(organizer => organizer.Email == email).Select(organizer => organizer.Id).SingleAsync();
    }
}
