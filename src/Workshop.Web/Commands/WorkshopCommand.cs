using System.CommandLine;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Transfer;

namespace Workshop.Web.Commands;

/// <summary>The command line: <c>serve</c> when nothing else is said.</summary>
public static class WorkshopCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Workshop: a portal for academic and technical workshops.");
        ServeCommand.MakeDefault(root, args);
        root.Add(ServeCommand.Create(args));
        root.Add(MigrateCommand.Create());
        root.Add(ImportCommand.Create(ImportAsync, Console.Out, Console.Error));
        root.Add(SampleCommand.Create());
        root.Add(HealthCheckCommand.Create());

        // Ctrl+C and SIGTERM cancel the command, which then has this long to leave everything in order.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(45) });
    }

    private static async Task<ImportReport> ImportAsync(ImportedSite site, ImportOptions options, CancellationToken cancellation)
    {
        ImportReport? report = null;
        await PortalDatabase.UseAsync([], async (_, connectionString) =>
        {
            await using var db = WorkshopDbContext.Open(connectionString);
            await db.MigrateUnderLockAsync(afterwards: null, cancellation);
            report = await new Importer(db, new PageWriter(db)).ImportAsync(site, options, SystemClock.Instance.GetCurrentInstant(), cancellation);
            return 0;
        }, cancellation);
        return report ?? throw new ImportRefusedException("database", "It could not be opened.");
    }
}
