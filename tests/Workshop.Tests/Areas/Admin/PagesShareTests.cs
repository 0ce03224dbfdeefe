using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Content;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Links by which somebody without an account sees a draft.</summary>
public sealed class PagesShareTests(SharedPortal shared) : PagesTest(shared)
{
    [Fact]
    public async Task Link_ToADraft_ShowsItInTheLookOfTheSiteAndNothingElseDoes()
    {
        await Portal.PublishAsync(Edition, "/other/", "Other");
        var page = await Portal.PublishAsync(Edition, "/one/", "One", "Live text.");
        await SaveAsync(page, new PageContent { Title = "Rewritten", Layout = PageLayout.Topic, Markdown = "Draft *text*." });

        var path = await ShareAsync(page, "7");
        using var answer = await Portal.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var draft = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal("Rewritten", draft.QuerySelector("main h1")!.TextContent);
        Assert.Equal("text", draft.QuerySelector(".prose em")!.TextContent);
        Assert.Equal("Topic", draft.QuerySelector(".kicker")!.TextContent.Trim());
        Assert.Equal(["Other", "Rewritten"], draft.QuerySelectorAll("nav[aria-label=Main] a").Select(link => link.TextContent));
        Assert.StartsWith("This is a draft", draft.QuerySelector("body > .preview")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", draft.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(draft.QuerySelector("link[rel=canonical], meta[property]"));
        Assert.Contains("Live text.", await Portal.Client.GetStringAsync("/one/"), StringComparison.Ordinal);
        foreach (var elsewhere in new[] { "/", "/one/", "/sitemap.xml", "/feed.xml", "/search?q=draft" })
        {
            Assert.DoesNotContain("Draft", await Portal.Client.GetStringAsync(elsewhere), StringComparison.Ordinal);
            Assert.DoesNotContain("preview", await Portal.Client.GetStringAsync(elsewhere), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("works", HttpStatusCode.OK)]
    [InlineData("revoked", HttpStatusCode.Gone)]
    [InlineData("trashed", HttpStatusCode.Gone)]
    [InlineData("expired", HttpStatusCode.Gone)]
    [InlineData("unknown", HttpStatusCode.NotFound)]
    public async Task Link_InWhateverState_IsKeptNowhereListedNowhereAndToldToNobody(string state, HttpStatusCode expected)
    {
        var page = await DraftAsync("/one/", "Secret title");
        var path = await ShareAsync(page, "1");
        await using var db = Portal.OpenDatabase();
        switch (state)
        {
            case "revoked":
                using (var revoked = await PressAsync($"/admin/pages/{page.Id}/share", "form[action*=Revoke] button"))
                {
                    Assert.Equal("The link works no more.", await DoneAsync(revoked));
                }

                break;
            case "trashed":
                (await Administrator.SubmitAsync($"/admin/pages/{page.Id}/delete")).Dispose();
                break;
            case "expired":
                await db.Database.ExecuteSqlAsync($"UPDATE preview_links SET expires_at = now() - interval '1 second'");
                break;
            case "unknown":
                path = path[..^1] + (path[^1] == 'A' ? 'B' : 'A');
                path += "x";
                break;
        }

        using var answer = await Portal.Client.GetAsync(path);
        var read = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.StartsWith(
            "default-src 'none'; ", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(state == "works" ? "Secret title" : "This link does not work", read.QuerySelector("h1")!.TextContent);
        Assert.Equal(state == "works", read.DocumentElement.TextContent.Contains("Secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_DraftSavedAfterIt_ShowsTheNewText()
    {
        var page = await DraftAsync("/one/", "One", "First.");
        var path = await ShareAsync(page, "30");
        Assert.Contains("First.", await Portal.Client.GetStringAsync(path), StringComparison.Ordinal);

        await SaveAsync(page, "Second.");

        Assert.Contains("Second.", await Portal.Client.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ToAPageOfAnEarlierEdition_LeadsWithinThatEdition()
    {
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        var page = await Portal.PublishAsync(earlier, "/one/", "One", "[x](/two/)");

        var draft = await Portal.ReadAsync(await ShareAsync(page, "7"));

        Assert.Equal("/2023/two/", draft.QuerySelector(".prose a")!.GetAttribute("href"));
        Assert.Equal("NeuroAI 2023", draft.QuerySelector(".brand")!.TextContent);
    }

    [Fact]
    public async Task Link_Made_IsShownOnceAndItsSecretIsKeptNowhere()
    {
        var page = await DraftAsync("/one/", "One");

        var path = await ShareAsync(page, "7");

        Assert.Matches("^/preview/[A-Za-z0-9_-]{43}$", path);
        Assert.Null((await Administrator.ReadAsync($"/admin/pages/{page.Id}/share")).QuerySelector("[data-copy]"));
        await using var db = Portal.OpenDatabase();
        var link = await db.PreviewLinks.SingleAsync();
        Assert.Equal((32, Duration.FromDays(7), "Administrator"), (link.TokenHash.Length, link.ExpiresAt - link.CreatedAt, link.CreatedBy));
        var secret = path.Split('/')[^1];
        var rows = await db.Database
            .SqlQuery<string>(
                $"SELECT (SELECT string_agg(l::text, '') FROM preview_links l) || (SELECT string_agg(a::text, '') FROM audit_entries a) AS \"Value\"")
            .SingleAsync();
        Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);

        Assert.Equal(["page /one/: for 7 days"], await AuditedAsync(AuditAction.PreviewShared));
        using var revoked = await PressAsync($"/admin/pages/{page.Id}/share", "form[action*=Revoke] button");
        Assert.Equal(["page /one/: made by Administrator"], await AuditedAsync(AuditAction.PreviewRevoked));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("31")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("")]
    public async Task Link_ForAnotherTime_IsRefused(string days)
    {
        var page = await DraftAsync("/one/", "One");

        using var answer = await PressAsync($"/admin/pages/{page.Id}/share", ".go", ("days", days));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Revoke_LinkOfAnotherPage_IsNotFound()
    {
        var page = await DraftAsync("/one/", "One");
        var other = await DraftAsync("/two/", "Two");
        await ShareAsync(page, "7");
        await ShareAsync(other, "7");
        await using var db = Portal.OpenDatabase();
        var link = await db.PreviewLinks.SingleAsync(link => link.PageId == page.Id);

        using var answer = await PressAsync($"/admin/pages/{other.Id}/share", "form[action*=Revoke] button", ("link", $"{link.Id}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(await db.PreviewLinks.AllAsync(all => all.RevokedAt == null));
    }

    [Fact]
    public async Task ShareAndPreview_HostileTitleAndText_AreText()
    {
        var page = await DraftAsync("/one/", Hostile, Hostile);
        var share = await Administrator.ReadAsync($"/admin/pages/{page.Id}/share");

        var draft = await Portal.ReadAsync(await ShareAsync(page, "7"));

        Assert.Equal(Hostile, draft.QuerySelector("h1")!.TextContent);
        Assert.Empty(draft.QuerySelectorAll("script, [onerror]"));
        Assert.Empty(share.QuerySelectorAll("main img, main script"));
    }

    [Fact]
    public async Task Preview_WithoutTheDatabase_AnswersInWords()
    {
        var page = await DraftAsync("/one/", "One");
        var path = await ShareAsync(page, "7");
        await Portal.HideDatabaseAsync();

        using var answer = await Portal.Client.GetAsync(path);
        await Portal.ShowDatabaseAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_AskedForByMoreThanMayWait_AsksTheRestToComeBack()
    {
        var path = await ShareAsync(await DraftAsync("/one/", "One"), "7");
        await using var db = Portal.OpenDatabase();
        await using var held = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"LOCK TABLE preview_links");

        // 4 at once, and 64 who wait.
        var asked = Enumerable.Range(0, 80).Select(_ => Portal.Client.GetAsync(path)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(asked.Count(answer => answer.IsCompleted) == 12));
        await held.CommitAsync();
        var answers = await Task.WhenAll(asked);

        Assert.Equal((68, 12), (
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK),
            answers.Count(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable)));
    }

    /// <summary>The path of a new link.</summary>
    private async Task<string> ShareAsync(ContentPage page, string days)
    {
        using var made = await PressAsync($"/admin/pages/{page.Id}/share", ".go", ("days", days));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var shown = await Administrator.ReadAsync(made.Headers.Location!.OriginalString);
        return new Uri(shown.QuerySelector("[data-copy]")!.GetAttribute("value")!).AbsolutePath;
    }
}
