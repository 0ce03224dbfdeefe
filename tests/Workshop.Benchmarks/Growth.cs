using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web;
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
        Samples.Head(
            "pages",
            "first load ms",
            "reload after one edit, median ms",
            "slowest ms",
            "memory per page, loaded",
            "and, once asked for, more",
            "req/s over 1,000 of them");
        // What the first load and the first page compile and keep says nothing about the size.
        var warmUp = await CreateSiteAsync(cluster, Sizes[0]);
        await new PublishedSiteLoader(new Contexts(warmUp)).LoadAsync(PublishedSite.NotLoaded, CancellationToken.None);
        await RenderedAsync(warmUp, Sizes[0]);
        foreach (var size in Sizes)
        {
            await MeasureAsync(await CreateSiteAsync(cluster, size), size);
        }
    }

    private static async Task<string> CreateSiteAsync(Cluster cluster, int size)
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(database);
        await Filling.PublishManyAsync(database, await Filling.AddEditionAsync(db), size);
        return database;
    }

    private static async Task MeasureAsync(string database, int size)
    {
        var loader = new PublishedSiteLoader(new Contexts(database));
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
        Samples.Row(
            size.ToString("N0", CultureInfo.InvariantCulture),
            firstLoad.Show(1),
            reloads.Median().Show(1),
            reloads.Max().Show(1),
            $"{(loaded / 1024.0 / size).Show(1)} KiB",
            $"{(await RenderedAsync(database, size) / 1024.0 / size).Show(1)} KiB",
            (await ThroughputAsync(database, size)).Show(0));
    }

    /// <returns>Bytes that the pages take once each has been asked for, more than when they were only loaded.</returns>
    private static async Task<long> RenderedAsync(string database, int size)
    {
        var builder = Portal.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"]);
        await using var app = Portal.Build(builder, database, (_, _) => Task.CompletedTask);
        await app.StartAsync();
        var before = Memory();
        await AskForAllAsync(new Uri(app.Urls.Single()), size);
        await Machine.StandsStillAsync(Environment.ProcessId);
        var rendered = Memory() - before;
        await app.StopAsync();
        return rendered;
    }

    private static async Task<double> ThroughputAsync(string database, int size)
    {
        await using var portal = await PortalProcess.StartAsync(database);
        await AskForAllAsync(portal.Address, size);
        // Each page asked for is compressed again, which takes minutes for 10,000.
        await Machine.StandsStillAsync(portal.Id);
        var asked = Math.Min(size, AskedFor);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $$"""
            local requests, n = {}, 0
            init = function()
              for i = 1, {{asked}} do
                requests[i] = wrk.format("GET", "/page-" .. (i * 7919 % {{asked}} + 1) .. "/")
              end
            end
            request = function()
              n = n % {{asked}} + 1
              return requests[n]
            end
            """);
        string[] arguments = ["-s", script, "-H", "Accept-Encoding: br"];
        await Wrk.RunAsync(portal.Address, TimeSpan.FromSeconds(15), pinned: false, arguments);
        await portal.PinAsync(0);
        var rounds = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var result = await Wrk.RunAsync(portal.Address, TimeSpan.FromSeconds(3), pinned: true, arguments);
            rounds.Add(result.Errors == 0
                ? result.PerSecond
                : throw new InvalidOperationException($"{result.Errors} of {result.Requests} requests failed."));
        }

        File.Delete(script);
        return rounds.Median();
    }

    private static async Task AskForAllAsync(Uri address, int size)
    {
        using var client = new HttpClient();
        foreach (var number in Enumerable.Range(1, size))
        {
            using var page = await client.GetAsync(new Uri(address, $"/page-{number}/"));
            page.EnsureSuccessStatusCode();
        }
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
