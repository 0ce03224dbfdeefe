using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>
/// Reads and changes a list of an edition for the organizer who asks, writes that down in the same transaction, and has the public
/// site show what is public at once.
/// </summary>
public sealed class ItemChange(WorkshopDbContext db, PublishedSiteStore store, TimeProvider clock)
{
    private readonly ProgrammeWriter _writer = new(db);

    /// <param name="revision">Null takes the latest; 0 is what was before the first.</param>
    /// <returns>Null where there is no such revision.</returns>
    public async Task<ItemState?> ReadAsync(EditionChoice choice, ItemKind kind, int? revision, CancellationToken cancellation)
    {
        var found = revision == 0 ? null
            : revision is { } number ? await _writer.FindAsync(choice.Chosen.Id, kind.Document, number, cancellation)
            : await _writer.LatestAsync(choice.Chosen.Id, kind.Document, cancellation);
        if (found is null && revision is not (null or 0))
        {
            return null;
        }

        var set = kind.Read(found);
        return new ItemState(found?.Number ?? 0, found, set, set.Context(choice.Zone, clock.GetCurrentInstant()));
    }

    /// <param name="change">Of the latest state; what it leaves as it is, is not written.</param>
    /// <param name="summary">What was done, in words.</param>
    /// <returns>The new revision, or null where nothing has changed.</returns>
    /// <exception cref="InvalidDocumentException">What it made breaks a rule.</exception>
    public async Task<DocumentRevision?> SaveAsync(
        HttpContext context, Edition edition, ItemKind kind, Func<ItemSet, ItemSet> change, string summary, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var origin = new DocumentOrigin(context.User.OrganizerName(), now, summary) { AuthorId = context.User.OrganizerId() };
        var revision = await kind.ChangeAsync(_writer, edition.Id, change, origin, cancellation);
        if (revision is null)
        {
            return null;
        }

        // The revision counts within that document.
        var (action, document) = kind.Document == DocumentKind.Programme
            ? (AuditAction.ProgrammeChanged, "programme")
            : (AuditAction.NoticesChanged, "notices");
        db.Add(Audit.By(context, now, action, $"{document} {edition.Slug}", revision.Number, summary));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (kind.Document == DocumentKind.Notices)
        {
            await store.TryReloadAsync();
        }

        return revision;
    }
}

/// <param name="Number">Of the revision; 0 before the first.</param>
public sealed record ItemState(int Number, DocumentRevision? Revision, ItemSet Set, FieldContext Context);
