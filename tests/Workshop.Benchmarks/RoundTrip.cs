using System.CommandLine;
using System.Diagnostics;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Benchmarks;

/// <summary>
/// Real <c>schedule.xml</c> files through the portal: imported and released, the schedule asked for, exported, imported again into
/// the same edition and into a new one, and the overlaps that the conflict engine finds held against every two sessions.
/// </summary>
internal static class RoundTrip
{
    private static readonly string[] Settings =
        ["--Workshop:Sample=false", "--Workshop:PublicUrl=https://workshop.example", "--Logging:LogLevel:Workshop.Web.Accounts.FirstAdministrator=Error"];

    private static readonly HttpClient Client = new();

    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Each a schedule.xml.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("roundtrip", "Imports each file, releases and exports it, and imports it again.") { files };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(files)));
        return command;
    }

    private static async Task RunAsync(FileInfo[] files)
    {
        await using var cluster = await Cluster.StartAsync();
        Samples.Head(
            "",
            "events in the file",
            "sessions",
            "rooms",
            "import s",
            "schedule kB in gzip",
            "median ms",
            "imported again: unchanged",
            "changed, new or gone",
            "imported anew: exported bytes",
            "rooms twice",
            "people twice",
            "every two sessions agree");
        foreach (var file in files)
        {
            await RunAsync(cluster, file);
        }
    }

    private static async Task RunAsync(Cluster cluster, FileInfo file)
    {
        var source = await File.ReadAllBytesAsync(file.FullName);
        var events = XDocument.Parse(System.Text.Encoding.UTF8.GetString(source).TrimStart('\uFEFF')).Descendants("event").Count();
        var database = await cluster.CreateDatabaseAsync();
        var began = Stopwatch.GetTimestamp();
        await ImportAsync(database, source);
        var took = Stopwatch.GetElapsedTime(began);
        var (programme, zone) = await ReadAsync(database);
        var (page, exported) = await ServeAsync(database, async portal =>
            (await Uncached.MeasureAsync(Client, portal.At("/schedule/?tz=Asia/Kolkata")), await ExportAsync(portal)));

        var again = (await ImportAsync(database, exported)).Programme;
        var anew = await cluster.CreateDatabaseAsync();
        await ImportAsync(anew, exported);
        var isSame = (await ServeAsync(anew, ExportAsync)).SequenceEqual(exported);

        var overlaps = Overlaps.OfEveryTwo(programme, zone);
        var areFound = Overlaps.AreFound(programme, zone, overlaps);
        var differing = again.Created + again.Changed + again.Removed;
        var isWhole = events == programme.Sessions.Length && differing == 0 && isSame && areFound;
        Samples.Row(
            Path.GetFileNameWithoutExtension(file.Name),
            Count(events),
            Count(programme.Sessions.Length),
            Count(programme.Rooms.Length),
            took.TotalSeconds.Show(1),
            page.KilobytesInGzip.Show(0),
            page.Milliseconds.Median().Show(1),
            Count(again.Unchanged),
            Count(differing),
            isSame ? "same" : "differ",
            Count(overlaps.Count(overlap => overlap.Kind == ConflictKind.RoomTwice)),
            Count(overlaps.Count(overlap => overlap.Kind == ConflictKind.PersonTwice)),
            areFound ? "yes" : "no");
        Environment.ExitCode = isWhole ? Environment.ExitCode : 1;
    }

    private static async Task<ImportReport> ImportAsync(string database, byte[] schedule)
    {
        await using var db = WorkshopDbContext.Open(database);
        var site = SiteReader.Read(new SourceTree([new SourceFile("schedule.xml", schedule.Length, schedule)], []));
        return await new Importer(db, new PageWriter(db)).ImportAsync(
            site,
            new ImportOptions { EditionSlug = "2024", Publish = true },
            SystemClock.Instance.GetCurrentInstant(),
            CancellationToken.None);
    }

    private static async Task<(ProgrammeDocument Programme, DateTimeZone Zone)> ReadAsync(string database)
    {
        await using var db = WorkshopDbContext.Open(database);
        var edition = await db.Editions.SingleAsync();
        return (
            await new ProgrammeWriter(db).ProgrammeOfAsync(edition.Id, CancellationToken.None),
            DateTimeZoneProviders.Tzdb[edition.TimeZone]);
    }

    private static async Task<T> ServeAsync<T>(string database, Func<PortalProcess, Task<T>> ask)
    {
        await using (var db = WorkshopDbContext.Open(database))
        {
            await Filling.PublishScheduleAsync(db, await db.Editions.SingleAsync());
        }

        await using var portal = await PortalProcess.StartAsync(database, Settings);
        return await ask(portal);
    }

    private static Task<byte[]> ExportAsync(PortalProcess portal) => Client.GetByteArrayAsync(portal.At("/schedule.xml"));

    private static string Count(int count) => ((double)count).Show(0);
}
