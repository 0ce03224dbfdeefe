using System.Net;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>What was saved, what differs, and the way back.</summary>
public sealed class PagesHistoryTests(SharedPortal shared) : PagesTest(shared)
{
    [Fact]
    public async Task History_RevisionsOfAllKinds_SaysWhatEachIsAndFoldsAutosaves()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One");
        foreach (var letter in "abc")
        {
            await SaveAsync(page, Text($"{letter}"), new RevisionOrigin("Bob") { AuthorId = 7, IsAutosave = true });
        }

        await SaveAsync(page, Text("named"), new RevisionOrigin("Bob") { AuthorId = 7, Note = "First <b>draft</b>" });
        await WriteAsync(page, Text("clash"), new RevisionOrigin("Cy") { BasedOn = 1 });

        var history = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history");

        Assert.Equal(
            ["Revision 6 Set aside", "Revision 5 Latest", "Revision 4", "Revision 1 Live"],
            history
                .QuerySelectorAll(".history > tbody > tr > td:first-child:not([colspan])")
                .Select(cell => string.Join(' ', cell.TextContent.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["Revision 3", "Revision 2"], history.QuerySelectorAll("details strong").Select(cell => cell.TextContent));
        Assert.Equal("2 saved by themselves before it, from revision 2", history.QuerySelector("summary")!.TextContent);
        Assert.Contains("First <b>draft</b>", history.QuerySelectorAll("td small").Select(note => note.TextContent));
        Assert.Empty(history.QuerySelectorAll("td b"));
    }

    [Fact]
    public async Task History_MoreThanAPage_GoesOn()
    {
        var page = await DraftAsync("/one/", "One");
        await using (var db = Portal.OpenDatabase())
        {
            var stored = await StoredAsync(page.Id);
            db.Attach(stored);
            for (var i = 0; i < 120; i++)
            {
                await new PageWriter(db).SaveAsync(stored, Text($"{i}"), "Ada", null, RunningPortal.Now, CancellationToken.None);
            }
        }

        var first = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history");
        var second = await Administrator.ReadAsync(
            $"/admin/pages/{page.Id}/history" + first.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        Assert.Equal(
            (100, "Revision 121"), (first.QuerySelectorAll(".history > tbody > tr").Length, first.QuerySelector("td strong")!.TextContent));
        Assert.Equal(
            (21, "Revision 21"), (second.QuerySelectorAll(".history > tbody > tr").Length, second.QuerySelector("td strong")!.TextContent));
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Theory]
    [InlineData("side", "We meet in Vancouver.\n|We meet in Berlin.\n")]
    [InlineData("inline", "We meet in VancouverBerlin.\n")]
    [InlineData("nonsense", "We meet in Vancouver.\n|We meet in Berlin.\n")]
    public async Task Diff_WordChanged_IsMarkedInEitherView(string view, string expected)
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "Same.\n\nWe meet in Vancouver.\n");
        await SaveAsync(
            page,
            new PageContent { Title = "Two", Description = "New", Layout = PageLayout.Topic, Markdown = "Same.\n\nWe meet in Berlin.\n" });

        var diff = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history/diff?from=1&to=2&view={view}");

        Assert.Equal(expected, string.Join('|', diff.QuerySelectorAll(".diff tr:last-child td").Select(cell => cell.TextContent)));
        Assert.Equal(["Vancouver"], diff.QuerySelectorAll(".diff del").Select(word => word.TextContent));
        Assert.Equal(["Berlin"], diff.QuerySelectorAll(".diff ins").Select(word => word.TextContent));
        Assert.Equal(["Title|One|Two", "Description||New", "Layout|page|topic"], diff
            .QuerySelectorAll(".rows:not(.diff) tbody tr")
            .Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
    }

    [Fact]
    public async Task Diff_WithoutNumbers_IsAgainstWhatIsLive()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "Live.");
        await SaveAsync(page, "Between.");
        await SaveAsync(page, "Now.");

        var diff = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history/diff");

        Assert.Equal(("1", "3"), (diff.QuerySelector("#from")!.GetAttribute("value"), diff.QuerySelector("#to")!.GetAttribute("value")));
        Assert.Equal(
            HttpStatusCode.NotFound, (await Administrator.GetAsync($"/admin/pages/{page.Id}/history/diff?from=1&to=99")).StatusCode);
    }

    [Fact]
    public async Task Diff_RevisionOfAnotherPage_IsNotFound()
    {
        var other = await DraftAsync("/other/", "Other", "secret");
        await SaveAsync(other, "more");
        var page = await DraftAsync("/one/", "One");

        using var answer = await Administrator.GetAsync($"/admin/pages/{page.Id}/history/diff?from=1&to=2");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Diff_LongUnchangedParts_AreLeftOutWithTheirNumberOfLines()
    {
        var lines = Enumerable.Range(1, 40).Select(i => $"Line {i}.\n").ToArray();
        var page = await DraftAsync("/one/", "One", string.Concat(lines));
        lines[19] = "Changed.\n";
        await SaveAsync(page, string.Concat(lines));

        var diff = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history/diff?from=1&to=2&view=inline");

        Assert.Equal(
            ["16 lines are the same.", "Line 17.\nLine 18.\nLine 19.\n", "Line 20Changed.\n", "Line 21.\nLine 22.\nLine 23.", "17 lines are the same."],
            diff.QuerySelectorAll(".diff tbody td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Diff_LongestTextsThatDifferEverywhere_SaysThatItComparesCoarsely()
    {
        var page = await DraftAsync("/one/", "One");
        await SaveAsync(page, string.Concat(Enumerable.Range(0, 33_000).Select(i => $"b{i} ")));
        await SaveAsync(page, string.Concat(Enumerable.Range(0, 33_000).Select(i => $"c{i} ")));

        var diff = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history/diff?from=2&to=3");

        Assert.Contains(
            "compared as a whole", diff.QuerySelector("[aria-labelledby=text] [role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_EarlierRevision_IsANewDraftAndLeavesTheLivePageAlone()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "First.");
        await Portal.PublishAgainAsync(page, new PageContent { Title = "One", Markdown = "Second." });
        await Portal.ReloadAsync();

        using var answer = await PressAsync(
            $"/admin/pages/{page.Id}/history", "form[action$=history]:has([name=number][value='1']) button");

        Assert.Equal("Revision 1 is the draft again, as revision 3. What is live is as it was.", await DoneAsync(answer));
        var stored = await StoredAsync(page.Id);
        Assert.Equal(
            (3, "First.", "revision 1 restored", 2),
            (stored.LatestRevision!.Number, stored.LatestRevision.Markdown, stored.LatestRevision.Note, stored.LatestRevision.BasedOn));
        Assert.Equal(2, stored.PublishedRevision!.Number);
        Assert.Contains("Second.", await Portal.Client.GetStringAsync("/one/"), StringComparison.Ordinal);
        Assert.Equal(["page /one/: revision 1"], await AuditedAsync(AuditAction.RevisionRestored));
    }

    [Fact]
    public async Task Restore_WhatIsLive_LeavesNoUnpublishedChanges()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "First.");
        await SaveAsync(page, new PageContent { Title = "One", Markdown = "Second." });

        using var answer = await PressAsync(
            $"/admin/pages/{page.Id}/history", "form[action$=history]:has([name=number][value='1']) button");

        Assert.Equal(3, (await StoredAsync(page.Id)).LatestRevision!.Number);
        Assert.Equal("Live", (await Administrator.ReadAsync("/admin/pages/")).QuerySelector(".badge")!.TextContent);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("label")]
    [InlineData("description")]
    [InlineData("layout")]
    [InlineData("markdown")]
    public async Task List_AnyFieldOfTheDraftDiffersFromWhatIsLive_SaysSo(string field)
    {
        var content = new PageContent { Title = "One", Markdown = "Text." };
        var page = await Portal.PublishAsync(Edition, "/one/", content);

        await SaveAsync(page, field switch
        {
            "title" => content with { Title = "Two" },
            "label" => content with { NavigationLabel = "Two" },
            "description" => content with { Description = "Two" },
            "layout" => content with { Layout = PageLayout.Topic },
            _ => content with { Markdown = "Two" },
        });

        Assert.Equal("Live, unpublished changes", (await Administrator.ReadAsync("/admin/pages/")).QuerySelector(".badge")!.TextContent);
    }

    [Fact]
    public async Task Changes_OfRevisionsBesideTheLine_AreAgainstWhatTheyWereWrittenFrom()
    {
        var page = await DraftAsync("/one/", "One", "First.\n\nLast.");
        await SaveAsync(page, Text("First of Ada.\n\nLast."), new RevisionOrigin("Ada") { BasedOn = 1 });
        await WriteAsync(page, Text("First.\n\nLast of Cy."), new RevisionOrigin("Cy") { BasedOn = 1 });
        await WriteAsync(page, Text("First of Dee.\n\nLast."), new RevisionOrigin("Dee") { BasedOn = 1 });

        var history = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history");

        Assert.Equal(
            ["5: from=1&to=5", $"5: /admin/pages/{page.Id}/clash/5", "4: from=2&to=4", "3: from=1&to=3", "2: from=1&to=2"],
            history.QuerySelectorAll(".history > tbody > tr").SelectMany(row => row.QuerySelectorAll("td:last-child a").Select(
                link => row.QuerySelector("strong")!.TextContent[9..] + ": " + link.GetAttribute("href")!.Split("diff?")[^1])));
    }

    [Fact]
    public async Task Compare_AnyTwo_CanBeChosenFromTheList()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "First.");
        await SaveAsync(page, "Second.");
        await SaveAsync(page, "Third.");
        var history = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history");

        Assert.Equal($"/admin/pages/{page.Id}/history/diff", history.QuerySelector("form[method=get]")!.GetAttribute("action"));
        Assert.Equal("1|3,2,1", Choices("from"));
        Assert.Equal("3|3,2,1", Choices("to"));

        string Choices(string name) =>
            ((AngleSharp.Html.Dom.IHtmlSelectElement)history.QuerySelector($"form[method=get] select[name={name}]")!).Value
            + "|" + string.Join(
                ',', history.QuerySelectorAll($"select[name={name}] option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public async Task Restore_SomebodySavedMeanwhile_RestoresNothingAndAsksAgain()
    {
        var page = await DraftAsync("/one/", "One", "First.");
        await SaveAsync(page, "Second.");
        await SaveAsync(page, "Third.");

        using var answer = await PressAsync(
            $"/admin/pages/{page.Id}/history", "form[action$=history]:has([name=number][value='1']) button", ("basedOn", "2"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var history = await Browser.ReadAsync(answer);
        Assert.Contains("nothing was restored", history.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("3", history.QuerySelector("[name=basedOn]")!.GetAttribute("value"));
        Assert.Equal(3, (await StoredAsync(page.Id)).LatestRevision!.Number);
    }

    [Fact]
    public async Task Restore_SameText_SavesNothing()
    {
        var page = await DraftAsync("/one/", "One", "First.");
        await SaveAsync(page, new PageContent { Title = "One", Markdown = "Second." });
        await SaveAsync(page, new PageContent { Title = "One", Markdown = "First." });

        using var answer = await PressAsync(
            $"/admin/pages/{page.Id}/history", "form[action$=history]:has([name=number][value='1']) button");

        Assert.Equal("The draft has the text of revision 1 already.", await DoneAsync(answer));
        Assert.Empty(await AuditedAsync(AuditAction.RevisionRestored));
    }

    [Fact]
    public async Task HistoryAndDiff_HostileTitleTextAndNote_AreText()
    {
        var page = await DraftAsync("/one/", Hostile, Hostile + "\n");
        await SaveAsync(
            page, new PageContent { Title = Hostile + "2", Markdown = "before " + Hostile + "\n" + Hostile + "3\n" }, new RevisionOrigin(
                Hostile)
            { Note = Hostile });

        foreach (var path in new[] { "history", "history/diff?from=1&to=2", "history/diff?from=1&to=2&view=inline", "history/diff?view="
            + Uri.EscapeDataString(Hostile) })
        {
            var read = await Administrator.ReadAsync($"/admin/pages/{page.Id}/{path}");
            Assert.Empty(read.QuerySelectorAll("main img, main script, main [onerror]"));
            Assert.Contains(Hostile, read.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        var diff = await Administrator.ReadAsync($"/admin/pages/{page.Id}/history/diff?from=1&to=2");
        Assert.Equal(
            "before " + Hostile + "\n" + Hostile + "3\n",
            string.Concat(diff.QuerySelectorAll(".diff td:last-child").Select(cell => cell.TextContent)));
    }

    /// <summary>As the editor saves: merged, or set aside where it clashes.</summary>
    private async Task WriteAsync(ContentPage page, PageContent content, RevisionOrigin origin)
    {
        await using var db = Portal.OpenDatabase();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new DraftWriter(db, new PageWriter(db)).SaveAsync(page.Id, content, origin, RunningPortal.Now, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static PageContent Text(string markdown) => new() { Title = "One", Markdown = markdown };
}
