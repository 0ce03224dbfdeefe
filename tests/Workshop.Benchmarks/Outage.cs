using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Workshop.Benchmarks;

/// <summary>What readers notice of a database that goes away, and publishes while nobody hears of them.</summary>
internal static class Outage
{
    private const double PerSecond = 1000;
    private const int Rounds = 5;
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(5);

    private static readonly string[] Paths =
        ["/", "/overview/", "/overview/?tz=UTC", "/overview", "/topics/", "/schedule/", "/venue/", "/sitemap.xml", "/feed.xml", "/health/ready", "/health/live", "/css/site.css"];

    public static async Task RunAsync()
    {
        await StoppedAsync();
        Console.WriteLine();
        Samples.Head("listener's connection", "publishes meanwhile", "missed", "longest until live, ms");
        await KilledAsync();
        await BlackHoledAsync();
    }

    private static async Task StoppedAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var portal = await PortalProcess.StartAsync(database);
        var load = OpenLoop.RunAsync(portal.Address, Paths, PerSecond, Before + Away + Before);
        await Task.Delay(Before);
        await cluster.StopAsync();
        await Task.Delay(Away);
        await cluster.StartAgainAsync();
        // The pool, which is the context's own and not to be cleared from here, holds connections that the stop has ended.
        var publisher = new Publisher(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString, "/overview/");
        var back = await publisher.PublishAsync();
        var live = await LiveAsync(portal, publisher.Mark);
        var result = await load;

        Samples.Head("PostgreSQL stopped for", "public reads", "failed", "p99 ms", "longest ms", "then, publish to live, ms");
        Samples.Row(
            $"{Away.TotalSeconds} s",
            result.Latencies.Length.ToString("N0", CultureInfo.InvariantCulture),
            $"{result.Failed}{(result.FirstFailure is null ? "" : $" ({result.FirstFailure})")}",
            result.Latencies.Percentile(99).Show(),
            result.Latencies.Max().Show(),
            Stopwatch.GetElapsedTime(back, live).TotalMilliseconds.Show(0));
    }

    private static async Task KilledAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var portal = await PortalProcess.StartAsync(database);
        await MeasureAsync("killed", portal, database, () => KillListenerAsync(database));
    }

    /// <summary>Returns once the backend is gone.</summary>
    private static async Task KillListenerAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var kill = new NpgsqlCommand(
            "SELECT array_agg(pid), bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'workshop listener'",
            connection);
        if (await kill.ExecuteScalarAsync() is not (int[] and [var backend]))
        {
            throw new InvalidOperationException("There was not exactly one listener to kill.");
        }

        // PostgreSQL can wait for it too, but in steps of 100 ms, after which the portal is listening again.
        while (Directory.Exists($"/proc/{backend}"))
        {
            await Task.Delay(1);
        }
    }

    private static async Task BlackHoledAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var direct = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync());
        using var proxy = new TcpProxy(Path.Combine(direct.Host!, ".s.PGSQL.5432"));
        var proxied = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port };
        await using var portal = await PortalProcess.StartAsync(proxied.ConnectionString);
        await MeasureAsync("silent, without a reset", portal, direct.ConnectionString, () =>
        {
            proxy.SilenceOpenConnections();
            return Task.CompletedTask;
        });
    }

    private static async Task MeasureAsync(string name, PortalProcess portal, string database, Func<Task> cutOff)
    {
        var publisher = new Publisher(database, "/overview/");
        await publisher.PublishAsync();
        await LiveAsync(portal, publisher.Mark);
        var (missed, longest) = (0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            await cutOff();
            var committed = await publisher.PublishAsync();
            var live = await LiveAsync(portal, publisher.Mark);
            missed += live == 0 ? 1 : 0;
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(committed, live).TotalMilliseconds);
        }

        Samples.Row(name, $"{Rounds}", $"{missed}", longest.Show(0));
    }

    /// <returns>When the overview first had the text; 0 if it did not within two minutes.</returns>
    private static async Task<long> LiveAsync(PortalProcess portal, string text)
    {
        using var client = new HttpClient();
        var began = Stopwatch.GetTimestamp();
        while (!(await client.GetStringAsync(portal.At("/overview/"))).Contains(text, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(2))
            {
                return 0;
            }

            await Task.Delay(5);
        }

        return Stopwatch.GetTimestamp();
    }
}
