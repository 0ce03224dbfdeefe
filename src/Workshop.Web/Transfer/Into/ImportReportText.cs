using System.Globalization;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>The report as an organizer reads it in a terminal: what became what, then what to look at.</summary>
public static class ImportReportText
{
    public static void Write(ImportReport report, TextWriter output)
    {
        if (report.IsDryRun)
        {
            output.WriteLine("A dry run: nothing is written. This is what would happen.");
            output.WriteLine();
        }

        WriteEdition(report.Edition, output);
        WritePages(report, output);
        WriteProgramme(report.Programme, output);
        foreach (var items in report.Items)
        {
            var stay = items.NotNamed == 1 ? "stays" : "stay";
            output.WriteLine(
                $"{items.File}: {items.Created} created, {items.Changed} changed, {items.Unchanged} unchanged"
                + (items.NotNamed > 0 ? $"; {items.NotNamed} of the list not in the file, which {stay}" : ""));
        }

        WriteMedia(report, output);
        WriteAssets(report, output);
        WriteFindings(report, output);
        if (!report.HasChanges)
        {
            output.WriteLine("Everything was there already; nothing is changed.");
        }
    }

    private static void WriteEdition(ImportedInto edition, TextWriter output)
    {
        var what = edition.Change switch { ImportChange.Created => "created", ImportChange.Changed => "changed", _ => "as it was" };
        var address = edition.IsCurrent ? "/" : $"/{edition.Slug}/";
        output.WriteLine($"Edition {edition.Name} ({edition.Slug}), {what}, served at {address}");
        if (edition.SampleSetAside is { } sample)
        {
            output.WriteLine($"The sample workshop is still there under /{sample}/; `workshop sample remove` removes it.");
        }

        output.WriteLine();
    }

    private static void WritePages(ImportReport report, TextWriter output)
    {
        if (report.Pages.IsEmpty)
        {
            return;
        }

        var fileWidth = report.Pages.Max(page => page.File.Length);
        var permalinkWidth = report.Pages.Max(page => page.Permalink.Length);
        foreach (var page in report.Pages)
        {
            output.WriteLine(Printable($"  {page.File.PadRight(fileWidth)}  {page.Permalink.PadRight(permalinkWidth)}  {StateOf(page)}"));
        }

        output.WriteLine();
        output.WriteLine($"{Count(report.Pages.Length, "page")}: {string.Join(", ", PageTotals(report))}");
        if (report.PagesNotInSource > 0)
        {
            output.WriteLine(
                $"{Count(report.PagesNotInSource, "page")} of this edition "
                + $"{(report.PagesNotInSource == 1 ? "is not in the source; it stays." : "are not in the source; they stay.")}");
        }
    }

    private static string StateOf(PageOutcome page) => string.Join(", ", new[]
    {
        page.Change.ToString().ToLowerInvariant(),
        page.IsDraft ? "draft" : null,
        page.IsPublishedNow ? "published" : null,
        page.IsMoved ? "moved in the navigation" : null,
        page.RedirectsAdded.Length > 0 ? $"redirect from {string.Join(' ', page.RedirectsAdded)}" : null,
    }.OfType<string>());

    /// <summary>What was written, on one line.</summary>
    public static string Totals(ImportReport report) => string.Join(", ", new[]
    {
        (report.Edition.Change == ImportChange.Unchanged ? 0 : 1, "edition"),
        (report.Pages.Count(page => page.Change != ImportChange.Unchanged || page.IsMoved || page.RedirectsAdded.Length > 0), "page"),
        (report.Programme.Created + report.Programme.Changed + report.Programme.Removed, "session"),
        (report.Programme.Rooms + report.Programme.Named + report.Items.Sum(list => list.Created + list.Changed), "list item"),
        (report.Media.Count(file => file.IsNew), "file"),
    }.Where(part => part.Item1 > 0).Select(part => Count(part.Item1, part.Item2)).Append(
        $"{report.Pages.Count(page => page.IsPublishedNow)} published"));

    private static IEnumerable<string> PageTotals(ImportReport report)
    {
        foreach (var group in report.Pages.GroupBy(page => page.Change).OrderBy(group => group.Key))
        {
            yield return $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}";
        }

        yield return $"{report.Pages.Count(page => page.IsPublishedNow)} published";
    }

    private static void WriteProgramme(ProgrammeOutcome programme, TextWriter output)
    {
        var sessions = programme.Created + programme.Changed + programme.Removed + programme.Unchanged;
        if (sessions > 0 || programme.Written > 0 || programme.IsReleased)
        {
            output.WriteLine(
                $"{Count(sessions, "session")}: {programme.Created} created, {programme.Changed} changed, {programme.Removed} "
                + $"removed, {programme.Unchanged} unchanged; {Count(programme.Rooms, "room")} and {programme.Named} topics and "
                    + $"people written{(programme.IsReleased ? "; released" : "")}");
        }
    }

    private static void WriteMedia(ImportReport report, TextWriter output)
    {
        if (report.Media.IsEmpty)
        {
            return;
        }

        output.WriteLine();
        var fileWidth = report.Media.Max(file => file.File.Length);
        foreach (var file in report.Media)
        {
            output.WriteLine(Printable($"  {file.File.PadRight(fileWidth)}  {file.Address}  {(file.IsNew ? "created" : "unchanged")}"));
        }

        output.WriteLine();
        output.WriteLine(
            $"{Count(report.Media.Length, "file")} in the media library: {report.Media.Count(file => file.IsNew)} created, "
            + $"{report.Media.Count(file => !file.IsNew)} unchanged");
    }

    private static void WriteAssets(ImportReport report, TextWriter output)
    {
        if (!report.Assets.IsEmpty)
        {
            var size = report.Assets.Sum(asset => asset.Size) / 1_000_000m;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Count(report.Assets.Length, "other file")} ({size:0.0} MB) left where "
                    + $"{(report.Assets.Length == 1 ? "it is" : "they are")}: no page shows or links to "
                        + $"{(report.Assets.Length == 1 ? "it" : "them")}"));
            foreach (var asset in report.Assets.Where(asset => SourceTree.IsText(asset.Path)))
            {
                output.WriteLine(Printable($"  {asset.Path}"));
            }
        }
    }

    private static void WriteFindings(ImportReport report, TextWriter output)
    {
        output.WriteLine();
        foreach (var (kind, heading) in new[]
        {
            (FindingKind.Error, "Could not be taken:"),
            (FindingKind.Changed, "Left out or changed:"),
            (FindingKind.Note, "Worth knowing:"),
        })
        {
            var findings = report.Findings.Where(finding => finding.Kind == kind).ToArray();
            if (findings.Length == 0)
            {
                continue;
            }

            output.WriteLine(heading);
            foreach (var finding in findings)
            {
                output.WriteLine($"  {Printable(finding.ToString())}");
            }

            output.WriteLine();
        }
    }

    // A file's name or a quoted piece of source must not speak to the terminal.
    private static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
