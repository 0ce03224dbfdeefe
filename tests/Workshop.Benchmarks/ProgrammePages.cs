using System.Diagnostics;
using System.IO.Compression;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Benchmarks;

/// <summary>The largest programme that the portal is built for, by queries that pass by the page cache.</summary>
internal static class ProgrammePages
{
    private const int Sessions = 1000;
    private const int Rooms = 40;
    private const int Rounds = 60;
    private const int WarmUp = 40;

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using (var db = WorkshopDbContext.Open(database))
        {
            await FillAsync(db);
        }

        await using var portal = await PortalProcess.StartAsync(database);
        using var client = new HttpClient();
        Samples.Head($"{Sessions:N0} sessions in {Rooms} rooms", "median ms", "slowest ms", "kB", "kB in gzip");
        foreach (var path in new[] { "/schedule/?tz=Europe/Berlin", "/schedule/?topic=topic-3", "/sessions/session-1/?tz=Europe/Berlin", "/schedule.ics", "/schedule.json", "/schedule.xml" })
        {
            var (times, body) = (new List<double>(), Array.Empty<byte>());
            for (var round = -WarmUp; round < Rounds; round++)
            {
                // As an organizer would be: files ignore their query, and this is answered anew.
                using var request = new HttpRequestMessage(HttpMethod.Get, portal.At(path)) { Headers = { { "Cookie", "workshop-organizer=x" } } };
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request);
                body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }

            Samples.Row(path, times.Median().Show(1), times.Max().Show(1), (body.Length / 1000.0).Show(0), (Gzip(body) / 1000.0).Show(0));
        }
    }

    private static async Task FillAsync(WorkshopDbContext db)
    {
        var edition = await Filling.AddEditionAsync(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var pages = new PageWriter(db);
        var page = await pages.CreateAsync(edition, Permalink.Parse("/schedule/"), new PageContent { Title = "Schedule", Markdown = "", Layout = PageLayout.Schedule }, "Benchmark", now, CancellationToken.None);
        await pages.PublishAsync(page, page.LatestRevision!, now, CancellationToken.None);
        var origin = new DocumentOrigin("Benchmark", now, "Filled");
        var writer = new ProgrammeWriter(db);
        await writer.ChangeAsync(edition.Id, (ProgrammeDocument _) => LargeProgramme.Of(Sessions, Rooms), origin, CancellationToken.None);
        await writer.ReleaseAsync(edition.Id, seen: null, note: null, origin, CancellationToken.None);
    }

    private static long Gzip(byte[] plain)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return coded.Length;
    }
}
