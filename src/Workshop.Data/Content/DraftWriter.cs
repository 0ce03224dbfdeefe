using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Workshop.Data.Content;

/// <summary>What became of a text that an organizer has sent.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <param name="Page">Locked to the end of the transaction.</param>
    /// <param name="Latest">The page's latest revision now; it has this text in it.</param>
    /// <param name="Mine">
    /// Null, unless somebody else had saved meanwhile and the latest revision has the changes of both: then the text as it was
    /// sent, kept beside. An editor that was typed on in meanwhile goes on from that one.
    /// </param>
    public sealed record Saved(ContentPage Page, PageRevision Latest, PageRevision? Mine) : DraftOutcome
    {
        public bool IsMerged => Mine is not null;

        /// <summary>False where the page had this very text already.</summary>
        public bool IsNew { get; init; } = true;
    }

    /// <summary>Both have changed the same lines. Nothing is lost: the text is kept as a revision beside the page's own line.</summary>
    /// <param name="Mine">The text that was sent.</param>
    /// <param name="Theirs">The page's latest revision, as it was before.</param>
    public sealed record Clashed(PageRevision Mine, PageRevision Theirs) : DraftOutcome;

    /// <summary>The page is not there, or in the trash.</summary>
    public sealed record Gone : DraftOutcome;
}

/// <summary>
/// Saves what organizers write, any number of them at once. Every save names the revision that it was written from; the row
/// of the page is locked meanwhile, so that of two saves at once the second sees the first.
/// </summary>
public sealed class DraftWriter(WorkshopDbContext db, PageWriter writer)
{
    /// <summary>In the caller's transaction.</summary>
    /// <param name="origin">With the number of the revision that the text was written from.</param>
    /// <exception cref="ArgumentException">The page has no revision of that number.</exception>
    public async Task<DraftOutcome> SaveAsync(int pageId, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The lock on the page would be gone at once without a transaction.");
        }

        return await LockAsync(db, pageId, cancellation) is { LatestRevision: { } latest } page
            ? await SaveAsync(page, latest, content, origin, now, cancellation)
            : new DraftOutcome.Gone();
    }

    /// <summary>The page as it is now, to the end of the transaction. Null where it is not there, or in the trash.</summary>
    public static async Task<ContentPage?> LockAsync(WorkshopDbContext db, int pageId, CancellationToken cancellation)
    {
        var page = await db.Pages
            .FromSql($"SELECT *, xmin FROM content_pages WHERE id = {pageId} AND trashed_at IS NULL FOR UPDATE")
            .SingleOrDefaultAsync(cancellation);
        if (page is not null)
        {
            // By a statement of its own, which sees what was committed while the first one waited for the lock.
            await db.Entry(page).Reference(p => p.LatestRevision).LoadAsync(cancellation);
        }

        return page;
    }

    private async Task<DraftOutcome> SaveAsync(
        ContentPage page, PageRevision latest, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        if (latest.Content == content && !SaysMore(latest, origin))
        {
            return new DraftOutcome.Saved(page, latest, Mine: null) { IsNew = false };
        }

        if (origin.BasedOn == latest.Number || latest.Content == content || await IsOwnAsync(page, origin, cancellation))
        {
            return new DraftOutcome.Saved(page, await writer.AddAsync(page, content, origin, now, cancellation), Mine: null);
        }

        var ancestor = await db.Revisions.SingleOrDefaultAsync(revision => revision.PageId == page.Id && revision.Number == origin.BasedOn, cancellation)
            ?? throw new ArgumentException($"The page has no revision {origin.BasedOn}.", nameof(origin));
        var mine = await SetAsideAsync(page, content, origin, now, cancellation);
        if (PageContent.Merge(ancestor.Content, content, latest.Content) is not { } merged)
        {
            return new DraftOutcome.Clashed(mine, latest);
        }

        // Not the editor's own: what it holds is the other, and its next save has to be merged again.
        var both = origin with { EditorId = null, BasedOn = latest.Number };
        return new DraftOutcome.Saved(page, await writer.AddAsync(page, merged, both, now, cancellation), mine);
    }

    // The same words again are a revision of their own where somebody names them, or saves what was only autosaved.
    private static bool SaysMore(PageRevision latest, RevisionOrigin origin) =>
        origin.Note is not null || (latest.IsAutosave && !origin.IsAutosave);

    // A save whose answer was lost: the editor is further than it knows.
    private async Task<bool> IsOwnAsync(ContentPage page, RevisionOrigin origin, CancellationToken cancellation) =>
        origin.EditorId is not null
        && await db.Revisions.AnyAsync(revision => revision.PageId == page.Id && revision.Number == origin.BasedOn, cancellation)
        && !await db.Revisions.AnyAsync(
            revision => revision.PageId == page.Id && revision.Number > origin.BasedOn && !revision.IsSetAside && revision.EditorId != origin.EditorId, cancellation);

    private async Task<PageRevision> SetAsideAsync(ContentPage page, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        // The same text sent again, as after going back in the browser, is kept once.
        var last = await db.Revisions
            .Where(revision => revision.PageId == page.Id && revision.IsSetAside && revision.AuthorId == origin.AuthorId && revision.BasedOn == origin.BasedOn)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);
        return last?.Content == content ? last : await writer.AddAsync(page, content, origin, now, cancellation, isSetAside: true);
    }
}
