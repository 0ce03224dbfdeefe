using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workshop.Data.Content;
using Workshop.Web.Publishing;

namespace Workshop.Tests.Publishing;

/// <summary>What happens to publishes while the connection that hears of them is gone.</summary>
[StartsPortals(5, "each loses its connections")]
public sealed class ChangeListenerTests(TestDatabase databases)
{
    // Shorter than usual, so that nobody waits long.
    private static readonly ListenerIntervals Intervals = new(Heartbeat: TimeSpan.FromSeconds(1), Patience: TimeSpan.FromSeconds(1));

    // Heartbeat, patience and a reconnection; far from the poll, which would find everything in the end.
    private static readonly TimeSpan Noticed = Intervals.Heartbeat + Intervals.Patience + TimeSpan.FromSeconds(4 + 4);

    // A load that is under way has more patience: it may have much to read.
    private static readonly TimeSpan NoticedByALoad = TimeSpan.FromSeconds(10 + 2 + 6);

    [Fact]
    public async Task Publish_WhileTheConnectionIsKilledAgainAndAgain_IsServedSoonAfterTheLast()
    {
        var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, builder => Configure(builder, log));
        var edition = await portal.AddEditionAsync();
        using var counts = new PublishingCounts(portal);
        var pages = new List<ContentPage>();
        for (var n = 0; n < 8; n++)
        {
            pages.Add(await portal.PublishAsync(edition, $"/page-{n}/", "Before"));
        }

        foreach (var page in pages)
        {
            await Eventually.TrueAsync(() => Task.FromResult(counts.IsListening));
            await KillListenersAsync(portal);
            await portal.PublishAgainAsync(page, new PageContent { Title = "After", Markdown = "Text." });
        }

        await Eventually.TrueAsync(Noticed, () => Task.FromResult(portal.Site.Current!.Pages.All(page => page.Title == "After")));
        await Eventually.TrueAsync(() => Task.FromResult(counts.IsListening));
        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning
            && entry.Message.StartsWith("The connection that hears of changes is lost: ", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Message == "The connection that hears of changes is there.");
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    /// <summary>As behind a firewall that has forgotten the connections: nothing is closed, nothing arrives.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publish_WhileEveryConnectionHasGoneSilent_IsServedSoonAfterThatIsNoticed(bool whileLoading)
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var proxy = new DatabaseProxy(connectionString);
        proxy.Open();
        var log = new CapturedLog();
        await using (var writing = await RunningPortal.StartOnAsync(connectionString, log.TakeOver))
        {
            await using var portal = await RunningPortal.StartOnAsync(proxy.ConnectionString, builder => Configure(builder, log));
            using var counts = new PublishingCounts(portal);
            var edition = await writing.AddEditionAsync();
            var page = await writing.PublishAsync(edition, "/overview/", "Before");
            await Eventually.TrueAsync(() => Task.FromResult(counts.IsListening && portal.Site.Current?.Pages.Length == 1));

            proxy.SilenceConnections();
            var loading = whileLoading ? portal.ReloadAsync() : Task.CompletedTask;
            await writing.PublishAgainAsync(page, new PageContent { Title = "After", Markdown = "Text." });

            Assert.Equal("Before", (await portal.ReadAsync("/overview/")).QuerySelector("h1")!.TextContent);
            await Eventually.TrueAsync(
                whileLoading ? NoticedByALoad : Noticed,
                async () => (await portal.ReadAsync("/overview/")).QuerySelector("h1")!.TextContent == "After");
            await loading.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await databases.DropDatabaseAsync(connectionString);
    }

    private static void Configure(WebApplicationBuilder builder, CapturedLog log)
    {
        log.TakeOver(builder);
        builder.Services.AddSingleton(Intervals);
    }

    private static async Task KillListenersAsync(RunningPortal portal)
    {
        await using var db = portal.OpenDatabase();
        // The one before may be gone and its successor not there yet, though the portal has yet to notice.
        await Eventually.TrueAsync(async () => await db.Database.SqlQuery<bool>($"""
            SELECT pg_terminate_backend(pid) AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'workshop listener'
            """).ToListAsync() is [true]);
    }
}
