using System.Net;

namespace Workshop.Benchmarks;

/// <summary>The overview page of the sample: server on core 0, client on core 1, the two servers in turn.</summary>
internal static class Throughput
{
    private const string Path = "/overview/";
    private const int Rounds = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

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
        await FetchAsync(portal.Address, HeadersOf("localhost", "br"));
        await Machine.StandsStillAsync(portal.Id);
        var plain = await FetchAsync(portal.Address, HeadersOf("localhost", null));
        var gzip = await FetchAsync(portal.Address, HeadersOf("localhost", "gzip"));
        var brotli = await FetchAsync(portal.Address, HeadersOf("localhost", "br"));
        await using var nginx = await Nginx.StartAsync(plain.Body, gzip.Body, brotli.Body, plain.Headers);
        Console.WriteLine(
            $"{Path}: {plain.Body.Length} bytes, gzip {gzip.Body.Length}, brotli {brotli.Body.Length}. {Rounds} rounds of "
            + $"{Turn.TotalSeconds} s; medians.");
        Console.WriteLine(
            "nginx runs one worker with sendfile and gzip_static, without access log and without open_file_cache, as in the yardstick.");
        Console.WriteLine();

        var contests = new List<Contest>();
        foreach (var race in Races)
        {
            contests.Add(await PrepareAsync(race, portal, nginx));
        }

        await portal.PinAsync(0);
        await nginx.PinAsync(0);
        Samples.Head("", "portal req/s", "nginx req/s", "ratio", "lowest to highest", "target", "portal µs CPU", "nginx µs CPU");
        foreach (var contest in contests)
        {
            await RunAsync(contest);
        }
    }

    /// <summary>
    /// Sees to it that both servers answer alike, and warms them on both cores: on one, a saturated server starves the compiler's
    /// thread.
    /// </summary>
    private static async Task<Contest> PrepareAsync(Race race, PortalProcess portal, Nginx nginx)
    {
        // nginx has the brotli bytes where it looks for gzip.
        var ofPortal = await LaneAsync(race, portal.Address, portal.Id, HeadersOf("localhost", race.Coding));
        var ofNginx = await LaneAsync(race, nginx.Address, nginx.WorkerId, HeadersOf(race.NginxHost, race.Coding is null ? null : "gzip"));
        var (first, second) = (await FetchAsync(ofPortal.Server, ofPortal.Headers), await FetchAsync(ofNginx.Server, ofNginx.Headers));
        var status = race.IsConditional ? HttpStatusCode.NotModified : HttpStatusCode.OK;
        if (first.Status != status || second.Status != status || !first.Body.SequenceEqual(second.Body))
        {
            throw new InvalidOperationException(
                $"{race.Name}: the portal answers {first.Status} with {first.Body.Length} bytes, nginx {second.Status} with "
                + $"{second.Body.Length}, which should be {status} and the same bytes.");
        }

        await RunWrkAsync(ofPortal, WarmUp, pinned: false);
        await RunWrkAsync(ofNginx, WarmUp, pinned: false);
        return new Contest(race, ofPortal, ofNginx);
    }

    private static async Task RunAsync(Contest contest)
    {
        var race = contest.Race;
        var rounds = new List<(Turns Portal, Turns Nginx)>();
        for (var round = 0; round < Rounds; round++)
        {
            // Neither always has the machine as the other has left it.
            if (round % 2 == 0)
            {
                var ofNginx = await MeasureAsync(contest.Nginx);
                rounds.Add((await MeasureAsync(contest.Portal), ofNginx));
            }
            else
            {
                rounds.Add((await MeasureAsync(contest.Portal), await MeasureAsync(contest.Nginx)));
            }
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

    private static async Task<Turns> MeasureAsync(Lane lane)
    {
        var before = Machine.CpuOf(lane.ProcessId);
        var result = await RunWrkAsync(lane, Turn, pinned: true);
        var cpu = Machine.CpuOf(lane.ProcessId) - before;
        return result.Errors == 0
            ? new Turns(result.PerSecond, cpu.TotalMicroseconds / result.Requests)
            : throw new InvalidOperationException($"{result.Errors} of {result.Requests} requests to {lane.Server} failed.");
    }

    private static Task<Wrk.Result> RunWrkAsync(Lane lane, TimeSpan duration, bool pinned) =>
        Wrk.RunAsync(new Uri(
            lane.Server, Path), duration, pinned, [.. lane.Headers.SelectMany(header => new[] { "-H", $"{header.Key}: {header.Value}" })]);

    private static KeyValuePair<string, string>[] HeadersOf(string host, string? coding) =>
        coding is null ? [new("Host", host)] : [new("Host", host), new("Accept-Encoding", coding)];

    private static async Task<Lane> LaneAsync(Race race, Uri server, int processId, KeyValuePair<string, string>[] headers) =>
        new(server, processId, race.IsConditional ? [.. headers, new("If-None-Match", (await FetchAsync(server, headers)).ETag)] : headers);

    private static async Task<Page> FetchAsync(Uri server, KeyValuePair<string, string>[] headers)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        Array.ForEach(headers, header => request.Headers.Add(header.Key, header.Value));
        using var answer = await client.SendAsync(request);
        var own = answer.Headers.Where(header => header.Key is not ("Date" or "ETag" or "Vary"));
        return new Page(
            answer.StatusCode,
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Headers.ETag!.ToString(),
            [.. own.Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value)))]);
    }

    private sealed record Contest(Race Race, Lane Portal, Lane Nginx);

    /// <param name="Headers">Of each request.</param>
    private sealed record Lane(Uri Server, int ProcessId, KeyValuePair<string, string>[] Headers);

    /// <param name="Cpu">The server's microseconds for each request.</param>
    private sealed record Turns(double PerSecond, double Cpu);

    private sealed record Page(HttpStatusCode Status, byte[] Body, string ETag, KeyValuePair<string, string>[] Headers);
}
