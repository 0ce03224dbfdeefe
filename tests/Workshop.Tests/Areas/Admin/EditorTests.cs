using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>The editor as a plain form, and what its script is told.</summary>
public sealed class EditorTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private const string Start = "One.\n\nTwo.\n\nThree.";

    private readonly RunningPortal _portal = shared.Portal;
    private ContentPage _page = null!;

    private string Here => $"/admin/pages/{_page.Id}/";

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _page = await _portal.PublishAsync(await _portal.AddEditionAsync(), "/overview/", "Overview", Start);
        await using var db = _portal.OpenDatabase();
        await db.Editions.ExecuteUpdateAsync(set => set.SetProperty(edition => edition.TimeZone, "Europe/Berlin"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Save_ByForm_KeepsTheTextAndLeavesThePublicPage()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await SaveAsync(browser, "", ("Input.Markdown", "New\r\ntext."), ("Input.Note", "shorter"));

        Assert.Equal(Here, answer.Headers.Location?.OriginalString);
        var page = await browser.ReadAsync(Here);
        Assert.Equal("New\ntext.", page.QuerySelector("#Input_Markdown")!.TextContent.TrimStart('\n'));
        Assert.Equal("Live, unpublished changes", page.QuerySelector(".badge")!.TextContent);
        Assert.Contains("One.", (await _portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        var revision = await db.Revisions.OrderBy(r => r.Number).LastAsync();
        Assert.Equal(
            ("New\ntext.", "Organizer", "shorter", 1, false),
            (revision.Markdown, revision.Author, revision.Note, revision.BasedOn, revision.IsAutosave));
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.PageSaved);
        Assert.Equal(("page /overview/", 2, "shorter"), (entry.Subject, entry.Revision, entry.Detail));
    }

    [Fact]
    public async Task Publish_ByForm_SavesAndShowsItAtOnce()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await SaveAsync(browser, "Publish", ("Input.Markdown", "New text."));

        Assert.Contains("New text.", (await _portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(2, (await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.PagePublished)).Revision);
    }

    [Fact]
    public async Task UnpublishAndDiscard_ByForm_KeepEveryText()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var discarded = await SaveAsync(browser, "Discard", ("Input.Markdown", "Not wanted."));
        var after = await browser.ReadAsync(Here);
        Assert.Equal(Start, after.QuerySelector("#Input_Markdown")!.TextContent.TrimStart('\n'));
        Assert.Equal(
            ("Live", "The draft is what readers see again. What it was is in the history."),
            (after.QuerySelector(".badge")!.TextContent, after.QuerySelector(".done")!.TextContent));
        using var unpublished = await SaveAsync(browser, "Unpublish", ("Input.Markdown", "A draft."));

        using var gone = await _portal.Client.GetAsync("/overview/");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            [Start, "Not wanted.", Start, "A draft."], await db.Revisions.OrderBy(r => r.Number).Select(r => r.Markdown).ToListAsync());
    }

    [Theory]
    [InlineData(true, Start, "Nothing to discard: the draft is what readers see.")]
    [InlineData(false, "A draft.", "Nothing to discard: no text of this page is live.")]
    public async Task Discard_NothingToGoBackTo_SaysSoAndIsNotWrittenDown(bool isLive, string text, string expected)
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        if (!isLive)
        {
            using var unpublished = await SaveAsync(browser, "Unpublish");
        }

        using var answer = await SaveAsync(browser, "Discard", ("Input.Markdown", text));

        Assert.StartsWith(expected, (await browser.ReadAsync(Here)).QuerySelector(".done")!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.PageDiscarded));
        Assert.Equal(text, (await db.Pages.Include(page => page.LatestRevision).SingleAsync()).LatestRevision!.Markdown);
    }

    [Fact]
    public async Task Save_PageOfAnEarlierEdition_IsWrittenDownWithItsEdition()
    {
        var page = await _portal.PublishAsync(await _portal.AddEditionAsync("2023", isCurrent: false), "/overview/", "Overview");
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await browser.SubmitAsync($"/admin/pages/{page.Id}/", "#editor", ("Input.Markdown", "Other."));

        await using var db = _portal.OpenDatabase();
        Assert.Equal("page /2023/overview/", (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.PageSaved)).Subject);
    }

    [Fact]
    public async Task Save_TwoInDifferentPlaces_AreMergedAndSaidSo()
    {
        var (ada, ben) = await TwoAsync();
        using var first = await SendAsync(ada, "", Start.Replace("One.", "One of Ada.", StringComparison.Ordinal));
        using var second = await SendAsync(ben, "Publish", Start.Replace("Three.", "Three of Ben.", StringComparison.Ordinal));

        var page = await ben.Browser.ReadAsync(Here);
        Assert.Contains("the changes of both", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("One of Ada.\n\nTwo.\n\nThree of Ben.", page.QuerySelector("#Input_Markdown")!.TextContent.TrimStart('\n'));
        Assert.Contains("One.", (await _portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_TwoOnTheSameLines_OpensBothTextsAndTheirOrigin()
    {
        var (ada, ben) = await TwoAsync();
        using var first = await SendAsync(ada, "", "Of Ada. <script>alert(1)</script>");
        using var second = await SendAsync(ben, "", "Of Ben. <img src=x onerror=alert(1)>");

        var address = second.Headers.Location!.OriginalString;
        var page = await ben.Browser.ReadAsync(address);
        Assert.Equal(
            ["Of Ben. <img src=x onerror=alert(1)>", "Of Ada. <script>alert(1)</script>", Start],
            page.QuerySelectorAll("pre.source").Select(text => text.TextContent.TrimStart('\n')));
        using var taken = await ben.Browser.SubmitAsync(address, ".choice form");
        Assert.Equal(Here, taken.Headers.Location?.OriginalString);
        Assert.Equal(
            "Of Ben. <img src=x onerror=alert(1)>",
            (await ben.Browser.ReadAsync(Here)).QuerySelector("#Input_Markdown")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task Save_ByScript_IsToldTheRevisionOrTheClash()
    {
        var (ada, ben) = await TwoAsync();

        using var saved = await SendAsync(ada, "", "Of Ada.", isScript: true, ("Input.IsAutosave", "true"));
        using var clash = await SendAsync(ben, "", "Of Ben.", isScript: true, ("Input.IsAutosave", "true"));
        using var wrong = await SendAsync(ben, "", "Of Ben.", isScript: true, ("Input.Title", ""));

        using var first = JsonDocument.Parse(await saved.Content.ReadAsStringAsync());
        Assert.Equal(2, first.RootElement.GetProperty("basedOn").GetInt32());
        using var second = JsonDocument.Parse(await clash.Content.ReadAsStringAsync());
        Assert.Equal(
            (HttpStatusCode.Conflict, $"/admin/pages/{_page.Id}/clash/3"),
            (clash.StatusCode, second.RootElement.GetProperty("clash").GetString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("Please give the page a title.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.PageSaved));
    }

    [Theory]
    [InlineData("2099-03-29T02:30", "does not exist in Europe/Berlin: clocks go forward from 02:00 to 03:00")]
    [InlineData("2098-10-26T02:30", "comes twice in Europe/Berlin")]
    [InlineData("2020-01-01T00:00", "is past")]
    [InlineData("soon", "Please give a day and a time")]
    public async Task Schedule_TimeThatIsNoInstant_IsAskedAboutAndNothingIsLost(string time, string expected)
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await SaveAsync(browser, "Schedule", ("Input.Markdown", "Later."), ("Input.PublishAt", time));
        var page = await Browser.ReadAsync(answer);

        Assert.Contains(expected, page.QuerySelector("#at-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Later.", page.QuerySelector("#Input_Markdown")!.TextContent.TrimStart('\n'));
    }

    [Fact]
    public async Task Schedule_LaterOfATimeThatComesTwice_IsThatInstant()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await SaveAsync(browser, "Schedule", ("Input.PublishAt", "2098-10-26T02:30"), ("Input.IsLater", "true"));

        await using var db = _portal.OpenDatabase();
        Assert.Equal(NodaTime.Instant.FromUtc(2098, 10, 26, 1, 30), (await db.Pages.SingleAsync()).PublishAt);
    }

    [Fact]
    public async Task Preview_OfUnsavedText_IsThePublicPageAndChangesNothing()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await browser.SubmitAsync(
            Here, "#editor", "preview", ("Input.Title", "Unsaved"), ("Input.Markdown", "A **bold** word.<script>alert(1)</script>"));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal("Unsaved", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("bold", page.QuerySelector(".prose strong")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, .organizer"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("frame-ancestors 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("One.", (await _portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal(1, await db.Revisions.CountAsync());
    }

    [Fact]
    public async Task Checks_LinksThatLeadNowhere_AreNamedWithTheirLines()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await browser.SubmitAsync(
            Here, "#editor", "checks", (
                "Input.Markdown",
                "# A\n\n[x](/nowhere/) [y](/overview/#a)\n\n[z](#missing) [w](https://example.org/x) ![](a.png)\n\n[s](/search)"));
        var said = (await Browser.ReadAsync(answer)).QuerySelectorAll("li").Select(item => item.TextContent.Trim()).ToList();

        Assert.Contains("Line 3 “/nowhere/” leads nowhere: no published page is there.", said);
        Assert.Contains(said, line => line.StartsWith("Line 5 “#missing” leads to the page, but", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("alternative text", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("example.org", StringComparison.Ordinal)
            || line.Contains("search", StringComparison.Ordinal)
            || line.Contains("#a”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checks_FilesThatTheLibraryLacksAndTheSitesOwnAddress_AreLookedUp()
    {
        await using (var db = _portal.OpenDatabase())
        {
            await db.Database.ExecuteSqlRawAsync("""
                INSERT INTO media_contents SELECT repeat('1', 64), '';
                INSERT INTO media_files (hash, source_hash, name, content_type, length, author, created_at) VALUES (repeat('1', 64), '', 'a.pdf', 'application/pdf', 1, 'Ada', now());
                UPDATE editions SET public_url = 'https://workshop.example'
                """);
        }

        await _portal.ReloadAsync();
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        var (here, gone) = ($"/media/{new string('1', 64)}/a.pdf", $"/media/{new string('0', 64)}/a.png");

        using var answer = await browser.SubmitAsync(
            Here, "#editor", "checks", (
                "Input.Markdown",
                $"[a]({here})\n\n![b]({gone})\n\n[c](https://workshop.example/nowhere/) [d](https://workshop.example/overview/)"));

        Assert.Equal(
            [$"Line 3 “{gone}” leads nowhere: the media library has no such file.", "Line 5 “https://workshop.example/nowhere/” "
                + "leads nowhere: no published page is there."],
            (await Browser.ReadAsync(answer)).QuerySelectorAll(".checks li").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public async Task Ping_OfTwo_NamesTheOther()
    {
        var (ada, ben) = await TwoAsync();

        using var first = await SendAsync(ada, "Ping", "", isScript: true);
        using var second = await SendAsync(ben, "Ping", "", isScript: true);
        using var answer = JsonDocument.Parse(await second.Content.ReadAsStringAsync());

        Assert.Equal(["Ada"], answer.RootElement.GetProperty("others").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains(
            "Also editing: Ada", (await ben.Browser.ReadAsync(Here)).QuerySelector("[data-others]")!.TextContent, StringComparison.Ordinal);
    }

    private static (string, string)[] With(IEnumerable<(string Name, string Value)> fields, string markdown) =>
        [("Input.Markdown", markdown), .. fields];

    private Task<HttpResponseMessage> SaveAsync(Browser browser, string handler, params (string, string)[] fields) =>
        browser.SubmitAsync(Here, "#editor", handler.Length == 0 ? "" : $"?handler={handler}", fields);

    private Task<HttpResponseMessage> SendAsync(
        EditorForm editor, string handler, string markdown, bool isScript = false, params (string, string)[] fields) =>
        editor.SendAsync(handler.Length == 0 ? Here : $"{Here}?handler={handler}", isScript, With(fields, markdown));

    private async Task<(EditorForm Ada, EditorForm Ben)> TwoAsync()
    {
        await _portal.AddOrganizerAsync("ada@example.org");
        await _portal.AddOrganizerAsync("ben@example.org", name: "Ben");
        return (
            await EditorForm.OpenAsync(await _portal.SignInAsync("ada@example.org"), Here),
            await EditorForm.OpenAsync(await _portal.SignInAsync("ben@example.org"), Here));
    }
}
