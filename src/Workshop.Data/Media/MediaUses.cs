using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Media;

/// <summary>A page that shows or links to a file.</summary>
/// <param name="InLatest">Whether its text as last saved does.</param>
/// <param name="InPublic">Whether what the public sees, or is to see at a set time, does.</param>
/// <param name="InTrash">Whether the page is: it can come back, and is not changed meanwhile.</param>
public sealed record MediaUse(int PageId, string Title, string Permalink, string Edition, bool InLatest, bool InPublic, bool InTrash);

/// <param name="Footers">Slugs of the editions whose footer has the address.</param>
public sealed record MediaUses(IReadOnlyList<MediaUse> Pages, IReadOnlyList<string> Footers)
{
    public bool Any => Pages.Count + Footers.Count > 0;

    /// <summary>Equal as long as the same places use the file, and the public sees it in the same ones: what somebody has seen before agreeing to it.</summary>
    public string Fingerprint => string.Join(' ', Pages.Select(page => $"{page.PageId}{(page.InLatest ? "l" : "")}{(page.InPublic ? "p" : "")}").Concat(Footers));

    /// <param name="file">With its renditions: each has an address that can be used.</param>
    public static async Task<MediaUses> OfAsync(WorkshopDbContext db, MediaFile file, CancellationToken cancellation)
    {
        var patterns = HashesOf(file).Select(hash => $"%{MediaAddress.Prefix}{hash}/%").ToArray();
        var pages = await db.Pages
            .Select(page => new
            {
                Page = page,
                InLatest = patterns.Any(pattern => EF.Functions.Like(page.LatestRevision!.Markdown, pattern)),
                InPublic = patterns.Any(pattern => EF.Functions.Like(page.PublishedRevision!.Markdown, pattern) || EF.Functions.Like(page.ScheduledRevision!.Markdown, pattern)),
            })
            .Where(use => use.InLatest || use.InPublic)
            .OrderBy(use => use.Page.EditionId).ThenBy(use => use.Page.Position).ThenBy(use => use.Page.Id)
            .Select(use => new MediaUse(
                use.Page.Id,
                use.Page.LatestRevision!.Title,
                use.Page.Permalink,
                db.Editions.Where(edition => edition.Id == use.Page.EditionId).Select(edition => edition.Slug).Single(),
                use.InLatest,
                use.InPublic,
                use.Page.TrashedAt != null))
            .ToListAsync(cancellation);
        var footers = await db.Editions
            .Where(edition => patterns.Any(pattern => EF.Functions.Like(edition.Footer!, pattern)))
            .OrderBy(edition => edition.Id)
            .Select(edition => edition.Slug)
            .ToListAsync(cancellation);
        return new MediaUses(pages, footers);
    }

    public static IReadOnlySet<string> HashesOf(MediaFile file) => file.Renditions.Select(rendition => rendition.Hash).Prepend(file.Hash).ToHashSet();
}
