using System.Net;
using System.ServiceModel.Syndication;
using System.Xml;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Pages;

[StartsPortals(2, "one test has a replica with another address")]
public sealed class FeedTests(PortalWithPublicUrl shared) : IClassFixture<PortalWithPublicUrl>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_PublishedPages_AreEntriesWithAllThatReadersNeed()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/call ü/", new PageContent
        {
            Title = "Call & \"deadline\"",
            Description = "By <9> September.",
            Markdown = "See the [venue](/venue/), [this](#that), [near](near/?a=1&b=2), [mail](mailto:a@b.example), `href=\"/code\"`.",
        });

        var feed = await ReadAsync();

        Assert.Equal((true, "NeuroAI 2024"), (IsId(feed.Id), feed.Title.Text));
        Assert.Equal(
            [("self", "https://neuroai.example/feed.xml"), ("alternate", "https://neuroai.example/")],
            feed.Links.Select(link => (link.RelationshipType, link.Uri.AbsoluteUri)));
        Assert.Equal(["NeuroAI 2024"], feed.Authors.Select(author => author.Name));
        var item = Assert.Single(feed.Items);
        Assert.True(IsId(item.Id));
        Assert.Equal(("Call & \"deadline\"", "By <9> September."), (item.Title.Text, item.Summary.Text));
        Assert.Equal("https://neuroai.example/call%20%C3%BC/", Assert.Single(item.Links).Uri.AbsoluteUri);
        Assert.Equal(
            (RunningPortal.Now.ToDateTimeOffset(), RunningPortal.Now.ToDateTimeOffset()), (item.PublishDate, item.LastUpdatedTime));
        Assert.Equal(
            "<p>See the <a href=\"https://neuroai.example/venue/\">venue</a>, <a "
            + "href=\"https://neuroai.example/call%20%C3%BC/#that\">this</a>, "
            + "<a href=\"https://neuroai.example/call%20%C3%BC/near/?a=1&amp;b=2\">near</a>, <a "
                + "href=\"mailto:a@b.example\">mail</a>, <code>href=&quot;/code&quot;</code>.</p>",
            Assert.IsType<TextSyndicationContent>(item.Content).Text.Trim());
    }

    [Fact]
    public async Task Get_PageRenamedAndRetitled_IsTheSameEntry()
    {
        var edition = await _portal.AddEditionAsync();
        var page = await _portal.PublishAsync(edition, "/overview/", "Overview");
        var before = (await ReadAsync()).Items.Single();
        await using (var db = _portal.OpenDatabase())
        {
            db.Attach(page);
            var writer = new PageWriter(db);
            var revision = await writer.SaveAsync(
                page, new PageContent { Title = "About", Markdown = "Other." }, "Ada", null, RunningPortal.Now, default);
            await writer.PublishAsync(page, revision, RunningPortal.Now + Duration.FromDays(40), default);
            await writer.RenameAsync(page, Permalink.Parse("/about/"), default);
        }

        await _portal.ReloadAsync();
        var after = (await ReadAsync()).Items.Single();

        Assert.Equal((before.Id, before.PublishDate), (after.Id, after.PublishDate));
        Assert.Equal(("About", "https://neuroai.example/about/"), (after.Title.Text, after.Links.Single().Uri.AbsoluteUri));
        Assert.Equal(before.LastUpdatedTime.AddDays(40), after.LastUpdatedTime);
    }

    [Fact]
    public async Task Get_DraftsChangesAndOtherEditions_AreAbsentAndTheNewestComesFirst()
    {
        var edition = await _portal.AddEditionAsync();
        var earlier = await _portal.AddEditionAsync("2023", isCurrent: false);
        var first = await _portal.PublishAsync(edition, "/first/", "First");
        await _portal.PublishAsync(edition, "/second/", "Second");
        await _portal.PublishAsync(earlier, "/secret/", "Earlier secret");
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            await writer.CreateAsync(
                edition, Permalink.Parse(
                    "/draft/"), new PageContent { Title = "Draft secret", Markdown = "Secret." }, "Ada", RunningPortal.Now, default);
            db.Attach(first);
            await writer.SaveAsync(
                first, new PageContent { Title = "First", Markdown = "Secret." }, "Ada", null, RunningPortal.Now, default);
        }

        await _portal.ReloadAsync();

        Assert.Equal(["Second", "First"], (await ReadAsync()).Items.Select(item => item.Title.Text));
        Assert.DoesNotContain("secret", await _portal.Client.GetStringAsync("/feed.xml"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_NewsAndReleases_AreAmongTheEntriesAndDraftsOfNewsAreNot()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        var at = RunningPortal.Now + Duration.FromDays(1);
        await using (var db = _portal.OpenDatabase())
        {
            NewsItem[] news =
            [
                new() { Slug = "open", Title = "Registration is open", Text = "See [how](/schedule/).", At = at, IsPublic = true },
                new() { Slug = "draft", Title = "A secret", Text = "Secret.", At = at },
            ];
            await new ProgrammeWriter(db).ChangeAsync(
                edition.Id, (NoticesDocument notices) => notices with { News = [.. news] }, new DocumentOrigin("Ada", at, "News"), default);
        }

        await _portal.ReleaseAsync(
            edition, new ProgrammeDocument { Rooms = [new Room("hall", "Hall")] }, at + Duration.FromDays(1), "The hall is booked.");
        var entries = (await ReadAsync()).Items.ToList();

        Assert.Equal(["Programme, version 1", "Registration is open", "Schedule"], entries.Select(entry => entry.Title.Text));
        Assert.Equal(3, entries.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal("https://neuroai.example/#news-open", entries[1].Links.Single().Uri.AbsoluteUri);
        Assert.Equal("The hall is booked.", ((TextSyndicationContent)entries[0].Content).Text);
        Assert.Contains("https://neuroai.example/schedule/", ((TextSyndicationContent)entries[1].Content).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NewsWithAnotherTitleDateAndHost_IsTheSameEntryOfTheSameFeed()
    {
        var edition = await _portal.AddEditionAsync();
        var news = new NewsItem { Slug = "open", Title = "Open", Text = "Yes.", At = RunningPortal.Now, IsPublic = true };
        await ShowAsync(news);
        var before = await ReadAsync();
        await ShowAsync(news with { Title = "Open!", At = news.At + Duration.FromDays(1) });
        await using var replica = await _portal.StartReplicaAsync("--Workshop:PublicUrl=https://elsewhere.example");
        await replica.ReloadAsync();
        var after = await ReadAsync(replica);

        Assert.Equal("https://elsewhere.example/#news-open", after.Items.Single().Links.Single().Uri.AbsoluteUri);
        Assert.Equal((before.Id, before.Items.Single().Id), (after.Id, after.Items.Single().Id));

        async Task ShowAsync(NewsItem item)
        {
            await using var db = _portal.OpenDatabase();
            await new ProgrammeWriter(db).ChangeAsync(
                edition.Id,
                (NoticesDocument notices) => notices with { News = [item] },
                new DocumentOrigin("Ada", item.At, "News"),
                default);
            await _portal.ReloadAsync();
        }
    }

    [Fact]
    public async Task Get_CharactersThatXmlCannotHold_AreLeftOut()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(
            edition,
            "/a/",
            new PageContent { Title = "A\u0001B\u001b\uFFFE😀", Description = "C\u0008D\uFFFF", Markdown = "E\u000bF &#x1; ok" });

        var item = (await ReadAsync()).Items.Single();

        Assert.Equal(("AB😀", "CD"), (item.Title.Text, item.Summary.Text));
    }

    [Fact]
    public async Task Get_NoEditionOrNoPage_IsAValidEmptyFeed()
    {
        Assert.Empty((await ReadAsync()).Items);
        await _portal.AddEditionAsync();
        Assert.Empty((await ReadAsync()).Items);
    }

    [Fact]
    public async Task Get_MoreThanFifty_HasTheFirstFifty()
    {
        var edition = await _portal.AddEditionAsync();
        for (var i = 0; i < 51; i++)
        {
            await _portal.PublishAsync(edition, $"/{i}/", $"Page {i}");
        }

        Assert.Equal(50, (await ReadAsync()).Items.Count());
    }

    [Fact]
    public async Task Get_Again_IsAnsweredNotModifiedUntilAPublish()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/a/", "A");
        using var first = await _portal.Client.GetAsync("/feed.xml");
        using var again = await AskAgainAsync(first);
        await _portal.PublishAsync(edition, "/b/", "B");
        using var after = await AskAgainAsync(first);

        Assert.Equal("application/atom+xml; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=0, stale-if-error=86400", first.Headers.CacheControl!.ToString());
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Head_OfEveryPage_NamesTheFeed()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/a/", "A");

        var link = (await _portal.ReadAsync("/a/")).QuerySelector("link[rel=alternate]")!;

        Assert.Equal(("application/atom+xml", "/feed.xml"), (link.GetAttribute("type"), link.GetAttribute("href")));
    }

    private static bool IsId(string text) =>
        text.StartsWith("urn:uuid:", StringComparison.Ordinal) && Guid.TryParse(text["urn:uuid:".Length..], out _);

    private async Task<SyndicationFeed> ReadAsync(RunningPortal? portal = null)
    {
        using var xml = XmlReader.Create(new StringReader(await (portal ?? _portal).Client.GetStringAsync("/feed.xml")));
        return SyndicationFeed.Load(xml);
    }

    private async Task<HttpResponseMessage> AskAgainAsync(HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feed.xml") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        return await _portal.Client.SendAsync(request);
    }
}
