using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

public sealed class ImporterTests(SharedDatabase shared) : ImportTest(shared)
{
    private static readonly ImportOptions Publishing = new() { Publish = true };

    private static readonly (string, string)[] Site =
    [
        ("_config.yml", "title: NeuroAI\ndescription: Brains\ntimezone: America/Vancouver\nheader_pages: [b.md, a.md]"),
        ("a.md", "---\ntitle: A\nredirect_from: /old/\n---\nText"),
        ("b.md", "---\ntitle: B\npermalink: /b/\n---\nText"),
        ("draft.md", "---\ntitle: Draft\npermalink: /draft/\npublished: false\n---\nText"),
        ("broken.md", "---\ntitle: [\n---\n"),
    ];

    [Fact]
    public async Task Import_NewSite_CreatesACurrentEditionFromTheConfig()
    {
        var report = await ImportAsync(Site);

        await using var db = Open();
        var edition = await db.Editions.SingleAsync(Cancellation);
        Assert.Equal(
            ("neuroai", "NeuroAI", "Brains", "America/Vancouver", true, false),
            (edition.Slug, edition.Name, edition.Tagline, edition.TimeZone, edition.IsCurrent, edition.IsSample));
        Assert.Equal(new ImportedInto("neuroai", "NeuroAI", ImportChange.Created, true, null), report.Edition);
    }

    [Fact]
    public async Task Import_WithoutPublish_SavesDraftsInTheSourcesOrder()
    {
        var report = await ImportAsync(Site);

        await using var db = Open();
        var pages = await db.Pages.Include(page => page.LatestRevision).OrderBy(page => page.Position).ToListAsync(Cancellation);
        Assert.Equal(
            [("/b/", true, "B"), ("/a/", true, "A"), ("/draft/", false, "Draft")],
            pages.Select(page => (page.Permalink, page.InNavigation, page.LatestRevision!.Title)));
        Assert.All(pages, page => Assert.Null(page.PublishedRevisionId));
        Assert.All(
            pages, page => Assert.Equal(
                ("import", 1, Now), (page.LatestRevision!.Author, page.LatestRevision.Number, page.LatestRevision.CreatedAt)));
        Assert.Equal(
            ["/a.html", "/old/"], await db.Redirects.Select(redirect => redirect.Path).OrderBy(path => path).ToListAsync(Cancellation));
        Assert.Equal([("broken.md", FindingKind.Error)], report.Findings.Select(finding => (finding.File, finding.Kind)));
    }

    [Fact]
    public async Task Import_WithPublish_PublishesAllButDrafts()
    {
        var report = await ImportAsync(Tree(Site), Publishing);

        await using var db = Open();
        Assert.Equal(["/a/", "/b/"], await db.Pages
            .Where(page => page.PublishedRevisionId == page.LatestRevisionId)
            .Select(page => page.Permalink)
            .OrderBy(p => p)
            .ToListAsync(Cancellation));
        Assert.Equal(
            [("/b/", true, false), ("/a/", true, false), ("/draft/", false, true)],
            report.Pages.Select(page => (page.Permalink, page.IsPublishedNow, page.IsDraft)));
    }

    [Fact]
    public async Task Import_PageHeldBackAfterItWasPublished_IsReported()
    {
        await ImportAsync(Tree(("a.md", "# A"), ("b.md", "# B")), Publishing);

        var report = await ImportAsync(Tree(("a.md", "---\npublished: false\n---\n# A")), Publishing);

        Assert.Equal(["a.md: The page is held back by the source, but still public here."], report.Findings
            .Where(finding => finding.File == "a.md")
            .Select(finding => finding.ToString()));
        Assert.Equal(1, report.PagesNotInSource);
        var text = new StringWriter();
        ImportReportText.Write(report, text);
        Assert.Contains("1 page of this edition is not in the source; it stays.", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoTimeZone_NamesTheFileThatCouldGiveOne() =>
        Assert.Equal(["edition.yml"], (await ImportAsync(("a.md", "# A"))).Findings.Select(finding => finding.File));

    [Fact]
    public async Task Import_Twice_ChangesNothing()
    {
        var tree = Tree([.. Site, ("edition.yml", "name: N\nstarts: 2024-12-14"), ("schedule.yml", Schedule("08:15", "08:25"))]);
        await ImportAsync(tree, Publishing);
        var before = await StateAsync();

        var report = await ImportAsync(tree, Publishing);

        Assert.False(report.HasChanges);
        Assert.Equal(before, await StateAsync());
        Assert.Equal(new ProgrammeOutcome(0, 0, 0, 1, 0), report.Programme);
    }

    [Fact]
    public async Task Import_ChangedPage_GetsOneRevisionAndTheOthersNone()
    {
        await ImportAsync(Tree(("a.md", "# A"), ("b.md", "# B")), Publishing);

        var report = await ImportAsync(("a.md", "# A\nMore"), ("b.md", "# B"));

        await using var db = Open();
        Assert.Equal([ImportChange.Changed, ImportChange.Unchanged], report.Pages.Select(page => page.Change));
        var page = await db.Pages
            .Include(p => p.LatestRevision)
            .Include(p => p.PublishedRevision)
            .SingleAsync(p => p.Permalink == "/a/", Cancellation);
        Assert.Equal((2, 1), (page.LatestRevision!.Number, page.PublishedRevision!.Number));
        Assert.Equal(3, await db.Revisions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Import_DryRun_ReportsTheSameAndWritesNothing()
    {
        var before = await StateAsync();
        var dry = await ImportAsync(Tree(Site), Publishing with { DryRun = true });
        Assert.Equal(before, await StateAsync());

        var real = await ImportAsync(Tree(Site), Publishing);

        Assert.Equal(real.Edition, dry.Edition);
        Assert.Equal(real.Pages.Select(Text), dry.Pages.Select(Text));
        Assert.True(dry.IsDryRun);

        static string Text(PageOutcome page) => $"{page with { RedirectsAdded = [] }} {string.Join(' ', page.RedirectsAdded)}";
    }

    [Fact]
    public async Task Import_ThatChangesSomething_IsInTheAuditLogAndAnotherOrADryRunIsNot()
    {
        var tree = Tree([.. Site, ("schedule.yml", Schedule("08:15", "08:25"))]);
        await ImportAsync(tree, Publishing with { DryRun = true });
        await ImportAsync(tree, Publishing with { Author = "a command" });
        await ImportAsync(tree, Publishing);

        await using var db = Open();
        Assert.Equal(
            [("a command", AuditAction.EditionImported, "edition neuroai", "1 edition, 3 pages, 1 session, 1 list item, 2 published"),
             ("a command", AuditAction.ProgrammeReleased, "programme neuroai", "with an import")],
            (await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancellation)).Select(
                entry => (entry.Who, entry.Action, entry.Subject!, entry.Detail!)));
    }

    [Fact]
    public async Task Import_DocumentThatBreaksARule_IsRefusedInWords()
    {
        var people = string.Join(", ", Enumerable.Range(0, 101).Select(i => $"P{i}"));

        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(
            () => ImportAsync(
                ("schedule.yml", $"sessions:\n  - {{title: A, start: 2024-12-14 09:00, duration: 5, people: [{people}]}}\n")));

        Assert.Equal("schedule.yml: The programme cannot be kept: session 'a': has 101 people; 100 can be kept.", refusal.Message);
    }

    [Fact]
    public async Task Import_BesideTheSample_MakesItsOwnEditionCurrent()
    {
        await ImportAsync(
            Tree(("edition.yml", "slug: sample\nname: Sample"), ("a.md", "# A")), new ImportOptions { AsSample = true, Publish = true });

        var report = await ImportAsync(("edition.yml", "name: Real\nstarts: 2025-12-06\ntime_zone: UTC"), ("a.md", "# A"));

        await using var db = Open();
        Assert.Equal(
            [("2025", true, false), ("sample", false, true)],
            (await db.Editions.OrderBy(edition => edition.Slug).ToListAsync(Cancellation)).Select(
                edition => (edition.Slug, edition.IsCurrent, edition.IsSample)));
        Assert.Equal(new ImportedInto("2025", "Real", ImportChange.Created, true, "sample"), report.Edition);
        var text = new StringWriter();
        ImportReportText.Write(report, text);
        Assert.Contains(
            "The sample workshop is still there under /sample/; `workshop sample remove` removes it.",
            text.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoTheCurrentEdition_AppliesOnlyTheKeysOfEditionYml()
    {
        await AddEditionAsync("2024", isCurrent: true);

        await ImportAsync(("_config.yml", "title: Other\ndescription: Other"), ("edition.yml", "venue: Hall 1"), ("a.md", "---\n---\n"));

        await using var db = Open();
        var edition = await db.Editions.SingleAsync(Cancellation);
        Assert.Equal(
            ("2024", "Workshop 2024", null, "Hall 1", "Europe/Berlin"),
            (edition.Slug, edition.Name, edition.Tagline, edition.Venue, edition.TimeZone));
    }

    [Theory]
    [InlineData("2023", null)]
    [InlineData(null, "slug: \"2023\"")]
    public async Task Import_NamedEdition_IsCreatedBesideTheCurrentOne(string? option, string? file)
    {
        await AddEditionAsync("2024", isCurrent: true);

        await ImportAsync(
            Tree([("a.md", "# A"), .. file is null ? Array.Empty<(string, string)>() : [("edition.yml", file)]]),
            new ImportOptions { EditionSlug = option });

        await using var db = Open();
        Assert.Equal(
            [("2023", false), ("2024", true)],
            (await db.Editions.OrderBy(edition => edition.Slug).ToListAsync(Cancellation)).Select(
                edition => (edition.Slug, edition.IsCurrent)));
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("Not a slug")]
    public async Task Import_EditionThatCannotBeServed_IsRefused(string slug) =>
        await Assert.ThrowsAsync<ImportRefusedException>(
            () => ImportAsync(Tree(("a.md", "# A")), new ImportOptions { EditionSlug = slug }));

    [Fact]
    public async Task Import_StatedOrder_LeavesOtherPagesWhereTheyAre()
    {
        await ImportAsync(("a.md", "# A"), ("b.md", "# B"), ("c.md", "# C"));

        await ImportAsync(("a.md", "---\nnav_order: 2\n---\n# A"), ("c.md", "---\nnav_order: 1\n---\n# C"));

        await using var db = Open();
        Assert.Equal(
            ["/c/", "/b/", "/a/"], await db.Pages.OrderBy(page => page.Position).Select(page => page.Permalink).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Import_RedirectFromAPagesAddress_IsReportedAndLeftOut()
    {
        var report = await ImportAsync(("a.md", "# A"), ("b.md", "---\nredirect_from: /a/\n---\n# B"));

        Assert.Equal([("b.md", 2)], report.Findings.Where(finding => finding.Line > 0).Select(finding => (finding.File, finding.Line)));
        await using var db = Open();
        Assert.Empty(await db.Redirects.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Import_ChangedSchedule_UpdatesAddsAndRemoves()
    {
        await ImportAsync(
            ("schedule.yml", Schedule("08:15", "08:25") + "  - {title: Gone, start: 2024-12-14 10:00, duration: 5, room: R}\n"));

        var changed = Schedule("08:20", "08:50")
            .Replace("name: R", "name: S", StringComparison.Ordinal)
            .Replace("room: R", "room: S", StringComparison.Ordinal)
            + "  - {title: New, start: 2024-12-14 11:00, duration: 5}\n";
        var report = await ImportAsync(("schedule.yml", changed));
        var again = await ImportAsync(("schedule.yml", changed));

        Assert.Equal(new ProgrammeOutcome(Created: 1, Changed: 1, Removed: 1, Unchanged: 0, Rooms: 2), report.Programme);
        Assert.Equal(new ProgrammeOutcome(Created: 0, Changed: 0, Removed: 0, Unchanged: 2, Rooms: 0), again.Programme);
        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal(["S"], programme.Rooms.Select(room => room.Name));
        Assert.Equal(
            [("opening", 30, "s"), ("new-2", 5, null)],
            programme.Sessions.Select(session => (session.Slug, session.DurationMinutes, session.Room)));
        Assert.Empty(await db.ProgrammeReleases.ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("2024-03-31 02:30", "2024-03-31 04:00", "does not exist in Europe/Berlin")]
    [InlineData("2024-12-14 09:00", "2024-12-14 08:00", "'end' is not after 'start'")]
    public async Task Import_TimesThatCannotBe_ChangeNothing(string start, string end, string why)
    {
        var before = await StateAsync();

        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(
            ("a.md", "# A"),
            ("edition.yml", "time_zone: Europe/Berlin"),
            ("schedule.yml", $"sessions:\n  - {{title: A, start: {start}, end: {end}}}\n")));

        Assert.Equal(("schedule.yml", 2), (refusal.Reasons.Single().File, refusal.Reasons.Single().Line));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("2024-10-27 01:30", "2024-10-27 03:30", 180)]
    [InlineData("2024-10-27 02:15", "2024-10-27 02:45", 30)]
    [InlineData("2024-10-27 02:45", "2024-10-27 02:15", 30)]
    [InlineData("2024-03-31 01:30", "2024-03-31 03:30", 60)]
    public async Task Import_SessionAcrossAChangeOfClocks_LastsItsElapsedTime(string start, string end, int minutes)
    {
        await ImportAsync(
            ("edition.yml", "time_zone: Europe/Berlin"), ("schedule.yml", $"sessions:\n  - {{title: A, start: {start}, end: {end}}}\n"));

        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal([minutes], programme.Sessions.Select(session => session.DurationMinutes));
    }

    [Fact]
    public async Task Import_NothingToImport_IsRefused() =>
        await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(("_config.yml", "title: x"), ("LICENSE.md", "# Licence")));

    [Fact]
    public async Task Import_RealOverview_KeepsEveryWordAndDropsTheComment()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("tests/Workshop.Tests/Samples/overview.md"), Cancellation);

        await ImportAsync(Tree(("overview.md", text)), Publishing);

        await using var db = Open();
        var page = await db.Pages.Include(p => p.PublishedRevision).SingleAsync(Cancellation);
        var body = text[(text.IndexOf("---", 4, StringComparison.Ordinal) + 4)..].Replace(
            "<!-- # Overview -->\n", "", StringComparison.Ordinal);
        Assert.Equal(("/overview/", "Overview", body), (page.Permalink, page.PublishedRevision!.Title, page.PublishedRevision.Markdown));
        Assert.True(page.InNavigation);
    }

    private static string Schedule(string start, string end) =>
        $"rooms:\n  - name: R\nsessions:\n  - {{slug: opening, title: Opening, start: 2024-12-14 {start}, end: 2024-12-14 {end}, room: R, people: [Ada]}}\n";

    private async Task AddEditionAsync(string slug, bool isCurrent)
    {
        await using var db = Open();
        db.Add(new Edition { Slug = slug, Name = $"Workshop {slug}", TimeZone = "Europe/Berlin", IsCurrent = isCurrent });
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Everything that an import could touch, row versions included.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = Open();
        var pages = await db.Pages
            .OrderBy(page => page.Id)
            .Select(page => new { page.Id, page.Permalink, page.Position, page.InNavigation, page.PublishedRevisionId, page.Version })
            .ToListAsync(Cancellation);
        var counts = (
            await db.Editions.CountAsync(Cancellation),
            await db.Revisions.CountAsync(Cancellation),
            await db.Redirects.CountAsync(Cancellation),
            await db.DocumentRevisions.CountAsync(Cancellation),
            await db.ProgrammeReleases.CountAsync(Cancellation));
        return $"{string.Join('\n', pages)}\n{counts}";
    }
}
