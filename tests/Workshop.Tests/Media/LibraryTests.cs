using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Media;

/// <summary>The library and a file's own page: finding, describing, replacing, deleting.</summary>
public sealed class LibraryTests(SharedPortal shared) : MediaTest(shared)
{
    private const string Describe = "form[action$='handler=Describe']";
    private const string Delete = "form[action$='handler=Delete']";

    [Theory]
    [InlineData("", "plan.png map.png")]
    [InlineData("MAP", "map.png")]
    [InlineData("harbour", "plan.png")]
    [InlineData("%25", "")]
    [InlineData("%00map", "map.png")]
    public async Task Library_Searched_ListsWhatFitsTheLatestFirst(string query, string names)
    {
        await AddAsync("map.png", Pictures.Png());
        await AddAsync("plan.png", Pictures.Png(80, 40), "The Harbour");

        var page = await Organizer.ReadAsync("/admin/media/?q=" + query);

        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), page
            .QuerySelectorAll(".shelf strong")
            .Select(name => name.TextContent));
    }

    [Fact]
    public async Task Library_MoreThanAPage_GoesOnWhereItEnded()
    {
        await using (var db = Portal.OpenDatabase())
        {
            await db.Database.ExecuteSqlRawAsync("""
                INSERT INTO media_contents SELECT lpad(n::text, 64, '0'), '' FROM generate_series(1, 60) n;
                INSERT INTO media_files (hash, source_hash, name, content_type, length, author, created_at)
                    SELECT lpad(n::text, 64, '0'), '', 'f' || n || '.pdf', 'application/pdf', 1, 'Ada', now() FROM generate_series(1, 60) n ORDER BY n
                """);
        }

        var first = await Organizer.ReadAsync("/admin/media/");
        var second = await Organizer.ReadAsync("/admin/media/" + first.QuerySelector("a[rel=next]")!.GetAttribute("href"));

        Assert.Equal(
            Enumerable.Range(1, 60).Reverse().Select(n => $"f{n}.pdf"),
            new[] { first, second }.SelectMany(page => page.QuerySelectorAll(".shelf strong").Select(name => name.TextContent)));
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task Detail_OfAFile_SaysWhatToPasteAndWhereItIsUsed()
    {
        var file = await AddAsync("a.jpg", Pictures.Jpeg(1000, 500), "A [grid]");
        await Portal.PublishAsync(Edition, "/live/", "Live", $"![x]({file.Address})");
        await Portal.PublishAsync(Edition, "/none/", "None", $"/media/{new string('0', 64)}/a.jpg");
        var former = await Portal.PublishAsync(Edition, "/former/", "Former", $"![x](/media/{file.Renditions[0].Hash}/a.jpg)");
        await DraftAsync("/draft/", "Draft", $"![x]({file.Address})");
        await SaveAsync(former, "Words.");

        var page = await Organizer.ReadAsync($"/admin/media/{file.Id}");

        Assert.Equal($"![A \\[grid\\]]({file.Address})", page.QuerySelector("dd code")!.TextContent);
        Assert.Equal(
            ["Live /live/ of 2024: in its text, and public", "Former /former/ of 2024: public, no longer in its text as last saved", "Draft /draft/ of 2024: in its text as last saved, not public"],
            page
                .QuerySelectorAll(".plain-list li")
                .Select(use => string.Join(' ', use.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("used in 3 places", page.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_FormOpenedBeforeAnotherSaved_ShowsBothAndSavesTheSecondTime()
    {
        var file = await AddAsync("a.png", Pictures.Png(), "Mine, begun");
        var version = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector("[name='Input.Version']")!.GetAttribute(
            "value")!;
        using var theirs = await Administrator.SubmitAsync($"/admin/media/{file.Id}", Describe, ("Input.Alt", "Theirs"));

        using var mine = await Organizer.SubmitAsync(
            $"/admin/media/{file.Id}", Describe, ("Input.Alt", "Mine"), ("Input.Version", version));
        var shown = await Browser.ReadAsync(mine);

        Assert.Equal(HttpStatusCode.Conflict, mine.StatusCode);
        Assert.Contains("“Theirs”", shown.QuerySelector(".wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", shown.QuerySelector("[name='Input.Alt']")!.GetAttribute("value"));
        Assert.Equal("Theirs", (await FilesAsync()).Single().Alt);

        using var again = await Organizer.SubmitAsync(
            $"/admin/media/{file.Id}",
            Describe,
            ("Input.Alt", "Mine"),
            ("Input.Version", shown.QuerySelector("[name='Input.Version']")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Mine", (await FilesAsync()).Single().Alt);
        Assert.Equal(["Theirs", "Mine"], (await AuditAsync(AuditAction.MediaDescribed)).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task Describe_TooLong_IsRefusedAtItsField()
    {
        var file = await AddAsync("a.png", Pictures.Png());

        using var answer = await Organizer.SubmitAsync($"/admin/media/{file.Id}", Describe, ("Input.Alt", new string('x', 301)));

        Assert.Equal("At most 300 characters.", (await Browser.ReadAsync(answer)).QuerySelector(".wrong")!.TextContent);
        Assert.Null((await FilesAsync()).Single().Alt);
    }

    [Fact]
    public async Task Delete_FileInUse_WarnsFirstAndLeavesNothing()
    {
        var file = await AddAsync("a.jpg", Pictures.Jpeg(1000, 500));
        var stays = await AddAsync("b.jpg", Pictures.Jpeg(80, 40));
        var seen = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector("[name=seen]")!.GetAttribute("value")!;
        await Portal.PublishAsync(Edition, "/live/", "Live", $"![x]({file.Address})");

        using var surprised = await Organizer.SubmitAsync($"/admin/media/{file.Id}", Delete, ("seen", seen));
        Assert.Equal(HttpStatusCode.Conflict, surprised.StatusCode);
        Assert.Contains("Nothing was deleted", await RefusalAsync(surprised), StringComparison.Ordinal);
        Assert.Equal(2, (await FilesAsync()).Count);

        using var answer = await Organizer.SubmitAsync($"/admin/media/{file.Id}", Delete);
        Assert.Equal("/admin/media/", answer.Headers.Location!.OriginalString);
        Assert.Equal([stays.Id], (await FilesAsync()).Select(left => left.Id));
        Assert.Equal(1, await ContentsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Client.GetAsync(file.Address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Client.GetAsync($"/media/{file.Renditions[0].Hash}/a.jpg")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Organizer.GetAsync($"/admin/media/{file.Id}")).StatusCode);
        Assert.Equal(("media a.jpg", $"{file.Address}, used by 1"), (await AuditAsync(AuditAction.MediaDeleted))
            .Select(entry => (entry.Subject, entry.Detail))
            .Single());
    }

    [Fact]
    public async Task Delete_PageWentPublicSinceItWasLookedAt_DeletesNothing()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        var page = await DraftAsync("/one/", "One", $"![x]({file.Address})");
        var seen = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector("[name=seen]")!.GetAttribute("value")!;
        await Portal.PublishAgainAsync(page, new PageContent { Title = "One", Markdown = $"![x]({file.Address})" });

        using var answer = await Organizer.SubmitAsync($"/admin/media/{file.Id}", Delete, ("seen", seen));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Single(await FilesAsync());
    }

    [Fact]
    public async Task Detail_UsedInTheTrash_SaysSoWithoutALinkAndReplacesNothingThere()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        var other = await AddAsync("b.png", Pictures.Png(80, 40));
        var page = await DraftAsync("/one/", "One", $"![x]({file.Address})");
        using var trashed = await Organizer.SubmitAsync($"/admin/pages/{page.Id}/delete");

        var use = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector(".plain-list li")!;
        var replace = await Organizer.ReadAsync($"/admin/media/{file.Id}/replace/{other.Id}");

        Assert.Equal(
            "One /one/ of 2024: in the trash",
            string.Join(' ', use.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Null(use.QuerySelector("a"));
        Assert.NotNull(replace.QuerySelector(".nothing"));
    }

    [Fact]
    public async Task Replace_Everywhere_ListsFirstAndLeavesWhatIsPublic()
    {
        var old = await AddAsync("a.jpg", Pictures.Jpeg(1000, 500), "A grid");
        var live = await Portal.PublishAsync(
            Edition,
            "/live/",
            "Live",
            $"![x]({old.Address}) and [y]({old.Address}#p)\n\n![z](/media/{old.Renditions[0].Hash}/a.jpg \"title\")");
        var draft = await DraftAsync("/draft/", "Draft", $"<img src='{old.Address}' alt='x'>");
        await Portal.PublishAsync(Edition, "/other/", "Other", "Words.");

        using var uploaded = await SendAsync($"/admin/media/{old.Id}", "Replace", [("b.png", Pictures.Png())], field: "file");
        var list = await Organizer.ReadAsync(uploaded.Headers.Location!.OriginalString);
        Assert.Equal(["Live", "Draft"], list.QuerySelectorAll(".plain-list a").Select(page => page.TextContent));
        Assert.All(await LatestAsync(), page => Assert.Equal(1, page.LatestRevision!.Number));

        using var answer = await Organizer.SubmitAsync(uploaded.Headers.Location.OriginalString);
        var replacement = (await FilesAsync()).Single(file => file.Name == "b.png");
        Assert.Equal($"/admin/media/{replacement.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal("A grid", replacement.Alt);
        var pages = (await LatestAsync()).ToDictionary(page => page.Permalink);
        Assert.Equal(
            $"![x]({replacement.Address}) and [y]({replacement.Address}#p)\n\n![z]({replacement.Address} \"title\")",
            pages["/live/"].LatestRevision!.Markdown);
        Assert.Equal($"<img src='{replacement.Address}' alt='x'>", pages["/draft/"].LatestRevision!.Markdown);
        Assert.Equal(
            ("Organizer", "a.jpg replaced by b.png", 2),
            (pages["/live/"].LatestRevision!.Author, pages["/live/"].LatestRevision!.Note, pages["/live/"].LatestRevision!.Number));
        Assert.Equal(1, pages["/other/"].LatestRevision!.Number);
        Assert.Equal(live.PublishedRevisionId, pages["/live/"].PublishedRevisionId);
        Assert.Null(pages["/draft/"].PublishedRevisionId);
        Assert.Equal(old.Address, (await Portal.ReadAsync("/live/")).QuerySelector("main img")!.GetAttribute("src"));
        Assert.Contains(
            "Live, unpublished changes",
            (await Organizer.ReadAsync("/admin/pages/")).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(("media a.jpg", $"by {replacement.Address} in 2 pages"), (await AuditAsync(AuditAction.MediaReplaced))
            .Select(entry => (entry.Subject, entry.Detail))
            .Single());
        Assert.Equal(draft.Id, pages["/draft/"].Id);
    }

    [Fact]
    public async Task Replace_PageSavedSinceTheListWasShown_ChangesNothing()
    {
        var old = await AddAsync("a.png", Pictures.Png());
        var other = await AddAsync("b.png", Pictures.Png(80, 40));
        await DraftAsync("/one/", "One", $"![x]({old.Address})");
        var path = $"/admin/media/{old.Id}/replace/{other.Id}";
        var seen = (await Organizer.ReadAsync(path)).QuerySelector("main [name=seen]")!.GetAttribute("value")!;
        await DraftAsync("/two/", "Two", $"![x]({old.Address})");

        using var answer = await Organizer.SubmitAsync(path, ("seen", seen));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.All(await LatestAsync(), page => Assert.Equal(1, page.LatestRevision!.Number));
    }

    [Fact]
    public async Task Replace_PageSavedInTheSameMoment_HasBoth()
    {
        var old = await AddAsync("a.png", Pictures.Png());
        var other = await AddAsync("b.png", Pictures.Png(80, 40));
        var page = await DraftAsync("/one/", "One", $"![x]({old.Address})");
        await using var db = Portal.OpenDatabase();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var locked = (await DraftWriter.LockAsync(db, page.Id, default))!;
        await new PageWriter(db).SaveAsync(
            locked, locked.LatestRevision!.Content with
            {
                Markdown = $"Saved.\n\n![x]({old.Address})",
            }, "Ada", null, RunningPortal.Now, default);

        var replacing = Organizer.SubmitAsync($"/admin/media/{old.Id}/replace/{other.Id}");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await transaction.CommitAsync();
        using var answer = await replacing;

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var latest = (await LatestAsync()).Single().LatestRevision!;
        Assert.Equal((3, 2, $"Saved.\n\n![x]({other.Address})"), (latest.Number, latest.BasedOn, latest.Markdown));
        Assert.NotNull(latest.AuthorId);
    }

    [Fact]
    public async Task Replace_TextWouldBeTooLong_LeavesItAndSaysSo()
    {
        var old = await AddAsync("a.png", Pictures.Png());
        var other = await AddAsync("a-longer-name.png", Pictures.Png(80, 40));
        var image = $"![x]({old.Address})";
        await DraftAsync("/full/", "Full", image + new string('x', PageContent.MarkdownMaxLength - image.Length));
        await DraftAsync("/one/", "One", image);

        using var answer = await Organizer.SubmitAsync($"/admin/media/{old.Id}/replace/{other.Id}");

        Assert.Equal([1, 2], (await LatestAsync()).OrderBy(page => page.Permalink).Select(page => page.LatestRevision!.Number));
        var done = (await Organizer.ReadAsync(answer.Headers.Location!.OriginalString)).QuerySelector(".done")!.TextContent;
        Assert.Equal(
            "1 page has a new revision with a-longer-name.png. What is public stays as it is until you publish it. Too long "
            + "with the new address, and so left as it is: Full.", done);
    }

    [Fact]
    public async Task Replace_PictureByAPdf_IsRefusedBeforeAndAfter()
    {
        var picture = await AddAsync("a.png", Pictures.Png());
        var pdf = await AddAsync("b.pdf", Pictures.Pdf);
        await DraftAsync("/one/", "One", $"![x]({picture.Address})");

        using var uploaded = await SendAsync($"/admin/media/{picture.Id}", "Replace", [("c.pdf", [.. Pictures.Pdf, 10])], field: "file");
        using var other = await SendAsync($"/admin/media/{pdf.Id}", "Replace", [("c.png", Pictures.Png(10, 10))], field: "file");
        var shown = await Organizer.ReadAsync($"/admin/media/{picture.Id}/replace/{pdf.Id}");
        var token = shown.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("seen", "1l")]);
        using var confirmed = await Organizer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/admin/media/{picture.Id}/replace/{pdf.Id}") { Content = content });

        Assert.StartsWith("a.png is a picture and c.pdf is a PDF", await RefusalAsync(uploaded), StringComparison.Ordinal);
        Assert.StartsWith("b.pdf is a PDF and c.png is a picture", await RefusalAsync(other), StringComparison.Ordinal);
        Assert.Null(shown.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.Conflict, confirmed.StatusCode);
        Assert.StartsWith(
            "a.png is a picture and b.pdf is a PDF",
            (await Browser.ReadAsync(confirmed)).QuerySelector("p.refused")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(1, (await LatestAsync()).Single().LatestRevision!.Number);
    }

    [Fact]
    public async Task Replace_BySameOrRefusedFile_SaysSo()
    {
        var file = await AddAsync("a.png", Pictures.Png());

        using var same = await SendAsync($"/admin/media/{file.Id}", "Replace", [("c.png", Pictures.Png())], field: "file");
        using var refused = await SendAsync($"/admin/media/{file.Id}", "Replace", [("c.png", "<svg/>"u8.ToArray())], field: "file");
        using var itself = await Organizer.GetAsync($"/admin/media/{file.Id}/replace/{file.Id}");

        Assert.Equal("That is the same file.", await RefusalAsync(same));
        Assert.StartsWith("c.png: SVG is not taken", await RefusalAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, itself.StatusCode);
    }

    [Theory]
    [InlineData("/admin/media/{id}?handler=Describe")]
    [InlineData("/admin/media/{id}?handler=Delete")]
    [InlineData("/admin/media/{id}?handler=Replace")]
    [InlineData("/admin/media/{id}/replace/{id}")]
    public async Task Post_WithoutAntiforgeryToken_Answers400AndChangesNothing(string path)
    {
        var file = await AddAsync("a.png", Pictures.Png(), "A grid");
        using var content = new FormUrlEncodedContent(
            [new("Input.Alt", "Forged"), new("Input.Version", $"{file.Version}"), new("seen", "")]);

        using var answer = await Organizer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path.Replace("{id}", $"{file.Id}", StringComparison.Ordinal)) { Content = content });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("A grid", (await FilesAsync()).Single().Alt);
    }

    private async Task<ContentPage> DraftAsync(string permalink, string title, string markdown)
    {
        await using var db = Portal.OpenDatabase();
        return await new PageWriter(db).CreateAsync(
            Edition, Permalink.Parse(permalink), new PageContent { Title = title, Markdown = markdown }, "Ada", RunningPortal.Now, default);
    }

    private async Task SaveAsync(ContentPage page, string markdown)
    {
        await using var db = Portal.OpenDatabase();
        var stored = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == page.Id);
        await new PageWriter(db).SaveAsync(
            stored, stored.LatestRevision!.Content with { Markdown = markdown }, "Ada", null, RunningPortal.Now, default);
    }

    private async Task<List<ContentPage>> LatestAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.Pages.Include(page => page.LatestRevision).ToListAsync();
    }
}
