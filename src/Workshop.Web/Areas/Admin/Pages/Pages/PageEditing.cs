using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>What an organizer asks for in the editor, beyond keeping the text.</summary>
public enum EditorAction
{
    Save,
    Publish,
    Schedule,
    Unschedule,
    Unpublish,

    /// <summary>The draft goes back to what the public sees. What it was stays in the history.</summary>
    Discard,
}

/// <summary>
/// What an organizer does with a page in the editor. Whatever it is, the text that came with it is saved first, and the rest
/// happens in the same transaction, written down in the audit log; but not to a text that somebody else's changes were merged
/// into, which the organizer has not seen yet.
/// </summary>
public sealed class PageEditing(WorkshopDbContext db, PublishedSiteStore store, TimeProvider clock)
{
    private readonly PageWriter _writer = new(db);

    /// <param name="publishAt">For <see cref="EditorAction.Schedule"/>.</param>
    public async Task<DraftOutcome> DoAsync(
        HttpContext context,
        int id,
        PageContent content,
        RevisionOrigin origin,
        EditorAction action,
        Instant? publishAt,
        CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var outcome = await new DraftWriter(db, _writer).SaveAsync(id, content, origin, now, cancellation);
        if (outcome is DraftOutcome.Saved saved)
        {
            var done = !saved.IsMerged && await ActAsync(saved, action, origin, publishAt, now, cancellation) ? action : EditorAction.Save;
            // An autosave is written down by its revision; in the log it would bury everything else.
            if (!origin.IsAutosave && (saved.IsNew || done != EditorAction.Save))
            {
                var edition = await db.Editions.SingleAsync(edition => edition.Id == saved.Page.EditionId, cancellation);
                db.Add(Audit.By(
                    context, now, NameOf(done), EditedPage.SubjectOf(edition, saved.Page), saved.Page.LatestRevision!.Number, origin.Note));
                await db.SaveChangesAsync(cancellation);
            }
        }

        await transaction.CommitAsync(cancellation);
        if (action != EditorAction.Save)
        {
            await store.TryReloadAsync();
        }

        return outcome;
    }

    /// <summary>
    /// Keeps a text beside the page's own line of revisions, also of a page in the trash. Written down by its revision, as an
    /// autosave is.
    /// </summary>
    /// <returns>Null where there is no such page.</returns>
    public async Task<PageRevision?> KeepAsync(int id, PageContent content, RevisionOrigin origin, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var kept = await new DraftWriter(db, _writer).KeepAsync(id, content, origin, clock.GetCurrentInstant(), cancellation);
        await transaction.CommitAsync(cancellation);
        return kept;
    }

    /// <returns>False where there was nothing to do beyond keeping the text.</returns>
    private async Task<bool> ActAsync(
        DraftOutcome.Saved saved,
        EditorAction action,
        RevisionOrigin origin,
        Instant? publishAt,
        Instant now,
        CancellationToken cancellation)
    {
        if (action == EditorAction.Save)
        {
            return false;
        }

        var page = saved.Page;
        await db.Entry(page).Reference(p => p.PublishedRevision).LoadAsync(cancellation);
        switch (action)
        {
            case EditorAction.Publish:
                await _writer.PublishAsync(page, saved.Latest, now, cancellation);
                break;
            case EditorAction.Schedule:
                await _writer.ScheduleAsync(page, saved.Latest, publishAt!.Value, cancellation);
                break;
            case EditorAction.Unschedule:
                await _writer.UnscheduleAsync(page, cancellation);
                break;
            case EditorAction.Unpublish:
                await _writer.UnpublishAsync(page, cancellation);
                break;
            case EditorAction.Discard when page is { PublishedRevision: { } live, IsLatestPublic: false }:
                var back = new RevisionOrigin(
                    origin.Author)
                {
                    AuthorId =
                        origin.AuthorId,
                    BasedOn = saved.Latest.Number,
                    Note = $"back to revision {live.Number}, which is live",
                };
                await _writer.SaveAsync(page, live.Content, back, now, cancellation);
                break;
            case EditorAction.Discard:
                return false;
        }

        return true;
    }

    private static string NameOf(EditorAction action) => action switch
    {
        EditorAction.Publish => AuditAction.PagePublished,
        EditorAction.Schedule => AuditAction.PageScheduled,
        EditorAction.Unschedule => AuditAction.PageUnscheduled,
        EditorAction.Unpublish => AuditAction.PageUnpublished,
        EditorAction.Discard => AuditAction.PageDiscarded,
        _ => AuditAction.PageSaved,
    };
}
