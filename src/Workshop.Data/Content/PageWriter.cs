using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Editions;

namespace Workshop.Data.Content;

/// <summary>
/// The rules by which pages change: text is only ever added as a revision, publishing moves a pointer, a former address
/// keeps leading to its page, and what is not published changes nothing for the public. Each method is done whole or not
/// at all; callers that need several at once open a transaction round them.
/// </summary>
/// <remarks>A clash of addresses surfaces as a unique violation named <see cref="ContentPage.PermalinkIndex"/>.</remarks>
public sealed class PageWriter(WorkshopDbContext db)
{
    public Task<ContentPage> CreateAsync(
        Edition edition, Permalink permalink, PageContent content, string author, Instant now, CancellationToken cancellation) =>
        CreateAsync(edition, permalink, content, new RevisionOrigin(author), now, cancellation);

    public async Task<ContentPage> CreateAsync(
        Edition edition, Permalink permalink, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        var page = new ContentPage { EditionId = edition.Id, CreatedAt = now, Position = await NextPositionAsync(edition, cancellation) };
        page.MoveTo(permalink);
        db.Add(page);
        await db.SaveChangesAsync(cancellation);
        await AddAsync(page, content, origin, now, cancellation);
        await whole.CommitAsync(cancellation);
        return page;
    }

    /// <returns>The new revision, or the latest one where nothing has changed.</returns>
    public Task<PageRevision> SaveAsync(
        ContentPage page, PageContent content, string author, string? note, Instant now, CancellationToken cancellation) =>
        SaveAsync(page, content, new RevisionOrigin(author) { Note = note }, now, cancellation);

    /// <inheritdoc cref="SaveAsync(ContentPage, PageContent, string, string?, Instant, CancellationToken)"/>
    public async Task<PageRevision> SaveAsync(
        ContentPage page, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation)
    {
        if (page is { LatestRevisionId: not null, LatestRevision: null })
        {
            throw new ArgumentException("The page was loaded without its latest revision.", nameof(page));
        }

        if (page.LatestRevision is { } latest && latest.Content == content)
        {
            return latest;
        }

        return await AddAsync(page, content, origin, now, cancellation);
    }

    internal async Task<PageRevision> AddAsync(
        ContentPage page, PageContent content, RevisionOrigin origin, Instant now, CancellationToken cancellation, bool isSetAside = false)
    {
        // What was set aside has a number as well.
        var last = await db.Revisions.Where(other => other.PageId == page.Id).MaxAsync(other => (int?)other.Number, cancellation);
        var revision = new PageRevision
        {
            PageId = page.Id,
            Number = (last ?? 0) + 1,
            Title = content.Title,
            NavigationLabel = content.NavigationLabel,
            Description = content.Description,
            Layout = content.Layout,
            Markdown = content.Markdown,
            Author = origin.Author,
            AuthorId = origin.AuthorId,
            Note = origin.Note,
            IsAutosave = origin.IsAutosave,
            EditorId = origin.EditorId,
            SaveNumber = origin.SaveNumber,
            BasedOn = origin.BasedOn,
            IsSetAside = isSetAside,
            CreatedAt = now,
        };
        db.Add(revision);
        if (!isSetAside)
        {
            page.LatestRevision = revision;
        }

        await db.SaveChangesAsync(cancellation);
        return revision;
    }

    /// <summary>Makes the revision the one that the public sees. An earlier revision is as good as the latest.</summary>
    public async Task PublishAsync(ContentPage page, PageRevision revision, Instant now, CancellationToken cancellation)
    {
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        Unschedule(page);
        if (page.PublishedRevisionId != revision.Id)
        {
            await RemoveRedirectAsync(page, cancellation);
            page.PublishedRevision = revision;
            page.PublishedAt = now;
        }

        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
    }

    /// <summary>
    /// Has the revision published at a later time, by whichever replica gets there first (<see cref="ScheduledPublishing"/>).
    /// Takes the place of an earlier schedule; publishing by hand before that time ends it.
    /// </summary>
    public async Task ScheduleAsync(ContentPage page, PageRevision revision, Instant publishAt, CancellationToken cancellation)
    {
        page.ScheduledRevision = revision;
        page.PublishAt = publishAt;
        await db.SaveChangesAsync(cancellation);
    }

    public async Task UnscheduleAsync(ContentPage page, CancellationToken cancellation)
    {
        Unschedule(page);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Takes the page from the public, and with it what was scheduled. Its text stays as a draft.</summary>
    public async Task UnpublishAsync(ContentPage page, CancellationToken cancellation)
    {
        Unschedule(page);
        // Through the tracker, as when unscheduling. PublishedAt stays: it has been public, so its address is known.
        db.Entry(page).Property(p => p.PublishedRevisionId).CurrentValue = null;
        page.PublishedRevision = null;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Takes the page from the public and out of every list, until it is taken back.</summary>
    public async Task TrashAsync(ContentPage page, Instant now, CancellationToken cancellation)
    {
        page.TrashedAt = now;
        await UnpublishAsync(page, cancellation);
    }

    /// <summary>Takes the page back as a draft, at its former address: a clash surfaces as any other.</summary>
    public async Task RestoreAsync(ContentPage page, CancellationToken cancellation)
    {
        page.TrashedAt = null;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Deletes a page that is in the trash, with all its revisions: the database lets those go with their page.</summary>
    /// <returns>False, and nothing done, where it is not in the trash.</returns>
    public async Task<bool> DeleteAsync(int pageId, CancellationToken cancellation) =>
        await db.Pages.Where(page => page.Id == pageId && page.TrashedAt != null).ExecuteDeleteAsync(cancellation) == 1;

    /// <summary>Moves the page to another address. If it ever was public, the former one redirects from then on.</summary>
    public async Task RenameAsync(ContentPage page, Permalink permalink, CancellationToken cancellation)
    {
        await using var whole = await JoinedTransaction.BeginAsync(db, cancellation);
        var former = Permalink.Parse(page.Permalink);
        page.MoveTo(permalink);
        if (page.PublishedRevisionId is not null)
        {
            await RemoveRedirectAsync(page, cancellation);
        }

        // A page that is back from the trash as a draft may find another's redirect there, which stays.
        if (page.PublishedAt is not null && former.Key != permalink.Key
            && !await db.Redirects.AnyAsync(other => other.EditionId == page.EditionId && other.PathKey == former.Key, cancellation))
        {
            db.Add(RedirectTo(page, former));
        }

        await db.SaveChangesAsync(cancellation);
        await whole.CommitAsync(cancellation);
    }

    /// <returns>False, and nothing done, where a page or another redirect already has that address.</returns>
    public async Task<bool> AddRedirectAsync(ContentPage page, Permalink from, CancellationToken cancellation)
    {
        var isTaken = await db.Pages.AnyAsync(
            other => other.EditionId == page.EditionId && other.PermalinkKey == from.Key && other.TrashedAt == null, cancellation)
            || await db.Redirects.AnyAsync(other => other.EditionId == page.EditionId && other.PathKey == from.Key, cancellation);
        if (isTaken)
        {
            return false;
        }

        db.Add(RedirectTo(page, from));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private void Unschedule(ContentPage page)
    {
        // Through the tracker: setting a navigation that was not loaded to null changes nothing.
        db.Entry(page).Property(p => p.ScheduledRevisionId).CurrentValue = null;
        page.ScheduledRevision = null;
        page.PublishAt = null;
    }

    private static Redirect RedirectTo(ContentPage page, Permalink from) =>
        new() { EditionId = page.EditionId, Path = from.Value, PathKey = from.Key, PageId = page.Id };

    private async Task<int> NextPositionAsync(Edition edition, CancellationToken cancellation) =>
        1 + (await db.Pages.Where(page => page.EditionId == edition.Id).MaxAsync(page => (int?)page.Position, cancellation) ?? 0);

    // A published page wins against a redirect that was at its address.
    private async Task RemoveRedirectAsync(ContentPage page, CancellationToken cancellation) =>
        await db.Redirects
            .Where(redirect => redirect.EditionId == page.EditionId && redirect.PathKey == page.PermalinkKey)
            .ExecuteDeleteAsync(cancellation);
}
