using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Workshop.Data.Editions;

/// <summary>
/// The rule by which an edition's settings change: whatever stood there stays readable as a revision, in the same
/// transaction. Each method is done whole or not at all; callers that need several at once open a transaction round them.
/// </summary>
public sealed class EditionWriter(WorkshopDbContext db)
{
    /// <summary>Named as the author of what stood there before anybody wrote a revision.</summary>
    public const string KeptBy = "the portal";

    /// <summary>Adds an edition, whose settings are its first revision.</summary>
    public async Task<EditionRevision> CreateAsync(Edition edition, string author, Instant now, CancellationToken cancellation)
    {
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        db.Add(edition);
        await db.SaveChangesAsync(cancellation);
        var revision = Add(edition, number: 1, author, now);
        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return revision;
    }

    /// <returns>The new revision, or null where nothing has changed.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has saved since the edition was loaded; nothing was
    /// changed.</exception>
    public async Task<EditionRevision?> SaveAsync(
        Edition edition, EditionSettings settings, string author, Instant now, CancellationToken cancellation)
    {
        var former = edition.Settings;
        if (former == settings)
        {
            return null;
        }

        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        edition.Settings = settings;
        // Saved before its revision: of two who save at once, the row's version refuses the second, who waits here.
        await db.SaveChangesAsync(cancellation);
        var latest = await LatestAsync(edition.Id, cancellation);
        var number = latest?.Number ?? 0;
        if (latest?.Settings != former)
        {
            // Of before there were revisions, or written past this class.
            db.Add(new EditionRevision { EditionId = edition.Id, Number = ++number, Settings = former, Author = KeptBy, CreatedAt = now });
        }

        var revision = Add(edition, number + 1, author, now);
        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
        return revision;
    }

    public Task<EditionRevision?> LatestAsync(int editionId, CancellationToken cancellation) =>
        db.EditionRevisions.AsNoTracking()
            .Where(revision => revision.EditionId == editionId)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);

    private EditionRevision Add(Edition edition, int number, string author, Instant now)
    {
        var revision =
            new EditionRevision { EditionId = edition.Id, Number = number, Settings = edition.Settings, Author = author, CreatedAt = now };
        db.Add(revision);
        return revision;
    }
}
