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
    /// <param name="Latest">
    /// The page's latest revision now; it has this text in it. Where what was written later had come first, the one that has this text:
    /// what is asked for beyond keeping it is meant for that.
    /// </param>
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

    /// <summary>The page is in the trash, or not there at all.</summary>
    /// <param name="Kept">The text, beside the page's own line of revisions; null where there is no page to keep it with.</param>
    public sealed record Gone(PageRevision? Kept) : DraftOutcome;
}

/// <summary>
/// Saves what organizers write, any number of them at once. Every save names the revision that it was written from; the row
/// of the page is locked meanwhile, so that of two saves at once the second sees the first.
/// </summary>
public sealed class DraftWriter(WorkshopDbContext db, PageWriter writer)
{
    /// <summary>In the caller's transaction.</summary>
    /// <param name="origin">With the number of the revision that the text was written from.</param>
    public async Task<DraftOutcome> SaveAsync(
        int pageId, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The lock on the page would be gone at once without a transaction.");
        }

        return await LockAsync(db, pageId, cancellation) is { LatestRevision: { } latest } page
            ? await SaveAsync(page, latest, content, origin, now, cancellation)
            : new DraftOutcome.Gone(await KeepAsync(pageId, content, origin, now, cancellation));
    }

    /// <summary>
    /// Keeps a text beside the page's own line of revisions, whatever became of the page since: nobody's text is changed by it. In the
    /// caller's transaction.
    /// </summary>
    /// <returns>The revision that has the text, also where it had come before; null where there is no such page.</returns>
    public async Task<PageRevision?> KeepAsync(
        int pageId, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        var rows = db.Pages.FromSql($"SELECT *, xmin FROM content_pages WHERE id = {pageId} FOR UPDATE");
        return await WithLatestAsync(db, rows, cancellation) is { } page ? await KeepAsync(page, content, origin, now, cancellation) : null;
    }

    private async Task<PageRevision> KeepAsync(
        ContentPage page, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        var known = await db.Revisions
            .Where(revision => revision.PageId == page.Id && revision.Number >= origin.BasedOn && revision.AuthorId == origin.AuthorId)
            .Where(revision => revision.Markdown == content.Markdown && revision.Title == content.Title)
            .OrderBy(revision => revision.Number)
            .ToListAsync(cancellation);
        return known.Find(revision => revision.Content == content)
            ?? await SetAsideAsync(page, content, await KnownAsync(page, origin, cancellation), now, cancellation);
    }

    /// <summary>The page as it is now, to the end of the transaction. Null where it is not there, or in the trash.</summary>
    public static Task<ContentPage?> LockAsync(WorkshopDbContext db, int pageId, CancellationToken cancellation) =>
        WithLatestAsync(
            db, db.Pages.FromSql($"SELECT *, xmin FROM content_pages WHERE id = {pageId} AND trashed_at IS NULL FOR UPDATE"), cancellation);

    private static async Task<ContentPage?> WithLatestAsync(
        WorkshopDbContext db, IQueryable<ContentPage> rows, CancellationToken cancellation)
    {
        var page = await rows.SingleOrDefaultAsync(cancellation);
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

        if (IsOvertaken(latest, origin))
        {
            return new DraftOutcome.Saved(page, await KeepAsync(page, content, origin, now, cancellation), Mine: null) { IsNew = false };
        }

        var ancestor = await AncestorAsync(page, origin, cancellation);
        if (ancestor?.Number == latest.Number || latest.Content == content)
        {
            return new DraftOutcome.Saved(page, await writer.AddAsync(page, content, origin, now, cancellation), Mine: null);
        }

        if (ancestor?.Content == content)
        {
            // Nothing was written, so there is nothing to merge: the editor only has to hear of the others' changes.
            return new DraftOutcome.Saved(page, latest, Mine: ancestor) { IsNew = false };
        }

        var mine = await SetAsideAsync(page, content, await KnownAsync(page, origin, cancellation), now, cancellation);
        if (ancestor is null || PageContent.Merge(ancestor.Content, content, latest.Content) is not { } merged)
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

    // Sent before what came first, as when a browser says goodbye while an earlier save is still under way.
    private static bool IsOvertaken(PageRevision latest, RevisionOrigin origin) =>
        origin.EditorId is not null && latest.EditorId == origin.EditorId && origin.SaveNumber < latest.SaveNumber;

    // What the text was written from: the revision that the editor names, or its own last one, where the answer to that was lost and
    // the editor is further than it knows. Null where there is no such revision, as after a backup was restored.
    private Task<PageRevision?> AncestorAsync(ContentPage page, RevisionOrigin origin, CancellationToken cancellation) =>
        db.Revisions
            .Where(revision => revision.PageId == page.Id
                && (revision.Number == origin.BasedOn
                    || (revision.Number > origin.BasedOn
                        && !revision.IsSetAside
                        && origin.EditorId != null
                        && revision.EditorId == origin.EditorId)))
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);

    // Whoever compares the text later needs a revision to compare it with.
    private async Task<RevisionOrigin> KnownAsync(ContentPage page, RevisionOrigin origin, CancellationToken cancellation) =>
        await db.Revisions.AnyAsync(revision => revision.PageId == page.Id && revision.Number == origin.BasedOn, cancellation)
            ? origin
            : origin with { BasedOn = page.LatestRevision!.Number };

    private async Task<PageRevision> SetAsideAsync(
        ContentPage page, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        // The same text sent again, as after going back in the browser, is kept once.
        var last = await db.Revisions
            .Where(revision => revision.PageId == page.Id
                && revision.IsSetAside
                && revision.AuthorId == origin.AuthorId
                && revision.BasedOn == origin.BasedOn)
            .OrderByDescending(revision => revision.Number)
            .FirstOrDefaultAsync(cancellation);
        return last?.Content == content ? last : await writer.AddAsync(page, content, origin, now, cancellation, isSetAside: true);
    }
}
