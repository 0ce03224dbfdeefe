using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Tests.Content;

public sealed class ScheduledPublishingTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private static readonly Instant Written = Instant.FromUtc(2024, 9, 1, 12, 0);

    private readonly string _connectionString = shared.ConnectionString;
    private Edition _edition = null!;
    private Instant _databaseTime;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
        _edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true };
        db.Add(_edition);
        await db.SaveChangesAsync();
        _databaseTime = await ClockAsync(db);
        // Every time that any page becomes public or public anew.
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE IF NOT EXISTS publishes (page_id integer NOT NULL);
            CREATE OR REPLACE FUNCTION note_publish() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO publishes VALUES (NEW.id); RETURN NULL; END $$;
            CREATE OR REPLACE TRIGGER note_publish AFTER UPDATE ON content_pages
                FOR EACH ROW WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION note_publish();
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PublishDue_PastAndFuture_PublishesWhatIsDueByTheDatabasesClock()
    {
        await using var db = Open();
        var due = await ScheduleAsync(db, "/due/", Duration.Zero);
        await ScheduleAsync(db, "/later/", Duration.FromHours(1));

        Assert.Equal(1, await PublishDueAsync());

        Assert.Equal(["/due/"], await PublicAsync());
        await using var fresh = Open();
        var stored = await fresh.Pages.Include(page => page.PublishedRevision).SingleAsync(page => page.Id == due.Id);
        Assert.Equal("Scheduled.", stored.PublishedRevision!.Markdown);
        Assert.Equal((null, null), (stored.PublishAt, stored.ScheduledRevisionId));
        Assert.InRange(stored.PublishedAt!.Value, _databaseTime, await ClockAsync(fresh));
        Assert.Equal(0, await PublishDueAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public async Task PublishDue_ReplicasRacing_PublishEachPageExactlyOnce(int replicas)
    {
        const int Pages = 40;
        await using var db = Open();
        for (var n = 0; n < Pages; n++)
        {
            await ScheduleAsync(db, $"/page-{n}/", Duration.Zero);
        }

        var start = new TaskCompletionSource();
        var races = Enumerable.Range(0, replicas).Select(_ => Task.Run(async () =>
        {
            await using var own = Open();
            await own.Database.OpenConnectionAsync();
            await start.Task;
            return await ScheduledPublishing.PublishDueAsync(own, default);
        })).ToList();
        start.SetResult();

        Assert.Equal(Pages, (await Task.WhenAll(races)).Sum());
        Assert.Equal(Pages, (await PublicAsync()).Count);
        Assert.Equal((Pages, Pages), await PublishesAsync());
    }

    [Fact]
    public async Task PublishDue_WhileAnotherReplicaHoldsTheRows_WaitsAndPublishesNothingTwice()
    {
        await using var db = Open();
        await ScheduleAsync(db, "/due/", Duration.Zero);
        await using var other = Open();
        await using var transaction = await other.Database.BeginTransactionAsync();
        var page = await other.Pages.Include(p => p.ScheduledRevision).SingleAsync();
        await new PageWriter(other).PublishAsync(page, page.ScheduledRevision!, Written, default);

        var waiting = PublishDueAsync();
        await Eventually.TrueAsync(async () => await db.Database.SqlQuery<int>(
            $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync() == 1);
        await transaction.CommitAsync();

        Assert.Equal(0, await waiting);
        Assert.Equal((1, 1), await PublishesAsync());
    }

    [Fact]
    public async Task Publish_ByHandBeforeTheTime_EndsTheSchedule()
    {
        await using var db = Open();
        await ScheduleAsync(db, "/page/", Duration.FromHours(1));
        // Fresh, so without the scheduled revision loaded.
        await using var fresh = Open();
        var page = await fresh.Pages.Include(p => p.LatestRevision).SingleAsync();

        await new PageWriter(fresh).PublishAsync(page, page.LatestRevision!, Written, default);

        Assert.Equal((null, null), await ScheduleOfAsync("/page/"));
        await MakeEverythingDueAsync();
        Assert.Equal(0, await PublishDueAsync());
    }

    [Fact]
    public async Task Unschedule_BeforeTheTime_LeavesThePageAsItWas()
    {
        await using var db = Open();
        await ScheduleAsync(db, "/page/", Duration.FromHours(1));
        await using var fresh = Open();

        await new PageWriter(fresh).UnscheduleAsync(await fresh.Pages.SingleAsync(), default);

        Assert.Equal((null, null), await ScheduleOfAsync("/page/"));
        await MakeEverythingDueAsync();
        Assert.Equal(0, await PublishDueAsync());
        Assert.Empty(await PublicAsync());
    }

    [Fact]
    public async Task Schedule_Twice_TheLaterCallCounts()
    {
        await using var db = Open();
        var page = await ScheduleAsync(db, "/page/", Duration.Zero);
        var writer = new PageWriter(db);
        var second = await writer.SaveAsync(page, Text("Second."), "Ada", null, Written, default);

        await writer.ScheduleAsync(page, second, _databaseTime + Duration.FromHours(1), default);
        Assert.Equal(0, await PublishDueAsync());
        await MakeEverythingDueAsync();
        Assert.Equal(1, await PublishDueAsync());

        await using var fresh = Open();
        Assert.Equal("Second.", await fresh.Pages.Select(p => p.PublishedRevision!.Markdown).SingleAsync());
        Assert.Equal((1, 1), await PublishesAsync());
    }

    [Fact]
    public async Task Schedule_ThenALaterDraft_PublishesWhatWasScheduled()
    {
        await using var db = Open();
        var page = await ScheduleAsync(db, "/page/", Duration.Zero);
        await new PageWriter(db).SaveAsync(page, Text("Not yet."), "Ada", null, Written, default);

        Assert.Equal(1, await PublishDueAsync());

        await using var fresh = Open();
        Assert.Equal("Scheduled.", await fresh.Pages.Select(p => p.PublishedRevision!.Markdown).SingleAsync());
    }

    [Fact]
    public async Task Schedule_RevisionOfAnotherPage_IsRefusedByTheDatabase()
    {
        await using var db = Open();
        var one = await ScheduleAsync(db, "/one/", Duration.FromHours(1));
        var other = await ScheduleAsync(db, "/other/", Duration.FromHours(1));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"UPDATE content_pages SET scheduled_revision_id = {other.LatestRevisionId} WHERE id = {one.Id}"));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refusal.SqlState);
    }

    [Fact]
    public async Task PublishDue_PageAtAFormerAddress_TakesThePlaceOfTheRedirect()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var live = await writer.CreateAsync(_edition, Permalink.Parse("/new/"), Text("Live."), "Ada", Written, default);
        await writer.PublishAsync(live, live.LatestRevision!, Written, default);
        await writer.AddRedirectAsync(live, Permalink.Parse("/old/"), default);
        await ScheduleAsync(db, "/old/", Duration.Zero);
        Assert.Equal(1, await db.Redirects.CountAsync());

        await PublishDueAsync();

        Assert.Equal(0, await db.Redirects.CountAsync());
    }

    private static PageContent Text(string markdown) => new() { Title = "Page", Markdown = markdown };

    private static Task<Instant> ClockAsync(WorkshopDbContext db) =>
        db.Database.SqlQuery<Instant>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync();

    private WorkshopDbContext Open() => WorkshopDbContext.Open(_connectionString);

    private async Task<ContentPage> ScheduleAsync(WorkshopDbContext db, string permalink, Duration fromNow)
    {
        var writer = new PageWriter(db);
        var page = await writer.CreateAsync(_edition, Permalink.Parse(permalink), Text("Scheduled."), "Ada", Written, default);
        await writer.ScheduleAsync(page, page.LatestRevision!, _databaseTime + fromNow, default);
        return page;
    }

    private async Task<int> PublishDueAsync()
    {
        await using var db = Open();
        return await ScheduledPublishing.PublishDueAsync(db, default);
    }

    private async Task MakeEverythingDueAsync()
    {
        await using var db = Open();
        await db.Pages
            .Where(page => page.PublishAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(page => page.PublishAt, _databaseTime));
    }

    private async Task<List<string>> PublicAsync()
    {
        await using var db = Open();
        return await db.Pages.Where(page => page.PublishedRevisionId != null).Select(page => page.Permalink).ToListAsync();
    }

    private async Task<(Instant? PublishAt, int? RevisionId)> ScheduleOfAsync(string permalink)
    {
        await using var db = Open();
        var page = await db.Pages.SingleAsync(p => p.Permalink == permalink);
        return (page.PublishAt, page.ScheduledRevisionId);
    }

    private async Task<(int Times, int Pages)> PublishesAsync()
    {
        await using var db = Open();
        var ids = await db.Database.SqlQuery<int>($"SELECT page_id AS \"Value\" FROM publishes").ToListAsync();
        return (ids.Count, ids.Distinct().Count());
    }
}
