using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>What a deletion would break, the trash, and the way back.</summary>
public sealed class PagesTrashTests(SharedPortal shared) : PagesTest(shared)
{
    [Fact]
    public async Task Delete_LinkedFromTextsOfAllKinds_SaysWhichAndWhere()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue", "[Myself](/venue/)");
        await Portal.PublishAsync(Edition, "/live/", "Live link", "[x](../venue/#rooms)");
        await DraftAsync("/draft/", "Draft link", "[x]: /Venue?a\n\n[x]");
        var gone = await Portal.PublishAsync(Edition, "/gone/", "Link in the live text", "<a href='/venue/'>x</a>");
        await SaveAsync(gone, new PageContent { Title = "Link in the live text", Markdown = "No more." });
        await Portal.PublishAsync(Edition, "/none/", "No link", "`[x](/venue/)` and [y](/venues/)");
        using var footer = await Administrator.SubmitAsync("/admin/settings/", ("Input.Footer", "See the [venue](/venue)."));
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        await Portal.PublishAsync(earlier, "/other/", "Another edition’s", "[x](/venue/)");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/delete");

        Assert.Equal("4 texts link here", page.QuerySelector("#linking")!.TextContent);
        Assert.Equal(
            ["Live link /live/, in its live text", "Draft link /draft/, in its draft", "Link in the live text /gone/, in its "
                + "live text; its draft has the link no more", "The footer of NeuroAI 2024 / and every page below it; an "
                    + "administrator changes it in the settings"],
            page
                .QuerySelectorAll("[aria-labelledby=linking] li")
                .Select(line => string.Join(' ', line.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task Delete_FormerAddressIsLinked_CountsToo()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        await using var db = Portal.OpenDatabase();
        await new PageWriter(db).AddRedirectAsync(venue, Permalink.Parse("/place.html"), CancellationToken.None);
        await DraftAsync("/draft/", "Draft link", "[x](/place.html)");

        var page = await Administrator.ReadAsync($"/admin/pages/{venue.Id}/delete");

        Assert.Equal("1 text links here", page.QuerySelector("#linking")!.TextContent);
    }

    [Fact]
    public async Task Delete_LivePage_IsGoneForReadersAndComesBackAsADraft()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");

        using var deleted = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");

        Assert.Equal("“Venue” is in the trash.", await DoneAsync(deleted));
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Client.GetAsync("/venue/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync($"/admin/pages/{venue.Id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync($"/admin/pages/{venue.Id}/history")).StatusCode);
        Assert.Empty((await Administrator.ReadAsync("/admin/pages/")).QuerySelectorAll("tbody tr"));
        Assert.Equal(["page /venue/: was live"], await AuditedAsync(AuditAction.PageTrashed));

        using var restored = await Administrator.SubmitAsync("/admin/pages/trash");

        Assert.Equal($"/admin/pages/{venue.Id}/", restored.Headers.Location!.OriginalString);
        Assert.Equal("“Venue” is back at /venue/, as a draft.", await DoneAsync(restored));
        Assert.Equal(HttpStatusCode.NotFound, (await Portal.Client.GetAsync("/venue/")).StatusCode);
        Assert.Equal(["page /venue/: "], await AuditedAsync(AuditAction.PageRestored));
        Assert.NotNull((await Administrator.ReadAsync("/admin/pages/trash")).QuerySelector(".nothing"));
    }

    [Fact]
    public async Task Restore_AddressTakenMeanwhile_SaysWhoseItIsAndLeavesThePageInTheTrash()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        using var deleted = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");
        await DraftAsync("/Venue", Hostile);

        using var answer = await Administrator.SubmitAsync("/admin/pages/trash");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.Equal(
            $"“Venue” cannot go back to /venue/. This is the address of the page “{Hostile}” already. Give that page another "
            + $"address first; then this one can be restored.",
            page.QuerySelector("[role=alert] li")!.TextContent);
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.NotNull((await StoredAsync(venue.Id)).TrashedAt);
        Assert.Empty(await AuditedAsync(AuditAction.PageRestored));
    }

    [Fact]
    public async Task Restore_TwiceAtOnce_IsDoneOnceAndSaidToBoth()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        using var deleted = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");

        // Of one page for all, because the form is gone once the first is done.
        var form = (await Administrator.ReadAsync("/admin/pages/trash")).QuerySelector("main form")!;
        var fields = form.QuerySelectorAll("input")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!))
            .Where(field => field.Key != "id")
            .Append(KeyValuePair.Create("id", $"{venue.Id}"))
            .ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var content = new FormUrlEncodedContent(fields);
            return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/pages/trash") { Content = content });
        }));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(await AuditedAsync(AuditAction.PageRestored));
    }

    [Fact]
    public async Task DeleteForEver_Confirmed_LeavesNothingOfThePageButTheLog()
    {
        var venue = await Portal.PublishAsync(Edition, "/venue/", "Venue");
        await SaveAsync(venue, "More.");
        using var moved = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/address", ("Input.Permalink", "/place/"));
        var other = await DraftAsync("/other/", "Other");
        using var trashed = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");
        var way = (await Administrator.ReadAsync("/admin/pages/trash")).QuerySelector("td a.danger")!.GetAttribute("href")!;

        var asked = await Administrator.ReadAsync(way);
        using var answer = await Administrator.SubmitAsync(way);

        Assert.Equal("Delete “Title” for ever", asked.QuerySelector("h1")!.TextContent);
        Assert.Contains("2 revisions", asked.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin/pages/trash", answer.Headers.Location!.OriginalString);
        Assert.Equal("“Title” is deleted for ever.", await DoneAsync(answer));
        await using var db = Portal.OpenDatabase();
        Assert.Equal([other.Id], await db.Pages.Select(page => page.Id).ToListAsync());
        Assert.Equal([other.Id], await db.Revisions.Select(revision => revision.PageId).ToListAsync());
        Assert.Equal(0, await db.Redirects.CountAsync());
        Assert.Equal(["page /place/: “Title”, 2 revisions"], await AuditedAsync(AuditAction.PageDeleted));
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync(way)).StatusCode);
    }

    [Fact]
    public async Task DeleteForEver_NotInTheTrashOrRestoredMeanwhile_DeletesNothing()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        var way = $"/admin/pages/trash/{venue.Id}/delete";
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync(way)).StatusCode);
        using var trashed = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");
        var token = (await Administrator.ReadAsync(way)).QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var restored = await Administrator.SubmitAsync("/admin/pages/trash");

        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, way) { Content = content });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null((await StoredAsync(venue.Id)).TrashedAt);
        Assert.Empty(await AuditedAsync(AuditAction.PageDeleted));
    }

    [Fact]
    public async Task DeleteForEver_WithoutAntiforgeryToken_IsRefused()
    {
        var venue = await DraftAsync("/venue/", "Venue");
        using var trashed = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/delete");

        using var answer = await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/admin/pages/trash/{venue.Id}/delete"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await StoredAsync(venue.Id)).TrashedAt);
    }

    [Fact]
    public async Task DeleteAndTrash_HostileTitles_AreText()
    {
        var page = await DraftAsync("/x/", Hostile, $"[{Hostile}](/x/)");
        await DraftAsync("/y/", Hostile, "[x](/x/)");

        var before = await Administrator.ReadAsync($"/admin/pages/{page.Id}/delete");
        using var deleted = await Administrator.SubmitAsync($"/admin/pages/{page.Id}/delete");
        Assert.Equal($"“{Hostile}” is in the trash.", await DoneAsync(deleted));
        var trash = await Administrator.ReadAsync("/admin/pages/trash");

        Assert.Equal($"Delete “{Hostile}”", before.QuerySelector("h1")!.TextContent);
        Assert.Equal(Hostile, trash.QuerySelector("td strong")!.TextContent);
        Assert.Empty(before.QuerySelectorAll("main img, main script, head img"));
        Assert.Empty(trash.QuerySelectorAll("main img, main script"));
    }
}
