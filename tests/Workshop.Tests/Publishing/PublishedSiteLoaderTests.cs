using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Tests.Publishing;

/// <summary>What a reload reads again, and what it carries over.</summary>
public sealed class PublishedSiteLoaderTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RevisionReads _reads = new();
    private ServiceProvider _services = null!;
    private readonly RunningPortal _portal = shared.Portal;
    private PublishedSiteLoader _loader = null!;
    private Edition _edition = null!;
    private ContentPage _overview = null!;

    public async ValueTask InitializeAsync()
    {
        // Only writes to the database here; what reads it is the loader below.
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        _overview = await _portal.PublishAsync(_edition, "/overview/", "Overview");
        await _portal.PublishAsync(_edition, "/venue/", "Venue");
        await using var db = _portal.OpenDatabase();
        var connectionString = db.Database.GetConnectionString()!;
        _services = new ServiceCollection()
            .AddDbContextFactory<WorkshopDbContext>(options =>
            {
                WorkshopDbContext.Configure(options, connectionString);
                options.AddInterceptors(_reads);
            })
            .BuildServiceProvider();
        _loader = new PublishedSiteLoader(_services.GetRequiredService<IDbContextFactory<WorkshopDbContext>>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
    }

    private static readonly DocumentOrigin Ada = new("Ada", RunningPortal.Now, "A room");

    [Fact]
    public async Task Load_FirstTime_FetchesEveryPublishedRevisionInOneQuery()
    {
        await LoadAsync(PublishedSite.NotLoaded);

        Assert.Equal(2, Assert.Single(_reads.Fetched).Length);
    }

    [Fact]
    public async Task Load_NothingChangedOrADraftOnly_IsTheFormerSnapshotItselfAndFetchesNothing()
    {
        var former = await LoadAsync(PublishedSite.NotLoaded);
        _reads.Fetched.Clear();
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            await writer.CreateAsync(_edition, Permalink.Parse("/draft/"), Text("Draft"), "Ada", RunningPortal.Now, default);
            db.Attach(_overview);
            await writer.SaveAsync(_overview, Text("Changed"), "Ada", null, RunningPortal.Now, default);
        }

        Assert.Same(former, await LoadAsync(former));
        Assert.Empty(_reads.Fetched);
    }

    [Fact]
    public async Task Load_OnePagePublished_FetchesThatRevisionAndKeepsTheOtherPage()
    {
        var former = await LoadAsync(PublishedSite.NotLoaded);
        _reads.Fetched.Clear();
        await _portal.PublishAgainAsync(_overview, Text("Changed"));

        var site = await LoadAsync(former);

        Assert.Equal("Changed", PageOf(site, "/overview/").Title);
        Assert.Equal("Overview", PageOf(former, "/overview/").Title);
        Assert.Same(PageOf(former, "/venue/"), PageOf(site, "/venue/"));
        Assert.Equal([PageOf(site, "/overview/").RevisionId], Assert.Single(_reads.Fetched));
    }

    [Fact]
    public async Task Load_PageMoved_CarriesItsRenderedTextOverAndFetchesNothing()
    {
        var former = await LoadAsync(PublishedSite.NotLoaded);
        var body = PageOf(former, "/overview/").Body;
        _reads.Fetched.Clear();
        await ExecuteAsync("UPDATE content_pages SET permalink = '/start/', permalink_key = '/start' WHERE permalink = '/overview/'");

        var site = await LoadAsync(former);

        Assert.Same(body, PageOf(site, "/start/").Body);
        Assert.IsType<SiteAddress.Unknown>(site.Find("/overview/"));
        Assert.Empty(_reads.Fetched);
    }

    [Fact]
    public async Task Load_EditionRenamed_KeepsItsPages()
    {
        var former = await LoadAsync(PublishedSite.NotLoaded);
        await ExecuteAsync("UPDATE editions SET name = 'Renamed'");

        var site = await LoadAsync(former);

        Assert.Equal("Renamed", site.Current!.Name);
        Assert.All(site.Current.Pages, page => Assert.Same(PageOf(former, page.Permalink), page));
    }

    [Fact]
    public async Task Load_EditionNoLongerCurrent_RendersItsLinksAnew()
    {
        await _portal.PublishAgainAsync(_overview, new PageContent { Title = "Overview", Markdown = "[venue](/venue/)" });
        var former = await LoadAsync(PublishedSite.NotLoaded);
        Assert.Contains("href=\"/venue/\"", PageOf(former, "/overview/").Body.Html, StringComparison.Ordinal);
        await ExecuteAsync("UPDATE editions SET is_current = false");

        var site = await LoadAsync(former);

        Assert.Contains("href=\"/2024/venue/\"", PageOf(site, "/2024/overview/").Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_AnotherEditionAdded_KeepsTheFormerOneItself()
    {
        var former = await LoadAsync(PublishedSite.NotLoaded);
        await _portal.AddEditionAsync("2023", isCurrent: false);

        var site = await LoadAsync(former);

        Assert.Equal(["2024", "2023"], site.Editions.Select(edition => edition.Slug));
        Assert.Same(former.Current, site.Current);
    }

    [Fact]
    public async Task Load_AnotherRelease_IsANewSnapshotAndADraftIsNone()
    {
        await ReleaseAsync("Hall");
        var former = await LoadAsync(PublishedSite.NotLoaded);
        await DraftAsync("Ballroom");
        var drafted = await LoadAsync(former);
        await ReleaseAsync("Ballroom");
        var released = await LoadAsync(former);

        Assert.Same(former, drafted);
        Assert.Equal(
            ("Hall", "Ballroom"),
            (former.Current!.Programme.Document.Rooms.Single().Name, released.Current!.Programme.Document.Rooms.Single().Name));
        Assert.Equal([2, 1], released.Current.Documents.Releases.Select(release => release.Version));
    }

    [Fact]
    public async Task Load_AnotherEditionChanged_CarriesTheReleaseOver()
    {
        await ReleaseAsync("Hall");
        var former = await LoadAsync(PublishedSite.NotLoaded);
        await ExecuteAsync("UPDATE editions SET tagline = 'New'");

        var later = await LoadAsync(former);

        Assert.NotSame(former, later);
        Assert.Same(former.Current!.Documents.Release, later.Current!.Documents.Release);
    }

    [Fact]
    public async Task Load_RestoredDatabaseThatGivesTheSameIdToOtherNotices_ReadsThem()
    {
        await using (var db = _portal.OpenDatabase())
        {
            await new ProgrammeWriter(db).ChangeAsync(
                _edition.Id, (NoticesDocument document) => document with { Sponsors = [new Sponsor("lantern", "Lantern")] }, Ada, default);
        }

        var former = await LoadAsync(PublishedSite.NotLoaded);
        await ExecuteAsync("""
            ALTER TABLE document_revisions DISABLE TRIGGER document_revisions_immutable;
            UPDATE document_revisions SET document = replace(document::text, 'Lantern', 'Lamp')::jsonb, created_at = created_at - interval '1 hour';
            """);

        var later = await LoadAsync(former);

        Assert.Equal(("Lantern", "Lamp"), (former.Current!.Notices.Sponsors.Single().Name, later.Current!.Notices.Sponsors.Single().Name));
        Assert.Same(later.Current.Notices, (await LoadAsync(later)).Current!.Notices);
    }

    private static PageContent Text(string title) => new() { Title = title, Markdown = "Text." };

    private static PublishedPage PageOf(PublishedSite site, string path) => Assert.IsType<SiteAddress.Page>(site.Find(path)).Found;

    private async Task<PublishedSite> LoadAsync(PublishedSite former) => (await _loader.LoadAsync(former, default)).Site;

    private async Task DraftAsync(string room)
    {
        await using var db = _portal.OpenDatabase();
        var edition = await db.Editions.SingleAsync();
        await new ProgrammeWriter(db).ChangeAsync(
            edition.Id, (ProgrammeDocument document) => document with { Rooms = [new Room("hall", room)] }, Ada, default);
    }

    private async Task ReleaseAsync(string room)
    {
        await DraftAsync(room);
        await using var db = _portal.OpenDatabase();
        Assert.NotNull(
            await new ProgrammeWriter(db).ReleaseAsync((await db.Editions.SingleAsync()).Id, seen: null, note: null, Ada, default));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var db = _portal.OpenDatabase();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>The ids of the revisions that each query has asked for.</summary>
    private sealed class RevisionReads : DbCommandInterceptor
    {
        public List<int[]> Fetched { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("FROM page_revisions", StringComparison.Ordinal))
            {
                Fetched.Add([.. (IEnumerable<int>)command.Parameters.OfType<NpgsqlParameter>().Single().Value!]);
            }

            return new(result);
        }
    }
}
