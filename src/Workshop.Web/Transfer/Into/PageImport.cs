using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>Writes the pages of a source into an edition. A page with an equal text gets no revision.</summary>
internal sealed class PageImport(WorkshopDbContext db, PageWriter writer, ImportOptions options, Instant now, List<ImportFinding> findings)
{
    public async Task<List<PageOutcome>> ApplyAsync(ImportedSite site, Edition edition, CancellationToken cancellation)
    {
        var stored = await db.Pages.Include(page => page.LatestRevision)
            .Where(page => page.EditionId == edition.Id && page.TrashedAt == null)
            .ToDictionaryAsync(page => page.PermalinkKey, cancellation);
        var isNew = site.Pages.Select(page => page.Permalink.Key).Except(stored.Keys).ToHashSet();
        var written = new List<(ImportedPage Source, ContentPage Page, ImportChange Change, bool IsPublished)>();
        foreach (var source in site.Pages)
        {
            var (page, change) = await WriteAsync(source, edition, stored, cancellation);
            stored[source.Permalink.Key] = page;
            written.Add((source, page, change, await PublishAsync(source, page, cancellation)));
        }

        var moved = Place(written.ConvertAll(entry => (entry.Source, entry.Page)), stored.Values, isNew);
        await db.SaveChangesAsync(cancellation);
        var outcomes = new List<PageOutcome>();
        foreach (var (source, page, change, isPublished) in written)
        {
            var redirects = await RedirectAsync(source, page, cancellation);
            outcomes.Add(new PageOutcome(
                source.File, page.Permalink, source.Content.Title, change, isPublished, source.IsDraft,
                moved.Contains(page) && change != ImportChange.Created, [.. redirects]));
        }

        return outcomes;
    }

    private async Task<(ContentPage Page, ImportChange Change)> WriteAsync(
        ImportedPage source, Edition edition, Dictionary<string, ContentPage> stored, CancellationToken cancellation)
    {
        if (!stored.TryGetValue(source.Permalink.Key, out var page))
        {
            return (
                await writer.CreateAsync(edition, source.Permalink, source.Content, options.Author, now, cancellation),
                ImportChange.Created);
        }

        var before = page.LatestRevision;
        var revision = await writer.SaveAsync(page, source.Content, options.Author, note: null, now, cancellation);
        return (page, revision == before ? ImportChange.Unchanged : ImportChange.Changed);
    }

    private async Task<bool> PublishAsync(ImportedPage source, ContentPage page, CancellationToken cancellation)
    {
        if (source.IsDraft && page.PublishedRevisionId is not null)
        {
            findings.Add(
                new ImportFinding(source.File, 0, FindingKind.Changed, "The page is held back by the source, but still public here."));
        }

        var latest = page.LatestRevision!;
        if (!options.Publish || source.IsDraft || page.PublishedRevisionId == latest.Id)
        {
            return false;
        }

        await writer.PublishAsync(page, latest, now, cancellation);
        return true;
    }

    /// <summary>
    /// Pages whose place the source states share out the positions that they hold among themselves,
    /// so that pages from elsewhere keep theirs.
    /// </summary>
    private static HashSet<ContentPage> Place(
        List<(ImportedPage Source, ContentPage Page)> written, IEnumerable<ContentPage> all, HashSet<string> isNew)
    {
        var moved = new HashSet<ContentPage>();
        var placed = written.Where(entry => entry.Source.IsPlaced).Select(entry => entry.Page).ToArray();
        var places = all
            .OrderBy(page => page.Position)
            .ThenBy(page => page.Id)
            .Where(placed.Contains)
            .Select(page => page.Position)
            .ToArray();
        foreach (var (page, position) in placed.Zip(places))
        {
            _ = page.Position != position && moved.Add(page);
            page.Position = position;
        }

        foreach (var (source, page) in written)
        {
            var isIn = source.InNavigation ?? (isNew.Contains(source.Permalink.Key) ? source.IsTopLevel : page.InNavigation);
            _ = page.InNavigation != isIn && moved.Add(page);
            page.InNavigation = isIn;
        }

        return moved;
    }

    private async Task<List<string>> RedirectAsync(ImportedPage source, ContentPage page, CancellationToken cancellation)
    {
        var added = new List<string>();
        foreach (var redirect in source.Redirects)
        {
            var isThere = await db.Redirects.AnyAsync(
                other => other.EditionId == page.EditionId && other.PathKey == redirect.From.Key && other.PageId == page.Id, cancellation);
            if (isThere)
            {
                continue;
            }

            if (await writer.AddRedirectAsync(page, redirect.From, cancellation))
            {
                added.Add(redirect.From.Value);
            }
            else
            {
                findings.Add(new ImportFinding(source.File, redirect.Line, FindingKind.Changed,
                    $"No redirect from {redirect.From}: a page or another redirect has that address."));
            }
        }

        return added;
    }
}
