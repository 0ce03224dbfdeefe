using NodaTime;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Benchmarks;

/// <summary>The largest programme that the portal is built for, by queries that pass by the page cache.</summary>
internal static class ProgrammePages
{
    private const int Sessions = 1000;
    private const int Rooms = 40;

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
        foreach (var path
            in new[]
            {
                "/schedule/?tz=Europe/Berlin", "/schedule/?topic=topic-3", "/sessions/session-1/?tz=Europe/Berlin",
                "/schedule.ics", "/schedule.json", "/schedule.xml"
            })
        {
            var page = await Uncached.MeasureAsync(client, portal.At(path));
            Samples.Row(path, page.Milliseconds
                .Median()
                .Show(1), page.Milliseconds.Max().Show(1), page.Kilobytes.Show(0), page.KilobytesInGzip.Show(0));
        }
    }

    private static async Task FillAsync(WorkshopDbContext db)
    {
        var edition = await Filling.AddEditionAsync(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        await Filling.PublishScheduleAsync(db, edition);
        var origin = new DocumentOrigin("Benchmark", now, "Filled");
        var writer = new ProgrammeWriter(db);
        await writer.ChangeAsync(edition.Id, (ProgrammeDocument _) => LargeProgramme.Of(Sessions, Rooms), origin, CancellationToken.None);
        await writer.ReleaseAsync(edition.Id, seen: null, note: null, origin, CancellationToken.None);
    }
}
