using System.Globalization;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;

namespace Workshop.Benchmarks;

/// <summary>5,000 requests a second for cached pages, open loop: server on core 0, clients on core 1, PostgreSQL on either.</summary>
internal static class Latency
{
    private const double PerSecond = 5000;
    private const int Busy = 8;
    private const int Pages = 20;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly string[] Paths = [.. Enumerable.Range(0, Pages).Select(PathOf)];

    // The only one, so every page names it.
    private static readonly string InNavigation = Paths[^1];

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await FillAsync(database);
        await using var portal = await PortalProcess.StartSavingAsync(database);
        await Wrk.RunAsync(portal.At(Paths[0]), TimeSpan.FromSeconds(10), pinned: false);
        await Task.WhenAll(
            Wrk.RunAsync(portal.At(Paths[0]), TimeSpan.FromSeconds(10), pinned: false),
            KeepBusyAsync(portal, TimeSpan.FromSeconds(10)),
            PublishEverySecondAsync(new Publisher(database, InNavigation, retitles: true), TimeSpan.FromSeconds(10)));
        await portal.PinAsync(0);
        await Machine.PinSelfAsync(1);
        await OpenLoop.RunAsync(portal.Address, Paths, PerSecond, TimeSpan.FromSeconds(5));

        Console.WriteLine("The portal is the benchmarks' own build of it, because it has an address that saves.");
        Console.WriteLine();
        Samples.Head("while", "requests", "failed", "p50 ms", "p99 ms", "p99.9 ms", "longest ms", "beside it");
        await MeasureAsync("nothing else happens", portal, publisher: null, isBusy: false);
        await MeasureAsync("a page is published every second", portal, new Publisher(database, Paths[0]), isBusy: false);
        await MeasureAsync(
            "a page is retitled and published every second, and every page changes with its navigation", portal, new Publisher(
                database, InNavigation, retitles: true), isBusy: false);
        await MeasureAsync(
            "a page is published every second, and eight connections render uncached pages and save drafts", portal, new Publisher(
                database, Paths[1]), isBusy: true);
    }

    private static async Task MeasureAsync(string name, PortalProcess portal, Publisher? publisher, bool isBusy)
    {
        var load = OpenLoop.RunAsync(portal.Address, Paths, PerSecond, Duration);
        var published = publisher is null ? Task.FromResult(0) : PublishEverySecondAsync(publisher, Duration);
        var busy = isBusy ? KeepBusyAsync(portal, Duration) : Task.FromResult((0, 0));
        var result = await load;
        var (renders, saves) = await busy;
        Samples.Row(
            name,
            result.Latencies.Length.ToString("N0", CultureInfo.InvariantCulture),
            $"{result.Failed}{(result.FirstFailure is null ? "" : $" ({result.FirstFailure})")}",
            result.Latencies.Percentile(50).Show(),
            result.Latencies.Percentile(99).Show(),
            result.Latencies.Percentile(99.9).Show(),
            result.Latencies.Max().Show(),
            $"{await published} publishes, {renders} renders, {saves} saves");
    }

    private static async Task<int> PublishEverySecondAsync(Publisher publisher, TimeSpan duration)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var count = 0; ; count++)
        {
            if (count + 1 >= duration.TotalSeconds)
            {
                return count;
            }

            await timer.WaitForNextTickAsync();
            await publisher.PublishAsync();
        }
    }

    private static async Task<(int Renders, int Saves)> KeepBusyAsync(PortalProcess portal, TimeSpan duration)
    {
        var (renders, saves) = (0, 0);
        using var stop = new CancellationTokenSource(duration);
        using var client = new HttpClient { BaseAddress = portal.Address };
        await Task.WhenAll(Enumerable.Range(0, Busy).Select(async number =>
        {
            while (!stop.IsCancellationRequested)
            {
                // A query string passes the cache by.
                using var page = await client.GetAsync(new Uri($"{Paths[number]}?{renders}", UriKind.Relative));
                page.EnsureSuccessStatusCode();
                Interlocked.Increment(ref renders);
                using var draft = new StringContent($"Draft {Guid.NewGuid()}.\n\n{Filling.Markdown}");
                using var saved = await client.PostAsync(new Uri($"/benchmark/save/{number}", UriKind.Relative), draft);
                saved.EnsureSuccessStatusCode();
                Interlocked.Increment(ref saves);
            }
        }));
        return (renders, saves);
    }

    private static async Task FillAsync(string database)
    {
        await using var db = WorkshopDbContext.Open(database);
        var edition = await Filling.AddEditionAsync(db);
        for (var number = 0; number < Pages; number++)
        {
            await Filling.PublishAsync(db, edition, PathOf(number), PathOf(number) == InNavigation);
        }

        for (var number = 0; number < Busy; number++)
        {
            await new PageWriter(db).CreateAsync(
                edition,
                Permalink.Parse(SavingPortal.Permalink(number)),
                Filling.Content("Draft"),
                "Benchmark",
                SystemClock.Instance.GetCurrentInstant(),
                CancellationToken.None);
        }
    }

    private static string PathOf(int number) => $"/page-{number}/";
}
