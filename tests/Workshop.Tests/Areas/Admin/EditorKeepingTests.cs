using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>What was written is kept where it cannot be saved.</summary>
public sealed class EditorKeepingTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;
    private ContentPage _page = null!;

    private string Here => $"/admin/pages/{_page.Id}/";

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _page = await _portal.PublishAsync(await _portal.AddEditionAsync(), "/overview/", "Overview", "One.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Save_PageTrashedMeanwhile_KeepsTheTextInItsHistory()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        var editor = await EditorForm.OpenAsync(browser, Here);
        using var trashed = await browser.SubmitAsync(Here + "delete", "main form[method=post]");

        using var byScript = await editor.SendAsync(Here, isScript: true, [("Input.Markdown", "By script.")]);
        using var byForm = await editor.SendAsync(Here + "?handler=Publish", isScript: false, [("Input.Markdown", "By form.")]);

        Assert.Equal(HttpStatusCode.Gone, byScript.StatusCode);
        Assert.Equal("/admin/pages/trash", byForm.Headers.Location?.OriginalString);
        Assert.Contains(
            "What you wrote is in its history",
            (await browser.ReadAsync("/admin/pages/trash")).QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            ["By script.", "By form."],
            await db.Revisions.Where(r => r.IsSetAside).OrderBy(r => r.Number).Select(r => r.Markdown).ToListAsync());
        Assert.Null((await db.Pages.SingleAsync()).PublishedRevisionId);
    }

    [Fact]
    public async Task Keep_TextOfAnEarlierVisit_StandsBesideThePagesOwnOnce()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        var editor = await EditorForm.OpenAsync(browser, Here);

        using var first = await editor.SendAsync(Here + "?handler=Keep", isScript: true, [("Input.Markdown", "On the train.")]);
        using var again = await editor.SendAsync(Here + "?handler=Keep", isScript: true, [("Input.Markdown", "On the train.")]);
        using var known = await editor.SendAsync(
            Here + "?handler=Keep", isScript: true, [("Input.Markdown", "On the train."), ("Input.BasedOn", "77")]);
        using var invalid = await editor.SendAsync(Here + "?handler=Keep", isScript: true, [("Input.Title", "")]);

        var clash = $"{Here}clash/2";
        Assert.Equal([clash, clash, $"{Here}clash/2"], new[] { await ClashAsync(first), await ClashAsync(again), await ClashAsync(known) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.StatusCode);
        using var page = await browser.GetAsync(clash);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.Equal("One.", (await db.Pages.Include(p => p.LatestRevision).SingleAsync()).LatestRevision!.Markdown);
    }

    [Fact]
    public async Task Autosave_WithHalfANote_LeavesItToTheSave()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        var editor = await EditorForm.OpenAsync(browser, Here);

        using var auto = await editor.SendAsync(
            Here, isScript: true, [("Input.Markdown", "Two."), ("Input.Note", "First ver"), ("Input.IsAutosave", "true")]);
        using var published = await editor.SendAsync(
            Here + "?handler=Publish", isScript: false, [("Input.Markdown", "Two."), ("Input.Note", "First version")]);

        await using var db = _portal.OpenDatabase();
        var live = (await db.Pages.Include(p => p.PublishedRevision).SingleAsync()).PublishedRevision!;
        Assert.Equal(("Two.", "First version"), (live.Markdown, live.Note));
        Assert.Equal([null, null, "First version"], await db.Revisions.OrderBy(r => r.Number).Select(r => r.Note).ToListAsync());
        Assert.Equal("First version", (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.PagePublished)).Detail);
    }

    [Fact]
    public async Task Save_SessionEnded_ShowsWhatWasWrittenToTheFormOfThisSiteAlone()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        var editor = await EditorForm.OpenAsync(browser, Here);
        await using (var db = _portal.OpenDatabase())
        {
            await db.SignInSessions.ExecuteDeleteAsync();
        }

        using var answer = await editor.SendAsync(
            Here, isScript: false, [("Input.Markdown", "An hour of work. </textarea><script>alert(1)</script>")], "same-origin");
        using var foreign = await editor.SendAsync(Here, isScript: false, [("Input.Markdown", "Words of another.")], "cross-site");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            "An hour of work. </textarea><script>alert(1)</script>",
            (await Browser.ReadAsync(answer)).QuerySelector("textarea")!.TextContent.TrimStart('\n'));
        Assert.DoesNotContain("Words of another.", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string?> ClashAsync(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("clash").GetString();
    }
}
