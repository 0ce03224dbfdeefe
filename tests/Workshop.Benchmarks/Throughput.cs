using System.Net.Http.Headers;

namespace Workshop.Benchmarks;

/// <summary>The overview page of the sample: server on core 0, client on core 1, the two servers in turn.</summary>
internal static class Throughput
{
    private const int Rounds = 7;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <param name="Coding">Null for identity.</param>
    /// <param name="NginxHost">Which of nginx's servers sends the same bytes.</param>
    private sealed record Race(string Name, string? Coding, string NginxHost, bool IsConditional, double Target);

    private static readonly Race[] Races =
    [
        new("brotli", "br", "brotli", false, 1.15),
        new("gzip", "gzip", "gzip", false, 1.15),
        new("plain", null, "gzip", false, 1.1),
        new("304", "br", "brotli", true, 0.9),
        new("brotli, nginx with the same headers", "br", "headers", false, double.NaN),
    ];

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        await using var portal = await PortalProcess.StartAsync(await cluster.CreateDatabaseAsync());
        // The first answer is compressed quickly, the ones after that as well as possible.
        await FetchAsync(portal.Address, "br");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var plain = await FetchAsync(portal.Address, null);
        var gzip = await FetchAsync(portal.Address, "gzip");
        var brotli = await FetchAsync(portal.Address, "br");
        await using var nginx = await Nginx.StartAsync(plain.Body, gzip.Body, brotli.Body, plain.Headers);
        Console.WriteLine($"/overview/: {plain.Body.Length} bytes, gzip {gzip.Body.Length}, brotli {brotli.Body.Length}. {Rounds} rounds of {Turn.TotalSeconds} s; medians.");
        Console.WriteLine();

        // On both cores: on one, a saturated server starves the compiler's thread.
        await Wrk.RunAsync(portal.At("/overview/"), WarmUp, pinned: false, "-H", "Accept-Encoding: br");
        await portal.PinAsync(0);
        await Wrk.RunAsync(portal.At("/overview/"), TimeSpan.FromSeconds(5), pinned: true, "-H", "Accept-Encoding: br");

        Samples.Head("", "portal req/s", "nginx req/s", "ratio", "lowest to highest", "target", "portal µs CPU", "nginx µs CPU");
        foreach (var race in Races)
        {
            await RunAsync(race, portal, nginx);
        }
    }

    private static async Task RunAsync(Race race, PortalProcess portal, Nginx nginx)
    {
        var ofPortal = await ArgumentsAsync(race, portal.Address, "localhost");
        var ofNginx = await ArgumentsAsync(race, nginx.Address, race.NginxHost);
        var rounds = new List<(Turns Portal, Turns Nginx)>();
        for (var round = 0; round < Rounds; round++)
        {
            var second = await MeasureAsync(nginx.Address, nginx.WorkerId, ofNginx);
            var first = await MeasureAsync(portal.Address, portal.Id, ofPortal);
            rounds.Add((first, second));
        }

        var ratios = rounds.Select(round => round.Portal.PerSecond / round.Nginx.PerSecond).ToList();
        Samples.Row(
            race.Name,
            rounds.Select(round => round.Portal.PerSecond).Median().Show(0),
            rounds.Select(round => round.Nginx.PerSecond).Median().Show(0),
            ratios.Median().Show(),
            $"{ratios.Min().Show()} to {ratios.Max().Show()}",
            double.IsNaN(race.Target) ? "" : race.Target.Show(),
            rounds.Select(round => round.Portal.Cpu).Median().Show(1),
            rounds.Select(round => round.Nginx.Cpu).Median().Show(1));
    }

    private static async Task<Turns> MeasureAsync(Uri server, int processId, string[] arguments)
    {
        var before = Machine.CpuOf(processId);
        var result = await Wrk.RunAsync(new Uri(server, "/overview/"), Turn, pinned: true, arguments);
        var cpu = Machine.CpuOf(processId) - before;
        return result.Errors == 0
            ? new Turns(result.PerSecond, cpu.TotalMicroseconds / result.Requests)
            : throw new InvalidOperationException($"{result.Errors} of {result.Requests} requests to {server} failed.");
    }

    private static async Task<string[]> ArgumentsAsync(Race race, Uri server, string host)
    {
        // nginx has the brotli bytes where it looks for gzip.
        var coding = race.Coding is not null && host != "localhost" ? "gzip" : race.Coding;
        string[] arguments = ["-H", $"Host: {host}", .. coding is null ? Array.Empty<string>() : ["-H", $"Accept-Encoding: {coding}"]];
        return race.IsConditional
            ? [.. arguments, "-H", $"If-None-Match: {(await FetchAsync(server, coding, host)).ETag}"]
            : arguments;
    }

    private static async Task<Page> FetchAsync(Uri server, string? coding, string host = "localhost")
    {
        using var client = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/overview/") { Headers = { Host = host } };
        if (coding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
        }

        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var own = answer.Headers.Where(header => header.Key is not ("Date" or "ETag" or "Vary"));
        return new Page(await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.ToString(), [.. own.Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)))]);
    }

    /// <param name="Cpu">The server's microseconds for each request.</param>
    private sealed record Turns(double PerSecond, double Cpu);

    private sealed record Page(byte[] Body, string ETag, KeyValuePair<string, string>[] Headers);
}
