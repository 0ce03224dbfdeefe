using System.Net;
using AngleSharp.Dom;
using Workshop.Data.Content;

namespace Workshop.Tests.Pages;

public sealed class SearchTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_WithoutWords_IsJustTheForm()
    {
        await _portal.AddEditionAsync();

        foreach (var path in new[] { "/search", "/search?q=", "/search?q=%20%00" })
        {
            var page = await _portal.ReadAsync(path);

            var form = page.QuerySelector("form[role=search]")!;
            Assert.Equal(
                ("get", "/search", ""),
                (form.GetAttribute("method"), form.GetAttribute("action"), form.QuerySelector("input[name=q]")!.GetAttribute("value")));
            Assert.Null(page.QuerySelector(".found"));
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        }
    }

    [Fact]
    public async Task Get_Words_LinkToThePageWithItsPlaceAndTheWordsMarked()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/topics/", "Topics");
        await _portal.PublishAsync(edition, "/topics/spikes/", "Spikes & more", "Before. A *network* that is **spiking** uses little.");

        var page = await _portal.ReadAsync("/search?q=spiking+networks");

        var result = Assert.Single(page.QuerySelectorAll(".results li"));
        Assert.Equal(
            ("Spikes & more", "/topics/spikes/"),
            (result.QuerySelector("h2 a")!.TextContent, result.QuerySelector("h2 a")!.GetAttribute("href")));
        Assert.Equal("NeuroAI 2024 › Topics", result.QuerySelector(".crumbs")!.TextContent);
        Assert.Equal(
            "Before. A <mark>network</mark> that is <mark>spiking</mark> uses little.", result.QuerySelector("p:last-child")!.InnerHtml);
        Assert.Equal("1 page", page.QuerySelector(".found")!.TextContent);
        Assert.Equal("Search: spiking networks · NeuroAI 2024", page.Title);
    }

    [Fact]
    public async Task Get_Words_AreNotKeptByCachesThatOthersUse()
    {
        await _portal.AddEditionAsync();
        using var answer = await _portal.Client.GetAsync("/search?q=words");

        Assert.Equal("no-cache, private", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("neural network", true)]
    [InlineData("NEURAL NETWORKS", true)]
    [InlineData("neur", true)]
    [InlineData("the neuro", true)]
    [InlineData("AI", true)]
    [InlineData("NeuroAI", true)]
    [InlineData("Schölkopf", true)]
    [InlineData("Cajal", true)]
    [InlineData("to be or not to be", true)]
    [InlineData("\"recurrent network\"", true)]
    [InlineData("\"networks cajal\"", false)]
    [InlineData("network -recurrent", false)]
    [InlineData("unheard or recurrent", true)]
    [InlineData("unheard recurrent", false)]
    [InlineData("current", false)]
    [InlineData("日本語", true)]
    public async Task Get_Words_AreFoundAsReadersMeanThem(string query, bool isFound)
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(
            edition, "/a/", "Recurrent networks", "NeuroAI by Schölkopf and Ramón y Cajal: neural, or to be or not to be. 日本語 spoken.");

        Assert.Equal(isFound ? ["/a/"] : [], Urls(await SearchAsync(query)));
    }

    [Fact]
    public async Task Get_SeveralPages_TitleBeforeDescriptionBeforeTextAndTheCurrentEditionFirst()
    {
        var earlier = await _portal.AddEditionAsync("2023", isCurrent: false);
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(earlier, "/title/", "Plasticity");
        await _portal.PublishAsync(edition, "/text/", "Text", "All of plasticity.");
        await _portal.PublishAsync(
            edition, "/description/", new PageContent { Title = "Description", Description = "All of plasticity.", Markdown = "Text." });
        await _portal.PublishAsync(edition, "/title/", "Plasticity");

        Assert.Equal(["/title/", "/description/", "/text/", "/2023/title/"], Urls(await SearchAsync("plasticity")));
    }

    [Fact]
    public async Task Get_MatchInTitleOrDescription_ShowsWhatThePageSaysOfItself()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(
            edition, "/title/", new PageContent { Title = "Plasticity", Description = "A first word.", Markdown = "Text." });
        await _portal.PublishAsync(
            edition, "/description/", new PageContent { Title = "Other", Description = "On plasticity.", Markdown = "Text." });

        var snippets = (await SearchAsync("plasticity")).QuerySelectorAll(".results p:last-child").Select(p => p.InnerHtml);

        Assert.Equal(["A first word.", "On <mark>plasticity</mark>. Text."], snippets);
    }

    [Fact]
    public async Task Get_DraftsUnpublishedChangesAndFormerRevisions_AreNeverFound()
    {
        var edition = await _portal.AddEditionAsync();
        var live = await _portal.PublishAsync(edition, "/overview/", "Overview", "Former secret.");
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            await writer.CreateAsync(
                edition, Permalink.Parse(
                    "/draft/"), new PageContent { Title = "Draft secret", Markdown = "Secret." }, "Ada", RunningPortal.Now, default);
            db.Attach(live);
            var shown = await writer.SaveAsync(
                live, new PageContent { Title = "Overview", Markdown = "Public words." }, "Ada", null, RunningPortal.Now, default);
            await writer.PublishAsync(live, shown, RunningPortal.Now, default);
            await writer.SaveAsync(
                live, new PageContent { Title = "Overview", Markdown = "Coming secret." }, "Ada", null, RunningPortal.Now, default);
        }

        await _portal.ReloadAsync();

        Assert.Equal(["/overview/"], Urls(await SearchAsync("public")));
        foreach (var query in new[] { "secret", "draft", "former", "coming", "secret or public" })
        {
            var page = await SearchAsync(query);
            Assert.DoesNotContain("secret.", page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("/draft/", page.Body!.InnerHtml, StringComparison.Ordinal);
        }

        Assert.Equal([], Urls(await SearchAsync("secret")));
    }

    [Fact]
    public async Task Get_NothingFound_SaysSoAndOffersTheNavigation()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", "Overview");

        var page = await SearchAsync("xyzzy");

        Assert.StartsWith("No page has these words.", page.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/", "/overview/"], page.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_MoreThanCanBeRead_ShowsTheFirstAndSaysSo()
    {
        var edition = await _portal.AddEditionAsync();
        for (var i = 0; i < 21; i++)
        {
            await _portal.PublishAsync(edition, $"/{i}/", $"Page {i}");
        }

        var page = await SearchAsync("page");

        Assert.Equal(20, page.QuerySelectorAll(".results li").Length);
        Assert.Equal("The first 20 pages; another word would narrow them.", page.QuerySelector(".found")!.TextContent);
    }

    [Fact]
    public async Task Get_TooLong_IsClippedBetweenCharactersAndSaysSo()
    {
        await _portal.AddEditionAsync();

        var page = await SearchAsync(new string('x', 199) + "😀😀");

        Assert.Equal(new string('x', 199), page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Contains("only the first 200 characters", page.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus='alert(1)")]
    [InlineData("</title><script>alert(1)</script>")]
    [InlineData("<mark>words</mark>")]
    [InlineData("'; DROP TABLE page_revisions; --")]
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("\"words")]
    [InlineData("words:*")]
    [InlineData("words & ! | <-> (")]
    [InlineData("-")]
    [InlineData("-words")]
    [InlineData("or or or")]
    [InlineData("&lt;b&gt; &amp;#60;")]
    [InlineData("{0} @Model")]
    [InlineData("\u202Eabc \u200B \uFDD0words\uFDD1")]
    [InlineData("e\u0301 ß Ωμέγα שלום سلام 👩‍👩‍👧")]
    public async Task Get_HostileQuery_IsShownAsText(string query)
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/words/", "Words");

        var page = await SearchAsync(query);

        Assert.Equal(
            query.Normalize().Replace(" \uFDD0words\uFDD1", " words", StringComparison.Ordinal),
            page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("script, main img, [onerror], [onfocus], .results mark mark"));
        Assert.Equal(["/words/"], Urls(await SearchAsync("words")));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("words%00")]
    [InlineData("%ED%A0%80words")]
    [InlineData("%FF%FE")]
    [InlineData("%EF%BF%BEwords%EF%BF%BF")]
    [InlineData("a&q=b")]
    public async Task Get_BytesThatAreNoText_AreLeftOut(string encoded)
    {
        await _portal.AddEditionAsync();
        using var answer = await _portal.Client.GetAsync("/search?q=" + encoded);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Get_PageThatShowsMarkup_StaysText()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(
            edition,
            "/xss/",
            "<b>Words</b> & co",
            "Words `<script>alert(1)</script>` and `&lt;img src=x onerror=alert(1)&gt;` \uFDD0here\uFDD1 <mark>there</mark>.");

        var page = await SearchAsync("words");

        var result = Assert.Single(page.QuerySelectorAll(".results li"));
        Assert.Equal("<b>Words</b> & co", result.QuerySelector("h2 a")!.TextContent);
        Assert.Equal(["Words"], result.QuerySelectorAll("mark").Select(mark => mark.TextContent));
        Assert.Equal(["P", "H2", "A", "P", "MARK"], result.QuerySelectorAll("*").Select(element => element.TagName));
    }

    [Fact]
    public async Task Header_OfEveryPage_LeadsToTheSearch()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", "Overview");

        Assert.Equal("/search", (await _portal.ReadAsync("/overview/")).QuerySelector("header a[aria-label=Search]")!.GetAttribute("href"));
        Assert.Equal(
            "page", (await _portal.ReadAsync("/search")).QuerySelector("header a[aria-label=Search]")!.GetAttribute("aria-current"));
    }

    private Task<IDocument> SearchAsync(string query) => _portal.ReadAsync("/search?q=" + Uri.EscapeDataString(query));

    private static IEnumerable<string?> Urls(IDocument page) => page.QuerySelectorAll(".results h2 a").Select(a => a.GetAttribute("href"));
}
