using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Publishing;

namespace Workshop.Benchmarks;

/// <summary>The same site with ever more pages. Loads are measured in this process, requests in the published portal's.</summary>
internal static class Growth
{
    private const int Reloads = 15;
    private const int AskedFor = 1000;
    private static readonly int[] Sizes = [10, 100, 1000, 10_000];

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        Samples.Head("pages", "first load ms", "reload after one edit, median ms", "slowest ms", "memory per page, loaded", "and rendered and cached", "req/s over 1,000 of them");
        foreach (var size in Sizes)
        {
            await MeasureAsync(await cluster.CreateDatabaseAsync(), size);
        }
    }

    private static async Task MeasureAsync(string database, int size)
    {
        await using (var db = WorkshopDbContext.Open(database))
        {
            await Filling.PublishManyAsync(database, await Filling.AddEditionAsync(db), size);
        }

        var loader = new PublishedSiteLoader(new Contexts(database));
        // The first load of the process compiles the queries, which says nothing about the size.
        await loader.LoadAsync(PublishedSite.NotLoaded, CancellationToken.None);
        var empty = Memory();
        var began = Stopwatch.GetTimestamp();
        var site = (await loader.LoadAsync(PublishedSite.NotLoaded, CancellationToken.None)).Site;
        var firstLoad = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var loaded = Memory() - empty;

        var publisher = new Publisher(database, "/page-1/");
        var reloads = new List<double>();
        for (var reload = 0; reload < Reloads; reload++)
        {
            await publisher.PublishAsync();
            began = Stopwatch.GetTimestamp();
            site = (await loader.LoadAsync(site, CancellationToken.None)).Site;
            reloads.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        GC.KeepAlive(site);
        var (perPage, perSecond) = await ServeAsync(database, size);
        Samples.Row(
            size.ToString("N0", CultureInfo.InvariantCulture),
            firstLoad.Show(1),
            reloads.Median().Show(1),
            reloads.Max().Show(1),
            $"{(loaded / 1024.0 / size).Show(1)} KiB",
            $"{perPage.Show(1)} KiB",
            perSecond.Show(0));
    }

    /// <returns>KiB of resident memory that each page takes once rendered, and the throughput.</returns>
    private static async Task<(double PerPage, double PerSecond)> ServeAsync(string database, int size)
    {
        await using var portal = await PortalProcess.StartAsync(database);
        var before = Machine.MemoryOf(portal.Id);
        using (var client = new HttpClient())
        {
            foreach (var number in Enumerable.Range(1, size))
            {
                using var page = await client.GetAsync(portal.At($"/page-{number}/"));
                page.EnsureSuccessStatusCode();
            }
        }

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $$"""
            local n = 0
            request = function()
              n = n + 1
              return wrk.format("GET", "/page-" .. (n * 7919 % {{Math.Min(size, AskedFor)}} + 1) .. "/")
            end
            """);
        string[] arguments = ["-s", script, "-H", "Accept-Encoding: br"];
        await Wrk.RunAsync(portal.At("/"), TimeSpan.FromSeconds(15), pinned: false, arguments);
        var after = Machine.MemoryOf(portal.Id);
        await portal.PinAsync(0);
        var rounds = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            rounds.Add((await Wrk.RunAsync(portal.At("/"), TimeSpan.FromSeconds(3), pinned: true, arguments)).PerSecond);
        }

        File.Delete(script);
        return ((after - before) * 1024 / size, rounds.Median());
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Contexts(string database) : IDbContextFactory<WorkshopDbContext>
    {
        public WorkshopDbContext CreateDbContext() => WorkshopDbContext.Open(database);
    }
}
