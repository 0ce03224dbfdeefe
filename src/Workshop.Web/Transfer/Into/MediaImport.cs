using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Web.Media;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>
/// Takes the files that pages, lists and sessions refer to into the media library, and has them refer to the files there.
/// </summary>
internal sealed partial class MediaImport(WorkshopDbContext db, ImportOptions options, Instant now, List<ImportFinding> findings)
{
    // As far back as an alternative text may begin.
    private const int LongestAlt = 300;

    private readonly MediaIntake _intake = new(db);
    private readonly SortedDictionary<string, MediaOutcome> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private long _bytes;

    /// <returns>The site with the new addresses of its files, and what became of those.</returns>
    public async Task<(ImportedSite Site, ImmutableArray<MediaOutcome> Media)> ApplyAsync(ImportedSite site, CancellationToken cancellation)
    {
        foreach (var (page, reference) in site.Pages.SelectMany(page => page.Media.Select(reference => (page, reference))))
        {
            if (await RefusalOfAsync(
                site.Media[reference.File], AltBefore(page.Content.Markdown, reference.Start), cancellation) is { } reason)
            {
                findings.Add(
                    new ImportFinding(
                        page.File,
                        reference.Line,
                        FindingKind.Error,
                        $"{reference.File} was not taken, so this address leads nowhere. {reason}"));
            }
        }

        var lists = ImmutableArray.CreateBuilder<ImportedItems>(site.Items.Length);
        foreach (var list in site.Items)
        {
            lists.Add(await WithAddressesAsync(site, list, cancellation));
        }

        foreach (var session in site.Programme?.Sessions.Where(session => session.SlidesFile is not null) ?? [])
        {
            if (await RefusalOfAsync(site.Media[session.SlidesFile!], alt: null, cancellation) is { } reason)
            {
                findings.Add(
                    new ImportFinding(
                        site.Programme!.File,
                        session.Line,
                        FindingKind.Error,
                        $"{session.SlidesFile} was not taken, so 'slides' was left out. {reason}"));
            }
        }

        return (site with
        {
            Pages = [.. site.Pages.Select(Rewritten)],
            Items = lists.ToImmutable(),
            Programme = site.Programme is not { } programme ? null : programme with
            {
                Sessions = [.. programme.Sessions.Select(session => session.SlidesFile is { } file
                    && _taken.TryGetValue(file, out var slides) ? session.With(SessionFields.SlidesUrl, slides.Address) : session)],
            },
        }, [.. _taken.Values]);
    }

    private async Task<ImportedItems> WithAddressesAsync(ImportedSite site, ImportedItems list, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<ItemRow>(list.Rows.Length);
        foreach (var row in list.Rows)
        {
            var cells = ImmutableArray.CreateBuilder<ItemCell>(row.Cells.Length);
            foreach (var cell in row.Cells)
            {
                if (cell.File is not { } file)
                {
                    cells.Add(cell);
                }
                else if (await RefusalOfAsync(site.Media[file], alt: null, cancellation) is { } reason)
                {
                    findings.Add(list.FindingOf(
                        new RowError(cell.Row, cell.Column, $"was left out, since {file} was not taken: {reason.TrimEnd('.')}")));
                }
                else
                {
                    cells.Add(cell with { Text = _taken[file].Address });
                }
            }

            rows.Add(row with { Cells = cells.ToImmutable() });
        }

        return list with { Rows = rows.ToImmutable() };
    }

    /// <returns>Why the file is not in the library; null where it is by now.</returns>
    private async Task<string?> RefusalOfAsync(SourceFile file, string? alt, CancellationToken cancellation)
    {
        if (!_taken.ContainsKey(file.Path) && !_refused.ContainsKey(file.Path))
        {
            try
            {
                _taken.Add(file.Path, await TakeAsync(file, alt, cancellation));
            }
            catch (Exception refusal) when (refusal is MediaRefusedException
                or IOException
                or UnauthorizedAccessException
                or InvalidDataException)
            {
                _refused.Add(file.Path, refusal is MediaRefusedException ? refusal.Message : "The file cannot be read.");
            }
        }

        return _refused.GetValueOrDefault(file.Path);
    }

    private async Task<MediaOutcome> TakeAsync(SourceFile file, string? alt, CancellationToken cancellation)
    {
        _bytes += file.Size;
        if (_bytes > SourceLimits.Default.TotalMediaBytes)
        {
            throw new MediaRefusedException(
                $"An import takes {SourceLimits.Default.TotalMediaBytes / 1_000_000} MB of pictures and documents at most.");
        }

        await using var content = file.Content is { } text ? new MemoryStream(text) : file.Open();
        var incoming = await _intake.PrepareAsync(file.Path, content, cancellation);
        var (stored, isNew) = await _intake.KeepAsync(incoming, alt, options.Author, now, cancellation);
        return new MediaOutcome(file.Path, stored.Address, isNew);
    }

    private ImportedPage Rewritten(ImportedPage page)
    {
        var markdown = page.Content.Markdown;
        var text = new StringBuilder(markdown.Length);
        var position = 0;
        foreach (var reference in page.Media.Where(reference => _taken.ContainsKey(reference.File)))
        {
            text.Append(markdown, position, reference.Start - position).Append(_taken[reference.File].Address);
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

        findings.Add(new ImportFinding(
            page.File, 0, FindingKind.Error, "With the addresses of its files the text would be too long, so it keeps those it had."));
        return page;
    }

    private static string? AltBefore(string markdown, int start) =>
        Alt().Match(markdown[Math.Max(0, start - LongestAlt)..start]) is { Success: true } match
            && match.Groups["alt"].Value.Trim() is { Length: > 0 } alt ? alt : null;

    [GeneratedRegex(@"!\[(?<alt>[^\[\]\n]+)\]\([ \t]*<?\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Alt();
}
