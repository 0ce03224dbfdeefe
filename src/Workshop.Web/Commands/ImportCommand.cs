using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Transfer;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Commands;

/// <summary><c>workshop import PATH [--edition SLUG] [--publish] [--dry-run]</c>: 0 when it is done, 1 with nothing changed.</summary>
public static class ImportCommand
{
    /// <param name="useDatabase">Opens the database for what it is given, and returns its exit code.</param>
    public static Command Create(
        Func<Func<WorkshopDbContext, Task<int>>, CancellationToken, Task<int>> useDatabase, TextWriter output, TextWriter errors)
    {
        var path = new Argument<string>(
            "PATH")
        { Description = "A Jekyll folder, a zip of one, a folder of Markdown, one Markdown file, or a schedule.xml." };
        var edition = new Option<string?>(
            "--edition")
        { Description = "The edition to fill, by its slug; created where there is none.", HelpName = "SLUG" };
        var publish = new Option<bool>("--publish") { Description = "Publish what is imported. Without it, pages become drafts." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and change nothing." };
        var command = new Command("import", "Bring an existing site into the portal.") { path, edition, publish, dryRun };
        command.SetAction(async (arguments, cancellation) =>
        {
            var options = new ImportOptions
            {
                EditionSlug = arguments.GetValue(edition),
                Publish = arguments.GetValue(publish),
                DryRun = arguments.GetValue(dryRun),
            };
            try
            {
                // Read before the database is opened: a wrong path should not start a server.
                var site = SiteReader.Read(SourceTree.Open(arguments.GetRequiredValue(path)));
                return await useDatabase(db => ImportAsync(db, site, options, output, cancellation), cancellation);
            }
            catch (ImportRefusedException refusal)
            {
                await errors.WriteLineAsync("Nothing was imported.");
                foreach (var reason in refusal.Reasons)
                {
                    await errors.WriteLineAsync($"  {reason}");
                }

                return 1;
            }
        });
        return command;
    }

    private static async Task<int> ImportAsync(
        WorkshopDbContext db, ImportedSite site, ImportOptions options, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            ImportReportText.Write(await new Importer(db, new PageWriter(db)).ImportAsync(site, options, now, cancellation), output);
            return 0;
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            throw new ImportRefusedException("database", failure.GetBaseException().Message);
        }
    }
}
