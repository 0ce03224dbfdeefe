using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Workshop.Data.Content;

/// <summary>What became of a text that an organizer has sent.</summary>
public abstract record DraftOutcome
{
    private DraftOutcome()
    {
    }

    /// <param name="Latest">The page's latest revision now; it has this text in it.</param>
    /// <param name="IsMerged">Somebody else had saved meanwhile, and the revision has the changes of both.</param>
    public sealed record Saved(PageRevision Latest, bool IsMerged) : DraftOutcome;

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
    /// <param name="origin">With the number of the revision that the text was written from.</param>
    /// <exception cref="ArgumentException">The page has no revision of that number.</exception>
    public async Task<DraftOutcome> SaveAsync(int pageId, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await LockAsync(db, pageId, cancellation) is not { LatestRevision: { } latest } page)
        {
            return new DraftOutcome.Gone();
        }

        var outcome = await SaveAsync(page, latest, content, origin, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome;
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
            return new DraftOutcome.Saved(latest, IsMerged: false);
        }

        if (origin.BasedOn == latest.Number || latest.Content == content || await IsOwnAsync(page, origin, cancellation))
        {
            return new DraftOutcome.Saved(await writer.AddAsync(page, content, origin, now, cancellation), IsMerged: false);
        }

        var ancestor = await db.Revisions.SingleOrDefaultAsync(revision => revision.PageId == page.Id && revision.Number == origin.BasedOn, cancellation)
            ?? throw new ArgumentException($"The page has no revision {origin.BasedOn}.", nameof(origin));
        return PageContent.Merge(ancestor.Content, content, latest.Content) is { } merged
            ? new DraftOutcome.Saved(await writer.AddAsync(page, merged, origin, now, cancellation), IsMerged: true)
            : new DraftOutcome.Clashed(await SetAsideAsync(page, content, origin, now, cancellation), latest);
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
