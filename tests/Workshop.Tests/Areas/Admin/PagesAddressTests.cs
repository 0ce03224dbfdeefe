using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>A page that moves, and the links that follow it.</summary>
public sealed class PagesAddressTests(SharedPortal shared) : PagesTest(shared)
{
    private const string Before =
        "# Where\r\n\nSee [the venue](/venue/#rooms \"T\"), <a class=x href='/Venue'>here</a>, `[code](/venue/)`\nand [ref][v], "
        + "but [not](/venues/) nor \\[this\\](/venue/?x).\n\n[v]: ../venue/?a=b\n\n    [indented](/venue/)\n";
    private const string After =
        "# Where\r\n\nSee [the venue](/place/#rooms \"T\"), <a class=x href='/place/'>here</a>, `[code](/venue/)`\nand "
        + "[ref][v], but [not](/venues/) nor \\[this\\](/venue/?x).\n\n[v]: /place/?a=b\n\n    [indented](/venue/)\n";

    [Fact]
    public async Task Move_LivePage_RedirectsFromTheFormerAddressAndListsWhoUsesIt()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        await Portal.PublishAsync(Edition, "/one/", "One", "[x](/venue/)");
        var before = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address");

        using var answer = await MoveAsync(venue, "/place");

        Assert.Equal(["One"], before.QuerySelectorAll("[aria-labelledby=here] li a").Select(link => link.TextContent));
        Assert.Equal("The page is at /place/ now. /venue/ leads there by itself.", await DoneAsync(answer));
        var after = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address");
        Assert.Equal(["One"], after.QuerySelectorAll("[aria-labelledby=former] li a").Select(link => link.TextContent));
        Assert.NotNull(after.QuerySelector("[aria-labelledby=here] .nothing"));
        using var former = await Portal.Client.GetAsync("/venue/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/place/"), (former.StatusCode, former.Headers.Location!.OriginalString));
        Assert.Equal(["page /venue/: to /place/"], await AuditedAsync(AuditAction.PageRenamed));
    }

    [Fact]
    public async Task Move_DraftThatNeverWasPublic_LeavesNoRedirectAndStillListsWhoUsesTheFormer()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        await DraftAsync("/one/", "One", "[x](/venue/)");

        using var answer = await MoveAsync(venue, "/place/");

        Assert.Equal($"/admin/pages/{venue.Id}/address?from=%2Fvenue%2F", answer.Headers.Location!.OriginalString);
        var page = await Administrator.ReadAsync(answer.Headers.Location.OriginalString);
        Assert.Equal("The page is at /place/ now.", page.QuerySelector(".done")!.TextContent);
        Assert.Equal(["One"], page.QuerySelectorAll("[aria-labelledby=former] li a").Select(link => link.TextContent));
        await using var db = Portal.OpenDatabase();
        Assert.Equal(0, await db.Redirects.CountAsync());
    }

    [Theory]
    [InlineData("/admin/", "belongs to the portal itself")]
    [InlineData("/preview/x", "belongs to the portal itself")]
    [InlineData("", "The page is at")]
    [InlineData(Hostile, "contains a character that no address can have")]
    [InlineData("/TAKEN/", "This is the address of the page “Taken” already.")]
    public async Task Move_Impossible_SaysWhy(string permalink, string expected)
    {
        var venue = await DraftAsync("/", "Venue");
        await DraftAsync("/taken/", "Taken");

        using var answer = await MoveAsync(venue, permalink);

        var said = answer.StatusCode == HttpStatusCode.Redirect
            ? await DoneAsync(answer)
            : (await Browser.ReadAsync(answer)).QuerySelector(".wrong")!.TextContent;
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Equal("/", (await StoredAsync(venue.Id)).Permalink);
        Assert.Empty(await AuditedAsync(AuditAction.PageRenamed));
    }

    [Fact]
    public async Task Move_MovedBySomebodyElseMeanwhile_ChangesNothingAndSaysSo()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        using var theirs = await MoveAsync(venue, "/theirs/");

        using var mine = await Administrator.SubmitAsync(
            $"/admin/pages/{venue.Id}/address", ("Input.Permalink", "/mine/"), ("Input.Was", "/venue/"));

        Assert.Equal(HttpStatusCode.Conflict, mine.StatusCode);
        var page = await Browser.ReadAsync(mine);
        Assert.Contains(
            "Somebody else has moved the page to /theirs/ meanwhile",
            page.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("/mine/", page.QuerySelector("#Input_Permalink")!.GetAttribute("value"));
        Assert.Equal("/theirs/", page.QuerySelector("[name='Input.Was']")!.GetAttribute("value"));
        Assert.Equal("/theirs/", (await StoredAsync(venue.Id)).Permalink);
    }

    [Fact]
    public async Task Rewrite_TextsOfAllKinds_ChangesLinkTargetsAloneAndPublishesNothing()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        var one = await Portal.PublishAsync(Edition, "/one/", "One", Before);
        var none = await Portal.PublishAsync(Edition, "/none/", "None", "`[code](/venue/)`");
        using var moved = await MoveAsync(venue, "/place/");

        using var answer = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/address", "form[action*=Rewrite]");

        Assert.Equal("1 page has a new draft.", await DoneAsync(answer));
        var stored = await StoredAsync(one.Id);
        Assert.Equal(After, stored.LatestRevision!.Markdown);
        Assert.Equal(
            (2, 1, "links to /place/ brought up to date", "Administrator"),
            (stored.LatestRevision.Number, stored.LatestRevision.BasedOn, stored.LatestRevision.Note, stored.LatestRevision.Author));
        Assert.Equal(1, stored.PublishedRevision!.Number);
        Assert.Equal(1, (await StoredAsync(none.Id)).LatestRevision!.Number);
        Assert.Equal(["page /one/: to /place/"], await AuditedAsync(AuditAction.LinksRewritten));
        Assert.Contains(
            "in its live text; its draft has the link no more",
            (await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address")).QuerySelector("[aria-labelledby=former] li")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrite_PublishChosen_PublishesThoseWithoutOtherChangesOnly()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue", "[Myself](/venue/)");
        var live = await Portal.PublishAsync(Edition, "/live/", "Live", "[x](/venue/)");
        var changed = await Portal.PublishAsync(Edition, "/changed/", "Changed", "[x](/venue/)");
        await SaveAsync(changed, new PageContent { Title = "Changed", Markdown = "[x](/venue/), and more." });
        var draft = await DraftAsync("/draft/", "Draft", "[x](/venue/)");
        // Its latest revision is another than the live one, and says the same.
        var back = await Portal.PublishAsync(Edition, "/back/", "Back", "[x](/venue/)");
        await SaveAsync(back, new PageContent { Title = "Back", Markdown = "[x](/venue/), and more." });
        await SaveAsync(back, new PageContent { Title = "Back", Markdown = "[x](/venue/)" });
        using var moved = await MoveAsync(venue, "/place/");

        using var answer = await Administrator.SubmitAsync(
            $"/admin/pages/{venue.Id}/address", "form[action*=Rewrite]", ("publish", "true"));

        Assert.Equal("5 pages have a new draft, and 3 of them are live with it.", await DoneAsync(answer));
        Assert.Contains("href=\"/place/\"", await Portal.Client.GetStringAsync("/back/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/place/\"", await Portal.Client.GetStringAsync("/live/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/place/\"", await Portal.Client.GetStringAsync("/place/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/venue/\"", await Portal.Client.GetStringAsync("/changed/"), StringComparison.Ordinal);
        Assert.Equal("[x](/place/), and more.", (await StoredAsync(changed.Id)).LatestRevision!.Markdown);
        Assert.Null((await StoredAsync(draft.Id)).PublishedRevisionId);
        Assert.Equal(2, (await StoredAsync(live.Id)).PublishedRevision!.Number);
    }

    [Fact]
    public async Task Rewrite_BetweenEditions_KeepsTheSlugWhereItIsNeeded()
    {
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        var venue = await Portal.PublishAsync(earlier, "/venue/", "Venue");
        var within = await Portal.PublishAsync(earlier, "/within/", "Within", "[a](/venue/) [b](/2023/venue/) [c](../venue/)");
        var current = await Portal.PublishAsync(Edition, "/current/", "Current", "[a](/venue/) [b](/2023/venue#x)");
        using var moved = await MoveAsync(venue, "/place/");

        using var answer = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/address", "form[action*=Rewrite]");

        Assert.Equal("[a](/place/) [b](/2023/place/) [c](/place/)", (await StoredAsync(within.Id)).LatestRevision!.Markdown);
        Assert.Equal("[a](/venue/) [b](/2023/place/#x)", (await StoredAsync(current.Id)).LatestRevision!.Markdown);
    }

    [Theory]
    [InlineData(null, "[a](../../venue/#x) [b](/venue/)")]
    [InlineData("https://workshop.example", "[a](https://workshop.example/place/#x) [b](/venue/)")]
    public async Task Rewrite_FromAnEarlierEditionToTheCurrentOne_LeadsThereOrStays(string? site, string expected)
    {
        await using (var db = Portal.OpenDatabase())
        {
            await db.Editions.ExecuteUpdateAsync(set => set.SetProperty(edition => edition.PublicUrl, site));
        }

        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        var linking = await Portal.PublishAsync(earlier, "/linking/", "Linking", "[a](../../venue/#x) [b](/venue/)");
        using var moved = await MoveAsync(venue, "/place/");

        using var answer = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/address", "form[action*=Rewrite]");

        Assert.Equal(expected, (await StoredAsync(linking.Id)).LatestRevision!.Markdown);
        Assert.Equal(["Linking"], (await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address"))
            .QuerySelectorAll("[aria-labelledby=former] li a")
            .Select(link => link.TextContent));
    }

    [Fact]
    public async Task Address_LinkedFromWhatIsScheduled_IsListed()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        var due = await DraftAsync("/due/", "Due", "[x](/venue/)");
        await using (var db = Portal.OpenDatabase())
        {
            var stored = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == due.Id);
            await new PageWriter(db).ScheduleAsync(
                stored, stored.LatestRevision!, NodaTime.Instant.FromUtc(2999, 7, 1, 12, 0), CancellationToken.None);
        }

        await SaveAsync(due, "No more.");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address");

        Assert.Equal(
            "/due/, in the text that is scheduled; its draft has the link no more",
            page.QuerySelector("[aria-labelledby=here] li small")!.TextContent);
    }

    [Fact]
    public async Task Rewrite_FormerAddressIsAnotherPagesNow_LeavesItsLinksAlone()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        using var moved = await MoveAsync(venue, "/place/");
        await DraftAsync("/venue/", "Another");
        await DraftAsync("/one/", "One", "[x](/venue/)");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address?from=%2Fvenue%2F");

        Assert.Null(page.QuerySelector("[aria-labelledby=former]"));
    }

    [Fact]
    public async Task Address_FromWhereAnotherPageRedirects_IsNotTakenForAFormerOne()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        var other = await Portal.PublishAsync(Edition, "/other/", "Other");
        using var moved = await MoveAsync(other, "/another/");
        await DraftAsync("/one/", "One", "[x](/other/)");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address?from=%2Fother%2F");

        Assert.Null(page.QuerySelector("[aria-labelledby=former]"));
    }

    [Fact]
    public async Task Address_HostileTitlesAndFrom_AreText()
    {
        var venue = await DraftAsync("/venue/", Hostile);
        await DraftAsync("/one/", Hostile, $"{Hostile} [x](/venue/)");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/address?from=" + Uri.EscapeDataString(Hostile));

        Assert.Equal($"Address of “{Hostile}”", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(Hostile, page.QuerySelector("[aria-labelledby=here] li a")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main img, main script"));
    }

    private Task<HttpResponseMessage> MoveAsync(ContentPage page, string permalink) =>
        Administrator.SubmitAsync($"/admin/pages/{page.Id}/address", ("Input.Permalink", permalink));
}
