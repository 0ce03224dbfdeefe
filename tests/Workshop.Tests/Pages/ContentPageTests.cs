using System.Net;
using AngleSharp.Dom;
using Workshop.Data.Content;

namespace Workshop.Tests.Pages;

public sealed class ContentPageTests(PortalWithPublicUrl shared) : IClassFixture<PortalWithPublicUrl>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_PublishedPage_HasItsTitleTextHeadAndMarkedNavigation()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", new PageContent
        {
            Title = "Overview & more",
            NavigationLabel = "Start",
            Description = "What \"it\" is about.",
            Markdown = "Some **bold** words.",
        });
        await _portal.PublishAsync(edition, "/venue/", "Venue");

        var page = await _portal.ReadAsync("/overview/");

        Assert.Equal(["Overview & more"], page.QuerySelectorAll("h1").Select(h => h.TextContent));
        Assert.Equal("Some <strong>bold</strong> words.", page.QuerySelector(".prose p")!.InnerHtml);
        Assert.Equal("Overview & more · NeuroAI 2024", page.Title);
        Assert.Equal("What \"it\" is about.", Meta(page, "meta[name=description]"));
        Assert.Equal("https://neuroai.example/overview/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("https://neuroai.example/overview/", Meta(page, "meta[property='og:url']"));
        Assert.Equal("Overview & more", Meta(page, "meta[property='og:title']"));
        Assert.Equal([("Start", "/overview/", "page"), ("Venue", "/venue/", null)], page.QuerySelectorAll("nav[aria-label=Main] a")
            .Select(a => (a.TextContent, a.GetAttribute("href"), a.GetAttribute("aria-current"))));
        Assert.Contains(page.QuerySelectorAll("link[rel=stylesheet]"), link => link.GetAttribute("href") == "/theme/8a2be2.css");
    }

    [Theory]
    [InlineData("/overview", "/overview/")]
    [InlineData("/OVERVIEW/", "/overview/")]
    [InlineData("/Overview?tz=UTC", "/overview/?tz=UTC")]
    [InlineData("/old", "/overview/")]
    [InlineData("/Old.html", "/overview/")]
    public async Task Get_OtherSpellingOrFormerAddress_RedirectsForGood(string path, string location)
    {
        var edition = await _portal.AddEditionAsync();
        var page = await _portal.PublishAsync(edition, "/overview/", "Overview");
        await using (var db = _portal.OpenDatabase())
        {
            await new PageWriter(db).AddRedirectAsync(page, Permalink.Parse("/old/"), CancellationToken.None);
            await new PageWriter(db).AddRedirectAsync(page, Permalink.Parse("/old.html"), CancellationToken.None);
        }

        await _portal.ReloadAsync();

        using var answer = await _portal.Client.GetAsync(path);

        Assert.Equal((HttpStatusCode.MovedPermanently, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(TimeSpan.FromMinutes(10), answer.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task Get_PermalinkWithSpaceAndUmlaut_IsServedAndLinkedEncoded()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/travel awards ü/", "Awards");

        var page = await _portal.ReadAsync("/travel%20awards%20%C3%BC/");

        Assert.Equal("/travel%20awards%20%C3%BC/", page.QuerySelector("nav[aria-label=Main] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_DraftAndUnpublishedChange_AreNotThereForReaders()
    {
        var edition = await _portal.AddEditionAsync();
        var live = await _portal.PublishAsync(edition, "/overview/", "Overview", "Public words.");
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            await writer.CreateAsync(
                edition, Permalink.Parse(
                    "/draft/"), new PageContent { Title = "Secret draft", Markdown = "Secret." }, "Ada", RunningPortal.Now, default);
            db.Attach(live);
            await writer.SaveAsync(
                live, new PageContent { Title = "Overview", Markdown = "Secret change." }, "Ada", null, RunningPortal.Now, default);
        }

        await _portal.ReloadAsync();

        using var draft = await _portal.Client.GetAsync("/draft/");
        var page = await _portal.Client.GetStringAsync("/overview/");
        var sitemap = await _portal.Client.GetStringAsync("/sitemap.xml");

        Assert.Equal(HttpStatusCode.NotFound, draft.StatusCode);
        Assert.Contains("Public words.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", page + sitemap + await draft.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/draft/", sitemap, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_EarlierEdition_IsServedUnderItsSlugWithItsOwnLinks()
    {
        await _portal.AddEditionAsync();
        var earlier = await _portal.AddEditionAsync("2023", isCurrent: false);
        await _portal.PublishAsync(earlier, "/overview/", "Overview 2023", "See the [venue](/venue/).");
        await _portal.PublishAsync(earlier, "/venue/", "Venue 2023");

        var page = await _portal.ReadAsync("/2023/overview/");
        using var atRoot = await _portal.Client.GetAsync("/overview/");
        using var otherCase = await _portal.Client.GetAsync("/2023/Overview/");
        using var withoutSlash = await _portal.Client.GetAsync("/2023");
        var home = await _portal.ReadAsync("/2023/");

        Assert.Equal("/2023/venue/", page.QuerySelector(".prose a")!.GetAttribute("href"));
        Assert.Equal(
            ["/2023/overview/", "/2023/venue/"], page.QuerySelectorAll("nav[aria-label=Main] a").Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.NotFound, atRoot.StatusCode);
        Assert.Equal("/2023/overview/", otherCase.Headers.Location?.OriginalString);
        Assert.Equal("/2023/", withoutSlash.Headers.Location?.OriginalString);
        Assert.Equal("NeuroAI 2023", home.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Get_HomeWithoutAPageOfItsOwn_LeadsToThePagesOfTheNavigation()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", "Overview", "The first words of it.");

        var home = await _portal.ReadAsync("/");

        Assert.Equal("NeuroAI 2024", home.QuerySelector("h1")!.TextContent);
        Assert.Equal([("/overview/", "The first words of it.")], home.QuerySelectorAll(".cards a")
            .Select(a => (a.GetAttribute("href"), a.QuerySelector("p")!.TextContent)));
    }

    [Fact]
    public async Task Get_PageAtTheRoot_IsTheHome()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/", "Welcome");

        Assert.Equal("Welcome", (await _portal.ReadAsync("/")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Get_Topics_ShowCardsAndNeighbours()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/topics/", "Topics", "Three of them.", PageLayout.Topics);
        foreach (var topic in new[] { "one", "two", "three" })
        {
            await _portal.PublishAsync(edition, $"/topics/{topic}/", topic, $"About {topic}.", PageLayout.Topic);
        }

        var all = await _portal.ReadAsync("/topics/");
        var second = await _portal.ReadAsync("/topics/two/");
        var last = await _portal.ReadAsync("/topics/three/");

        Assert.Equal(
            ["/topics/one/", "/topics/two/", "/topics/three/"], all.QuerySelectorAll(".cards a").Select(a => a.GetAttribute("href")));
        Assert.Equal([("prev", "/topics/one/"), ("next", "/topics/three/")], Neighbours(second));
        Assert.Equal([("prev", "/topics/two/")], Neighbours(last));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 4)]
    public async Task Get_LongPage_HasATableOfContents(int headings, int entries)
    {
        var edition = await _portal.AddEditionAsync();
        var markdown = string.Concat(Enumerable.Range(1, headings).Select(n => $"## Part {n}\n\nText.\n\n")) + "### Detail\n\nMore.";
        await _portal.PublishAsync(edition, "/long/", "Long", markdown);

        var page = await _portal.ReadAsync("/long/");

        var links = page.QuerySelectorAll(".outline a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(entries, links.Count);
        Assert.All(links, link => Assert.NotNull(page.GetElementById(link[1..])));
    }

    [Fact]
    public async Task Get_Twice_ShowsAPublishThatHappenedInBetween()
    {
        var edition = await _portal.AddEditionAsync();
        var page = await _portal.PublishAsync(edition, "/overview/", "Overview", "Before.");
        Assert.Equal("Before.", (await _portal.ReadAsync("/overview/")).QuerySelector(".prose")!.TextContent.Trim());

        await using (var db = _portal.OpenDatabase())
        {
            db.Attach(page);
            var writer = new PageWriter(db);
            var revision = await writer.SaveAsync(
                page, new PageContent { Title = "Overview", Markdown = "After." }, "Ada", null, RunningPortal.Now, default);
            await writer.PublishAsync(page, revision, RunningPortal.Now, default);
        }

        await _portal.ReloadAsync();
        Assert.Equal("After.", (await _portal.ReadAsync("/overview/")).QuerySelector(".prose")!.TextContent.Trim());
    }

    private static string? Meta(IDocument page, string selector) => page.QuerySelector(selector)?.GetAttribute("content");

    private static IEnumerable<(string?, string?)> Neighbours(IDocument page) =>
        page.QuerySelectorAll(".neighbours a").Select(a => (a.GetAttribute("rel"), a.GetAttribute("href")));
}
