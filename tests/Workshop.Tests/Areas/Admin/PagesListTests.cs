using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>The list of pages: found, created, copied, moved, and put into the navigation.</summary>
public sealed class PagesListTests(SharedPortal shared) : PagesTest(shared)
{
    [Theory]
    [InlineData("", "One,Two,Three")]
    [InlineData("?q=two", "Two")]
    [InlineData("?q=/THREE", "Three")]
    [InlineData("?q=needle", "One")]
    [InlineData("?q=%25", "Three")]
    [InlineData("?q=%00", "")]
    [InlineData("?q=nothing", "")]
    [InlineData("?state=draft", "Two")]
    [InlineData("?state=live", "One,Three")]
    [InlineData("?state=changed", "Three")]
    [InlineData("?state=scheduled", "")]
    [InlineData("?state=nonsense", "One,Two,Three")]
    [InlineData("?q=t&state=changed", "Three")]
    public async Task List_SearchAndState_Narrow(string query, string expected)
    {
        await Portal.PublishAsync(Edition, "/one/", "One", "A needle in it.");
        await DraftAsync("/two/", "Two");
        var three = await Portal.PublishAsync(Edition, "/three/", "Three");
        await SaveAsync(three, new PageContent { Title = "Three", Markdown = "100% new." });

        var page = await Administrator.ReadAsync("/admin/pages/" + query);

        Assert.Equal(expected, string.Join(',', page.QuerySelectorAll("tbody td > a").Select(link => link.TextContent)));
        Assert.Equal(query.Length == 0 || query == "?state=nonsense", page.QuerySelector(".order") is not null);
    }

    [Fact]
    public async Task List_ScheduledPage_SaysWhenAndInWhichZone()
    {
        var page = await DraftAsync("/due/", "Due");
        await using (var db = Portal.OpenDatabase())
        {
            var stored = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == page.Id);
            await new PageWriter(db).ScheduleAsync(
                stored, stored.LatestRevision!, Instant.FromUtc(2999, 7, 1, 12, 0), CancellationToken.None);
        }

        var list = await Administrator.ReadAsync("/admin/pages/");

        Assert.Equal(
            "Scheduledgoes live 1 Jul 2999, 05:00 (America/Vancouver)",
            string.Concat(list
                .QuerySelectorAll("tbody td:nth-child(3) > *")
                .Select(part => part.TextContent.Replace("\n", "", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Move_DownAndUp_ChangesTheOrderForReadersAtOnceAndIsWrittenDown()
    {
        var one = await Portal.PublishAsync(Edition, "/one/", "One");
        await Portal.PublishAsync(Edition, "/two/", "Two");
        await DraftAsync("/three/", "Three");

        using var down = await PressAsync("/admin/pages/", $"[formaction*='pressed=down-{one.Id}']");

        Assert.Equal("“One” is number 2 of 3 now.", await DoneAsync(down));
        Assert.Equal(
            ["Two", "One"], (await Portal.ReadAsync("/one/")).QuerySelectorAll("nav[aria-label=Main] a").Select(link => link.TextContent));
        Assert.Equal(["page /one/: to place 2"], await AuditedAsync(AuditAction.PageMoved));
        await using var db = Portal.OpenDatabase();
        Assert.Equal([1, 2, 3], await db.Pages.OrderBy(page => page.Position).Select(page => page.Position).ToListAsync());

        using var up = await PressAsync("/admin/pages/", $"[formaction*='pressed=up-{one.Id}']");
        Assert.Equal("“One” is number 1 of 3 now.", await DoneAsync(up));
    }

    [Fact]
    public async Task Move_PressedFromTheKeyboard_LeavesTheFocusOnTheButton()
    {
        await DraftAsync("/one/", "One");
        var two = await DraftAsync("/two/", "Two");
        await DraftAsync("/three/", "Three");
        using var down = await PressAsync("/admin/pages/", $"[formaction*='pressed=up-{two.Id}']");

        var list = await Administrator.ReadAsync("/admin/pages/");

        // It is the first now: the button that still does something.
        Assert.Equal("Move down: Two", Assert.Single(list.QuerySelectorAll("[autofocus]")).QuerySelector(".unseen")!.TextContent);
        Assert.Empty((await Administrator.ReadAsync("/admin/pages/")).QuerySelectorAll("[autofocus]"));
    }

    [Theory]
    [InlineData(-5, "Three,One,Two")]
    [InlineData(1, "One,Three,Two")]
    [InlineData(99, "One,Two,Three")]
    public async Task Move_ToAnyPlace_IsAtThatPlaceOrTheEnd(int place, string expected)
    {
        await DraftAsync("/one/", "One");
        await DraftAsync("/two/", "Two");
        var three = await DraftAsync("/three/", "Three");

        using var answer = await PostAsync("Move", three, ("place", $"{place}"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, await TitlesAsync());
    }

    [Fact]
    public async Task Move_OrderChangedMeanwhile_MovesNothingAndShowsTheOrderNow()
    {
        var one = await DraftAsync("/one/", "One");
        var two = await DraftAsync("/two/", "Two");

        using var answer = await PostAsync("Move", one, ("place", "1"), ("order", $"{two.Id},{one.Id}"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.StartsWith(
            "Somebody else has changed the order meanwhile", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], page.QuerySelectorAll("tbody td > a").Select(link => link.TextContent));
        Assert.Equal("One,Two", await TitlesAsync());
        Assert.Empty(await AuditedAsync(AuditAction.PageMoved));
    }

    [Fact]
    public async Task Move_ManyAtOnce_LeavesOneOrderThatSomebodyChose()
    {
        ContentPage[] pages = [await DraftAsync("/one/", "One"), await DraftAsync("/two/", "Two"), await DraftAsync("/three/", "Three")];
        var order = string.Join(',', pages.Select(page => page.Id));

        // Fetches the cookie of all forms, since requests at once would each be given another.
        await Administrator.ReadAsync("/admin/pages/");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync("Move", pages[2], ("place", "0"), ("order", order))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal("Three,One,Two", await TitlesAsync());
    }

    [Fact]
    public async Task Navigation_TakenOut_IsGoneForReadersAndASecondPressChangesNothing()
    {
        await Portal.PublishAsync(Edition, "/one/", "One");
        var two = await Portal.PublishAsync(Edition, "/two/", "Two");

        using var first = await PostAsync("Navigation", two, ("shown", "false"));
        Assert.Equal("“Two” is out of the navigation.", await DoneAsync(first));
        using var second = await PostAsync("Navigation", two, ("shown", "false"));
        Assert.Equal("Somebody else was faster: “Two” is out of the navigation already.", await DoneAsync(second));

        Assert.Equal(
            ["One"], (await Portal.ReadAsync("/two/")).QuerySelectorAll("nav[aria-label=Main] a").Select(link => link.TextContent));
        Assert.Equal(["page /two/: out of the navigation"], await AuditedAsync(AuditAction.PageNavigation));
        Assert.Equal("false", (await Administrator.ReadAsync("/admin/pages/")).QuerySelectorAll(".toggle")[1].GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task New_WithoutAddress_IsADraftAtOneMadeOfTheTitleWithTheLayoutsWords()
    {
        using var answer = await Administrator.SubmitAsync(
            "/admin/pages/new", ("Input.Title", "  Übersicht & more "), ("Input.Layout", "Topic"));

        await using var db = Portal.OpenDatabase();
        var page = await db.Pages.Include(p => p.LatestRevision).SingleAsync();
        Assert.Equal($"/admin/pages/{page.Id}/", answer.Headers.Location!.OriginalString);
        Assert.Equal("/ubersicht-more/", page.Permalink);
        Assert.Equal(
            ("Übersicht & more", PageLayout.Topic, "Administrator", null),
            (page.LatestRevision!.Title, page.LatestRevision.Layout, page.LatestRevision.Author, page.PublishedRevisionId));
        Assert.NotNull(page.LatestRevision.AuthorId);
        Assert.StartsWith("Say what this topic is about.", page.LatestRevision.Markdown, StringComparison.Ordinal);
        Assert.Equal(["page /ubersicht-more/: "], await AuditedAsync(AuditAction.PageCreated));
        using var read = await Portal.Client.GetAsync("/ubersicht-more/");
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    [Theory]
    [InlineData("Search", "/search-2/")]
    [InlineData("Venue", "/venue-2/")]
    [InlineData("Former", "/former-2/")]
    [InlineData("Admin", "/admin-2/")]
    [InlineData("日本語", "/page/")]
    [InlineData("/etc/passwd?#%", "/etc-passwd/")]
    public async Task New_TitleThatGivesNoFreeAddress_GetsOne(string title, string expected)
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        await using var db = Portal.OpenDatabase();
        await new PageWriter(db).AddRedirectAsync(venue, Permalink.Parse("/former/"), CancellationToken.None);

        using var answer = await Administrator.SubmitAsync("/admin/pages/new", ("Input.Title", title));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, await db.Pages.OrderByDescending(page => page.Id).Select(page => page.Permalink).FirstAsync());
    }

    [Theory]
    [InlineData("Input.Permalink", "/admin/x/", "belongs to the portal itself")]
    [InlineData("Input.Permalink", "/a//b/", "has an empty or relative part")]
    [InlineData("Input.Permalink", Hostile, "contains a character that no address can have")]
    [InlineData("Input.Permalink", "/VENUE", "This is the address of the page “" + Hostile + "” already.")]
    [InlineData("Input.Title", " ", "Please give the page a title.")]
    [InlineData("Input.Title", "two\nlines", "Please leave line breaks and control characters out.")]
    [InlineData("Input.Layout", "77", "The value '77' is invalid.")]
    public async Task New_Impossible_SaysWhyAndKeepsWhatWasTyped(string field, string value, string expected)
    {
        await DraftAsync("/venue/", Hostile);

        using var answer = await Administrator.SubmitAsync(
            "/admin/pages/new",
            ("Input.Title", field == "Input.Title" ? value : "Mine"),
            field == "Input.Title" ? ("Input.Permalink", "/mine/") : (field, value));

        var page = await Browser.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(page.QuerySelectorAll(".wrong"), wrong => wrong.TextContent.Contains(expected, StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("main img, main script"));
        await using var db = Portal.OpenDatabase();
        Assert.Equal(1, await db.Pages.CountAsync());
    }

    [Fact]
    public async Task Duplicate_AnyPage_IsADraftWithTheSameWordsAtAFreeAddress()
    {
        var page = await Portal.PublishAsync(
            Edition,
            "/venue/",
            new PageContent
            {
                Title = "Venue",
                NavigationLabel = "Where",
                Description = "D",
                Layout = PageLayout.Topic,
                Markdown = "Words.",
            });
        await DraftAsync("/venue-copy/", "Taken");

        using var answer = await PressAsync("/admin/pages/", $"[formaction*='handler=Duplicate&id={page.Id}']");

        await using var db = Portal.OpenDatabase();
        var copy = await db.Pages.Include(p => p.LatestRevision).OrderByDescending(p => p.Id).FirstAsync();
        Assert.Equal($"/admin/pages/{copy.Id}/", answer.Headers.Location!.OriginalString);
        Assert.Equal(("/venue-copy-2/", false, null), (copy.Permalink, copy.InNavigation, copy.PublishedRevisionId));
        Assert.Equal(
            new PageContent
            {
                Title = "Venue (copy)",
                NavigationLabel = "Where",
                Description = "D",
                Layout = PageLayout.Topic,
                Markdown = "Words.",
            }, copy.LatestRevision!.Content);
        Assert.Equal(["page /venue-copy-2/: from /venue/"], await AuditedAsync(AuditAction.PageDuplicated));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/old.html")]
    [InlineData("/topics/a/")]
    public async Task Duplicate_OddAddress_StillFindsOne(string permalink)
    {
        // Cut in the middle of the last character, were it not for care.
        var page = await DraftAsync(permalink, new string('x', PageContent.TitleMaxLength - 8) + "\U0001F600 end.");

        using var answer = await PostAsync("Duplicate", page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("Move")]
    [InlineData("Navigation")]
    [InlineData("Duplicate")]
    public async Task Post_PageOfAnotherEdition_IsRefused(string handler)
    {
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        var page = await Portal.PublishAsync(earlier, "/one/", "One");
        await DraftAsync("/two/", "Two");

        using var answer = await PostAsync(handler, page, ("place", "0"), ("shown", "false"));

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Conflict });
        Assert.True((await StoredAsync(page.Id)).InNavigation);
    }

    [Fact]
    public async Task List_HostileTitleAndAddress_AreText()
    {
        await DraftAsync("/x'onmouseover=alert(1)/", Hostile, Hostile);

        var page = await Administrator.ReadAsync("/admin/pages/?q=" + Uri.EscapeDataString(Hostile));

        Assert.Equal(Hostile, page.QuerySelector("tbody td > a")!.TextContent);
        Assert.Equal(Hostile, page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main img, main script, [onmouseover]"));
    }

    [Fact]
    public async Task Post_WithoutAntiforgeryToken_Answers400AndChangesNothing()
    {
        var page = await Portal.PublishAsync(Edition, "/one/", "One");
        string[] addresses =
        [
            $"/admin/pages/?handler=Move&id={page.Id}&place=0", $"/admin/pages/?handler=Navigation&id={page.Id}&shown=false",
            $"/admin/pages/?handler=Duplicate&id={page.Id}",
            "/admin/pages/new", "/admin/pages/trash", $"/admin/pages/{page.Id}/delete", $"/admin/pages/{page.Id}/address", $"/admin/pages/{page.Id}/address?handler=Rewrite",
            $"/admin/pages/{page.Id}/history", $"/admin/pages/{page.Id}/share", $"/admin/pages/{page.Id}/share?handler=Revoke",
        ];

        foreach (var address in addresses)
        {
            using var content = new FormUrlEncodedContent(
                [new("order", $"{page.Id}"), new("Input.Title", "Forged"), new(
                    "Input.Permalink", "/forged/"), new("Input.Was", "/one/"), new("days", "7"), new("number", "1"), new("basedOn", "1")]);
            using var answer = await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
        }

        await using var db = Portal.OpenDatabase();
        Assert.Equal(1, await db.Pages.CountAsync(same => same.InNavigation && same.TrashedAt == null && same.Permalink == "/one/"));
        Assert.Equal(0, await db.PreviewLinks.CountAsync());
        Assert.False(
            await db.AuditEntries.AnyAsync(
                entry => entry.Action.StartsWith("page.") || entry.Action.StartsWith("preview.") || entry.Action.StartsWith("revision.")));
    }

    private async Task<HttpResponseMessage> PostAsync(string handler, ContentPage page, params (string Name, string Value)[] fields)
    {
        var list = await Administrator.ReadAsync("/admin/pages/");
        var hidden = list
            .QuerySelectorAll("#pages-form input")
            .Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value")!));
        using var content = new FormUrlEncodedContent(
            fields.Concat(hidden).DistinctBy(field => field.Name).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Administrator.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/admin/pages/?handler={handler}&id={page.Id}") { Content = content });
    }

    private async Task<string> TitlesAsync() =>
        string.Join(
            ',', (await Administrator.ReadAsync("/admin/pages/")).QuerySelectorAll("tbody td > a").Select(link => link.TextContent));
}
