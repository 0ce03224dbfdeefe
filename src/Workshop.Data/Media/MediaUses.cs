using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Media;

/// <summary>A page that shows or links to a file.</summary>
/// <param name="InLatest">Whether its text as last saved does.</param>
/// <param name="InPublic">Whether what the public sees, or is to see at a set time, does.</param>
/// <param name="InTrash">Whether the page is: it can come back, and is not changed meanwhile.</param>
public sealed record MediaUse(int PageId, string Title, string Permalink, string Edition, bool InLatest, bool InPublic, bool InTrash);

/// <param name="Edition">Its slug.</param>
/// <param name="What">"programme", "notices" or "released programme".</param>
public sealed record DocumentUse(string Edition, string What);

/// <param name="Footers">Slugs of the editions whose footer has the address.</param>
/// <param name="Documents">Where programmes and notices have it: of each edition the latest revisions, and the release that the
/// public sees.</param>
public sealed record MediaUses(IReadOnlyList<MediaUse> Pages, IReadOnlyList<string> Footers, IReadOnlyList<DocumentUse> Documents)
{
    public bool Any => Pages.Count + Footers.Count + Documents.Count > 0;

    /// <summary>
    /// Equal as long as the same places use the file, and the public sees it in the same ones: what somebody has seen before
    /// agreeing to it.
    /// </summary>
    public string Fingerprint =>
        string.Join(' ', Pages
            .Select(page => $"{page.PageId}{(page.InLatest ? "l" : "")}{(page.InPublic ? "p" : "")}")
            .Concat(Footers)
            .Concat(Documents.Select(use => $"{use.Edition}/{use.What}")));

    /// <param name="file">With its renditions: each has an address that can be used.</param>
    public static async Task<MediaUses> OfAsync(WorkshopDbContext db, MediaFile file, CancellationToken cancellation)
    {
        var patterns = HashesOf(file).Select(hash => $"%{MediaAddress.Prefix}{hash}/%").ToArray();
        var pages = await db.Pages
            .Select(page => new
            {
                Page = page,
                InLatest = patterns.Any(pattern => EF.Functions.Like(page.LatestRevision!.Markdown, pattern)),
                InPublic = patterns.Any(pattern => EF.Functions.Like(page.PublishedRevision!.Markdown, pattern)
                    || EF.Functions.Like(page.ScheduledRevision!.Markdown, pattern)),
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
        return new MediaUses(pages, footers, await DocumentsAsync(db, patterns, cancellation));
    }

    // Text, and not what it means: an address is used wherever it stands, in a field as in Markdown.
    private static Task<List<DocumentUse>> DocumentsAsync(WorkshopDbContext db, string[] patterns, CancellationToken cancellation) =>
        db.Database
        .SqlQuery<DocumentUse>(
            $"""
            SELECT e.slug AS edition, d.what FROM editions e JOIN LATERAL (
                (SELECT 'programme' AS what, document FROM document_revisions
                    WHERE edition_id = e.id AND kind = 'Programme' ORDER BY number DESC LIMIT 1)
                UNION ALL
                (SELECT 'notices', document FROM document_revisions
                    WHERE edition_id = e.id AND kind = 'Notices' ORDER BY number DESC LIMIT 1)
                UNION ALL
                (SELECT 'released programme', document FROM programme_releases WHERE edition_id = e.id ORDER BY version DESC LIMIT 1)
            ) d ON d.document::text LIKE ANY ({patterns})
            """)
        .OrderBy(use => use.Edition).ThenBy(use => use.What)
        .ToListAsync(cancellation);

    public static IReadOnlySet<string> HashesOf(MediaFile file) =>
        file.Renditions.Select(rendition => rendition.Hash).Prepend(file.Hash).ToHashSet();
}
