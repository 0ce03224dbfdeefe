using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Tests.Publishing;

/// <summary>When a change is there for readers, on this replica and on others, and when it is not.</summary>
[StartsPortals(2, "one test has a replica")]
public sealed class SnapshotTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    // Shorter than the poll, which would find it in the end.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;
    private ContentPage _overview = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        _overview = await _portal.PublishAsync(_edition, "/overview/", "Overview", "Before.");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Publish_ThenReload_IsOnTheNextRequestEverywhere()
    {
        await ReadAllAsync(_portal);

        await _portal.PublishAgainAsync(_overview, new PageContent { Title = "Renamed", Markdown = "After." });
        await _portal.ReloadAsync();

        var (home, page, _) = await ReadAllAsync(_portal);
        Assert.Contains("After.", page, StringComparison.Ordinal);
        Assert.Contains(">Renamed</a>", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Before.", home + page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OnAnotherReplica_IsThereSoonWithoutACall()
    {
        await using var replica = await _portal.StartReplicaAsync();
        Assert.Contains("Before.", await replica.Client.GetStringAsync("/overview/"), StringComparison.Ordinal);

        await _portal.PublishAgainAsync(_overview, new PageContent { Title = "Overview", Markdown = "After." });

        foreach (var portal in new[] { replica, _portal })
        {
            await Eventually.TrueAsync(
                Soon, async () => (await portal.Client.GetStringAsync("/overview/")).Contains("After.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Reload_WhileAnEarlierLoadIsUnderWay_SeesWhatWasCommittedSinceItBegan()
    {
        await using var db = _portal.OpenDatabase();
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Read after the pages, so a load that waits here has already seen them as they were.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE programme_releases IN ACCESS EXCLUSIVE MODE");
        var earlier = _portal.ReloadAsync();
        await Eventually.TrueAsync(async () => await db.Database.SqlQuery<int>(
            $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync() == 1);
        await _portal.PublishAgainAsync(_overview, new PageContent { Title = "After", Markdown = "Text." });

        var later = Enumerable.Range(0, 8).Select(_ => _portal.ReloadAsync()).ToList();
        await transaction.CommitAsync();

        await earlier;
        await Task.WhenAll(later);
        Assert.Equal("After", _portal.Site.Current!.Pages.Single().Title);
        Assert.All(later, load => Assert.Same(later[0], load));
    }

    [Fact]
    public async Task Publish_RolledBack_LeavesTheSnapshotAsItIs()
    {
        var before = _portal.Site;
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var page = await db.Pages.Include(p => p.LatestRevision).SingleAsync();
            var revision = await writer.SaveAsync(
                page, new PageContent { Title = "Secret", Markdown = "" }, "Ada", null, RunningPortal.Now, default);
            await writer.PublishAsync(page, revision, RunningPortal.Now, default);
            await transaction.RollbackAsync();
        }

        await _portal.ReloadAsync();

        Assert.Same(before, _portal.Site);
    }

    [Fact]
    public async Task Draft_InTheNavigationOrScheduled_IsNowhereForReaders()
    {
        var before = _portal.Site;
        await using (var db = _portal.OpenDatabase())
        {
            var writer = new PageWriter(db);
            var draft = await writer.CreateAsync(_edition, Permalink.Parse("/secret/"), Secret, "Ada", RunningPortal.Now, default);
            draft.InNavigation = true;
            await db.SaveChangesAsync();
            var scheduled = await writer.CreateAsync(_edition, Permalink.Parse("/secret-too/"), Secret, "Ada", RunningPortal.Now, default);
            scheduled.InNavigation = true;
            var inAnHour = NodaTime.SystemClock.Instance.GetCurrentInstant() + NodaTime.Duration.FromHours(1);
            await writer.ScheduleAsync(scheduled, scheduled.LatestRevision!, inAnHour, default);
            var live = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == _overview.Id);
            var revision = await writer.SaveAsync(live, Secret, "Ada", null, RunningPortal.Now, default);
            await writer.ScheduleAsync(live, revision, inAnHour, default);
        }

        await _portal.ReloadAsync();

        Assert.Same(before, _portal.Site);
        var (home, page, sitemap) = await ReadAllAsync(_portal);
        Assert.DoesNotContain("secret", home + page + sitemap, StringComparison.OrdinalIgnoreCase);
        foreach (var path in new[] { "/secret/", "/secret-too/", "/secret" })
        {
            using var answer = await _portal.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static PageContent Secret => new() { Title = "Secret", Markdown = "Secret.", Layout = PageLayout.Topic };

    private static async Task<(string Home, string Page, string Sitemap)> ReadAllAsync(RunningPortal portal) =>
        (
            await portal.Client.GetStringAsync("/"),
            await portal.Client.GetStringAsync("/overview/"),
            await portal.Client.GetStringAsync("/sitemap.xml"));
}
