using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Programme;

/// <summary>
/// The rules by which an edition's documents change. A change is a function of the latest revision, applied while the edition's
/// documents are locked, so that of two who change different things at once both find theirs in it; only a change of the very same
/// field needs <see cref="FieldMerge"/>. Each method is done whole or not at all; callers that need several at once open a
/// transaction round them.
/// </summary>
public sealed class ProgrammeWriter(WorkshopDbContext db)
{
    /// <returns>The latest revision; null before the first.</returns>
    public Task<DocumentRevision?> LatestAsync(int editionId, DocumentKind kind, CancellationToken cancellation) =>
        db.DocumentRevisions.AsNoTracking()
            .Where(revision => revision.EditionId == editionId && revision.Kind == kind)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);

    public Task<DocumentRevision?> FindAsync(int editionId, DocumentKind kind, int number, CancellationToken cancellation) =>
        db.DocumentRevisions.AsNoTracking()
            .SingleOrDefaultAsync(revision => revision.EditionId == editionId
                && revision.Kind == kind
                && revision.Number == number, cancellation);

    public async Task<ProgrammeDocument> ProgrammeOfAsync(int editionId, CancellationToken cancellation) =>
        Read(await LatestAsync(editionId, DocumentKind.Programme, cancellation), ProgrammeDocument.Empty);

    /// <returns>The programme as a revision has it, the empty one for 0; null where there is no such revision.</returns>
    public async Task<ProgrammeDocument?> ProgrammeAtAsync(int editionId, int number, CancellationToken cancellation) =>
        number == 0 ? ProgrammeDocument.Empty
        : await FindAsync(editionId, DocumentKind.Programme, number, cancellation) is { } revision ? ProgrammeJson.Read<ProgrammeDocument>(
            revision.Document)
        : null;

    public async Task<NoticesDocument> NoticesOfAsync(int editionId, CancellationToken cancellation) =>
        Read(await LatestAsync(editionId, DocumentKind.Notices, cancellation), NoticesDocument.Empty);

    public Task<ProgrammeRelease?> LatestReleaseAsync(int editionId, CancellationToken cancellation) =>
        db.ProgrammeReleases.AsNoTracking()
            .Where(release => release.EditionId == editionId)
            .OrderByDescending(release => release.Version)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// Has whoever else changes the edition's documents wait until the caller's transaction ends, so that what is read now is still
    /// the latest when it is changed.
    /// </summary>
    public Task LockAsync(int editionId, CancellationToken cancellation) =>
        // The edition's row stands for its documents.
        db.Database.ExecuteSqlAsync($"SELECT FROM editions WHERE id = {editionId} FOR NO KEY UPDATE", cancellation);

    /// <param name="change">Of the latest document; what it throws, nothing is changed by.</param>
    /// <returns>The new revision, or null where nothing has changed.</returns>
    /// <exception cref="InvalidDocumentException">What it made breaks a rule.</exception>
    public Task<DocumentRevision?> ChangeAsync(
        int editionId, Func<ProgrammeDocument, ProgrammeDocument> change, DocumentOrigin origin, CancellationToken cancellation) =>
        ChangeAsync(editionId, DocumentKind.Programme, ProgrammeDocument.Empty, change, ProgrammeRules.Objections, origin, cancellation);

    /// <inheritdoc cref="ChangeAsync(int, Func{ProgrammeDocument, ProgrammeDocument}, DocumentOrigin, CancellationToken)"/>
    public Task<DocumentRevision?> ChangeAsync(
        int editionId, Func<NoticesDocument, NoticesDocument> change, DocumentOrigin origin, CancellationToken cancellation) =>
        ChangeAsync(editionId, DocumentKind.Notices, NoticesDocument.Empty, change, ProgrammeRules.Objections, origin, cancellation);

    /// <summary>Shows the public the latest programme.</summary>
    /// <param name="seen">Number of the revision that was looked at; null takes whatever is latest.</param>
    /// <returns>Null where somebody has changed the programme since, or where the public would see no difference.</returns>
    public async Task<ProgrammeRelease?> ReleaseAsync(
        int editionId, int? seen, string? note, DocumentOrigin origin, CancellationToken cancellation)
    {
        await using var whole = await BeginAsync(editionId, cancellation);
        var revision = await LatestAsync(editionId, DocumentKind.Programme, cancellation);
        if (revision is null || (seen is not null && revision.Number != seen))
        {
            return null;
        }

        var zone = await db.Editions
            .Where(edition => edition.Id == editionId)
            .Select(edition => edition.TimeZone)
            .SingleAsync(cancellation);
        var latest = await LatestReleaseAsync(editionId, cancellation);
        var former = latest is null ? null : ProgrammeJson.Read<ReleaseDocument>(latest.Document);
        var programme = ProgrammeJson.Read<ProgrammeDocument>(revision.Document);
        if (former is not null && former.TimeZone == zone && ProgrammeJson.Same(former.Programme, programme))
        {
            return null;
        }

        var release = new ProgrammeRelease
        {
            EditionId = editionId,
            Version = (latest?.Version ?? 0) + 1,
            Document = ProgrammeJson.Write(ReleaseDocument.Next(former, programme, zone, origin.At)),
            Note = note,
            Author = origin.Author,
            AuthorId = origin.AuthorId,
            CreatedAt = origin.At,
        };
        db.Add(release);
        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return release;
    }

    private static T Read<T>(DocumentRevision? revision, T empty) => revision is null ? empty : ProgrammeJson.Read<T>(revision.Document);

    private async Task<DocumentRevision?> ChangeAsync<T>(
        int editionId,
        DocumentKind kind,
        T empty,
        Func<T, T> change,
        Func<T, IReadOnlyList<string>> objections,
        DocumentOrigin origin,
        CancellationToken cancellation)
    {
        await using var whole = await BeginAsync(editionId, cancellation);
        var latest = await LatestAsync(editionId, kind, cancellation);
        var former = Read(latest, empty);
        var document = change(former);
        if (ProgrammeJson.Same(former, document))
        {
            return null;
        }

        if (objections(document) is { Count: > 0 } wrong)
        {
            throw new InvalidDocumentException(wrong);
        }

        var revision = new DocumentRevision
        {
            EditionId = editionId,
            Kind = kind,
            Number = (latest?.Number ?? 0) + 1,
            Document = ProgrammeJson.Write(document),
            Summary = ClippedText.Of(origin.Summary, DocumentRevision.SummaryMaxLength),
            Author = origin.Author,
            AuthorId = origin.AuthorId,
            CreatedAt = origin.At,
        };
        db.Add(revision);
        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return revision;
    }

    private async Task<JoinedTransaction> BeginAsync(int editionId, CancellationToken cancellation)
    {
        var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        await LockAsync(editionId, cancellation);
        return whole;
    }
}
