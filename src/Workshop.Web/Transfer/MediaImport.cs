using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Media;

namespace Workshop.Web.Transfer;

/// <summary>Takes the files that pages refer to into the media library, and has the pages refer to them there.</summary>
internal sealed partial class MediaImport(WorkshopDbContext db, ImportOptions options, Instant now, List<ImportFinding> findings)
{
    // As far back as an alternative text may begin.
    private const int LongestAlt = 300;

    private readonly MediaIntake _intake = new(db);
    private long _bytes;

    /// <returns>The site with its pages' new addresses, and what became of the files.</returns>
    public async Task<(ImportedSite Site, ImmutableArray<MediaOutcome> Media)> ApplyAsync(ImportedSite site, CancellationToken cancellation)
    {
        var taken = new SortedDictionary<string, MediaOutcome>(StringComparer.Ordinal);
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (page, reference) in site.Pages.SelectMany(page => page.Media.Select(reference => (page, reference))))
        {
            var path = reference.File;
            if (!taken.ContainsKey(path) && !refused.ContainsKey(path))
            {
                try
                {
                    taken.Add(path, await TakeAsync(site.Media[path], AltBefore(page.Content.Markdown, reference.Start), cancellation));
                }
                catch (Exception refusal) when (refusal is MediaRefusedException or IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    refused.Add(path, refusal is MediaRefusedException ? refusal.Message : "The file cannot be read.");
                }
            }

            if (refused.TryGetValue(path, out var reason))
            {
                findings.Add(new ImportFinding(page.File, reference.Line, FindingKind.Error, $"{path} was not taken, so this address leads nowhere. {reason}"));
            }
        }

        return (site with { Pages = [.. site.Pages.Select(page => Rewritten(page, taken))] }, [.. taken.Values]);
    }

    private async Task<MediaOutcome> TakeAsync(SourceFile file, string? alt, CancellationToken cancellation)
    {
        _bytes += file.Size;
        if (_bytes > SourceLimits.Default.TotalMediaBytes)
        {
            throw new MediaRefusedException($"An import takes {SourceLimits.Default.TotalMediaBytes / 1_000_000} MB of pictures and documents at most.");
        }

        await using var content = file.Content is { } text ? new MemoryStream(text) : file.Open();
        var incoming = await _intake.PrepareAsync(file.Path, content, cancellation);
        var (stored, isNew) = await _intake.KeepAsync(incoming, alt, options.Author, now, cancellation);
        return new MediaOutcome(file.Path, stored.Address, isNew);
    }

    private ImportedPage Rewritten(ImportedPage page, IReadOnlyDictionary<string, MediaOutcome> taken)
    {
        var markdown = page.Content.Markdown;
        var text = new StringBuilder(markdown.Length);
        var position = 0;
        foreach (var reference in page.Media.Where(reference => taken.ContainsKey(reference.File)))
        {
            text.Append(markdown, position, reference.Start - position).Append(taken[reference.File].Address);
            position = reference.Start + reference.Length;
            // A query was for a cache that the new address needs no more; a fragment is a place in a document.
            var fragment = markdown.IndexOf('#', reference.Start, reference.Length);
            text.Append(fragment < 0 ? "" : markdown[fragment..position]);
        }

        text.Append(markdown, position, markdown.Length - position);
        if (text.Length <= PageContent.MarkdownMaxLength)
        {
            return page with { Content = page.Content with { Markdown = text.ToString() }, Media = [] };
        }

        findings.Add(new ImportFinding(page.File, 0, FindingKind.Error, "With the addresses of its files the text would be too long, so it keeps those it had."));
        return page;
    }

    private static string? AltBefore(string markdown, int start) =>
        Alt().Match(markdown[Math.Max(0, start - LongestAlt)..start]) is { Success: true } match && match.Groups["alt"].Value.Trim() is { Length: > 0 } alt ? alt : null;

    [GeneratedRegex(@"!\[(?<alt>[^\[\]\n]+)\]\([ \t]*<?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Alt();
}
