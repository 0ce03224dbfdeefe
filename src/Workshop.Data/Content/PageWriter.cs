using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Editions;

namespace Workshop.Data.Content;

/// <summary>
/// The rules by which pages change: text is only ever added as a revision, publishing moves a pointer,
/// a former address keeps leading to its page. Callers that need several of these at once open a transaction round them.
/// </summary>
/// <remarks>A clash of addresses surfaces as a unique violation named <see cref="ContentPage.PermalinkIndex"/>.</remarks>
public sealed class PageWriter(WorkshopDbContext db)
{
    public async Task<ContentPage> CreateAsync(
        Edition edition, Permalink permalink, PageContent content, string author, Instant now, CancellationToken cancellation)
    {
        var page = new ContentPage { EditionId = edition.Id, CreatedAt = now, Position = await NextPositionAsync(edition, cancellation) };
        page.MoveTo(permalink);
        await RemoveRedirectAsync(edition.Id, permalink, cancellation);
        db.Add(page);
        await db.SaveChangesAsync(cancellation);
        await SaveAsync(page, content, author, note: null, now, cancellation);
        return page;
    }

    /// <returns>The new revision, or the latest one where nothing has changed.</returns>
    public async Task<PageRevision> SaveAsync(
        ContentPage page, PageContent content, string author, string? note, Instant now, CancellationToken cancellation)
    {
        if (page.LatestRevision is { } latest && latest.Content == content)
        {
            return latest;
        }

        var revision = new PageRevision
        {
            PageId = page.Id,
            Number = (page.LatestRevision?.Number ?? 0) + 1,
            Title = content.Title,
            NavigationLabel = content.NavigationLabel,
            Description = content.Description,
            Layout = content.Layout,
            Markdown = content.Markdown,
            Author = author,
            Note = note,
            CreatedAt = now,
        };
        db.Add(revision);
        page.LatestRevision = revision;
        await db.SaveChangesAsync(cancellation);
        return revision;
    }

    /// <summary>Makes the revision the one that the public sees. An earlier revision is as good as the latest.</summary>
    public async Task PublishAsync(ContentPage page, PageRevision revision, Instant now, CancellationToken cancellation)
    {
        if (page.PublishedRevisionId == revision.Id)
        {
            return;
        }

        page.PublishedRevision = revision;
        page.PublishedAt = now;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Moves the page to another address; the former one redirects from then on.</summary>
    public async Task RenameAsync(ContentPage page, Permalink permalink, CancellationToken cancellation)
    {
        var former = Permalink.Parse(page.Permalink);
        await RemoveRedirectAsync(page.EditionId, permalink, cancellation);
        page.MoveTo(permalink);
        if (former.Key != permalink.Key)
        {
            db.Add(RedirectTo(page, former));
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>False, and nothing done, where a page or another redirect already has that address.</returns>
    public async Task<bool> AddRedirectAsync(ContentPage page, Permalink from, CancellationToken cancellation)
    {
        var isTaken = await db.Pages.AnyAsync(other => other.EditionId == page.EditionId && other.PermalinkKey == from.Key, cancellation)
            || await db.Redirects.AnyAsync(other => other.EditionId == page.EditionId && other.PathKey == from.Key, cancellation);
        if (isTaken)
        {
            return false;
        }

        db.Add(RedirectTo(page, from));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static Redirect RedirectTo(ContentPage page, Permalink from) =>
        new() { EditionId = page.EditionId, Path = from.Value, PathKey = from.Key, PageId = page.Id };

    private async Task<int> NextPositionAsync(Edition edition, CancellationToken cancellation) =>
        1 + (await db.Pages.Where(page => page.EditionId == edition.Id).MaxAsync(page => (int?)page.Position, cancellation) ?? 0);

    // A page that takes an address over wins against a redirect that was there.
    private async Task RemoveRedirectAsync(int editionId, Permalink permalink, CancellationToken cancellation) =>
        await db.Redirects.Where(redirect => redirect.EditionId == editionId && redirect.PathKey == permalink.Key).ExecuteDeleteAsync(cancellation);
}
