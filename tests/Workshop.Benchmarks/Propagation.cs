using System.Diagnostics;

namespace Workshop.Benchmarks;

/// <summary>
/// Two published portals on one database. A client for each asks for a page a millisecond after every answer; a publish is
/// live when the answer first has its text. The time counts from the return of the commit.
/// </summary>
internal static class Propagation
{
    private const int Publishes = 1000;
    private const string Path = "/overview/";

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var first = await PortalProcess.StartAsync(database);
        await using var second = await PortalProcess.StartAsync(database);
        var publisher = new Publisher(database, Path);
        using var clients = new Watchers([first, second]);
        await PublishAsync(publisher, clients, 50);

        var times = await PublishAsync(publisher, clients, Publishes);

        Samples.Head("publishes", "live on", "p50 ms", "p99 ms", "longest ms");
        Show("either replica", times.SelectMany(time => time));
        Show("the first of them", times.Select(time => time.Min()));
        Show("both", times.Select(time => time.Max()));
    }

    private static void Show(string replica, IEnumerable<double> times)
    {
        var measured = times.ToList();
        Samples.Row($"{Publishes}", replica, measured.Percentile(50).Show(), measured.Percentile(99).Show(), measured.Max().Show());
    }

    private static async Task<List<double[]>> PublishAsync(Publisher publisher, Watchers clients, int count)
    {
        var times = new List<double[]>();
        for (var turn = 0; turn < count; turn++)
        {
            var live = clients.SeeAsync(Publisher.MarkOf(turn + 1 + clients.Seen));
            var committed = await publisher.PublishAsync();
            times.Add([.. (await live).Select(at => Math.Max(0, Stopwatch.GetElapsedTime(committed, at).TotalMilliseconds))]);
        }

        clients.Seen += count;
        return times;
    }

    private sealed class Watchers(PortalProcess[] portals) : IDisposable
    {
        private readonly HttpClient[] _clients = [.. portals.Select(portal => new HttpClient { BaseAddress = portal.Address })];

        public int Seen { get; set; }

        /// <returns>When each replica's answer first had the text.</returns>
        public Task<long[]> SeeAsync(string text) => Task.WhenAll(_clients.Select(async client =>
        {
            while (!(await client.GetStringAsync(new Uri(Path, UriKind.Relative))).Contains(text, StringComparison.Ordinal))
            {
                // The portals and the database need the cores too.
                await Task.Delay(1);
            }

            return Stopwatch.GetTimestamp();
        }));

        public void Dispose() => Array.ForEach(_clients, client => client.Dispose());
    }
}
