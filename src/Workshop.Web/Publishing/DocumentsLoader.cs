using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>Reads the documents that a former snapshot lacks: they are immutable, and one can be a megabyte.</summary>
/// <param name="releases">By edition, the latest first.</param>
/// <param name="notices">By edition.</param>
internal sealed class DocumentsLoader(
    WorkshopDbContext db, PublishedSite former, ILookup<int, PublishedRelease> releases, IReadOnlyDictionary<int, PublishedNotices> notices)
{
    public async Task<PublishedDocuments> LoadAsync(int editionId, CancellationToken cancellation)
    {
        var known = former.Editions.FirstOrDefault(edition => edition.Id == editionId)?.Documents;
        List<PublishedRelease> its = [.. releases[editionId]];
        var revision = notices.GetValueOrDefault(editionId);
        return new PublishedDocuments(
            its,
            its is not [var latest, ..] ? null
                : known?.Releases is [var shown, ..] && shown == latest ? known.Release
                : await ReleaseAsync(latest.Id, cancellation),
            revision,
            revision is null ? NoticesDocument.Empty
                : revision == known?.NoticesRevision ? known.Notices
                : await NoticesAsync(revision.Id, cancellation));
    }

    private async Task<ReleaseDocument> ReleaseAsync(int id, CancellationToken cancellation) =>
        ProgrammeJson.Read<ReleaseDocument>(
            await db.ProgrammeReleases.Where(release => release.Id == id).Select(release => release.Document).SingleAsync(cancellation));

    private async Task<NoticesDocument> NoticesAsync(int id, CancellationToken cancellation) =>
        ProgrammeJson.Read<NoticesDocument>(await db.DocumentRevisions
            .Where(revision => revision.Id == id)
            .Select(revision => revision.Document)
            .SingleAsync(cancellation));
}
