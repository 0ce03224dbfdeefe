using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workshop.Web.Transfer;

namespace Workshop.Web.Commands;

/// <summary><c>workshop import PATH [--edition SLUG] [--publish] [--dry-run]</c>: 0 when it is done, 1 with nothing changed.</summary>
public static class ImportCommand
{
    /// <param name="import">Brings what was read into the database: opens it, makes an <see cref="Importer"/> and calls it.</param>
    public static Command Create(Func<ImportedSite, ImportOptions, CancellationToken, Task<ImportReport>> import, TextWriter output, TextWriter errors)
    {
        var path = new Argument<string>("PATH") { Description = "A Jekyll folder, a zip of one, a folder of Markdown, or one Markdown file." };
        var edition = new Option<string?>("--edition") { Description = "The edition to fill, by its slug; created where there is none.", HelpName = "SLUG" };
        var publish = new Option<bool>("--publish") { Description = "Publish what is imported. Without it, pages become drafts." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and change nothing." };
        var command = new Command("import", "Bring an existing site into the portal.") { path, edition, publish, dryRun };
        command.SetAction((arguments, cancellation) =>
        {
            var options = new ImportOptions
            {
                EditionSlug = arguments.GetValue(edition),
                Publish = arguments.GetValue(publish),
                DryRun = arguments.GetValue(dryRun),
            };
            return RunAsync(arguments.GetRequiredValue(path), options, import, output, errors, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string path,
        ImportOptions options,
        Func<ImportedSite, ImportOptions, CancellationToken, Task<ImportReport>> import,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellation)
    {
        try
        {
            var site = SiteReader.Read(SourceTree.Open(path));
            ImportReportText.Write(await import(site, options, cancellation), output);
            return 0;
        }
        catch (ImportRefusedException refusal)
        {
            await errors.WriteLineAsync("Nothing was imported.");
            foreach (var reason in refusal.Reasons)
            {
                await errors.WriteLineAsync($"  {reason}");
            }
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            await errors.WriteLineAsync($"Nothing was imported: the database did not accept it. {failure.GetBaseException().Message}");
        }

        return 1;
    }
}
