using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The page that an admin page is about, and its edition.</summary>
/// <param name="Page">With its latest and its published revision; not tracked.</param>
public sealed record EditedPage(ContentPage Page, EditionChoice Choice)
{
    public string Title => Page.LatestRevision!.Title;

    /// <summary>From the root of the site, as it is spelled.</summary>
    public string Address => Choice.Prefix + Page.Permalink;

    /// <summary>For the audit log.</summary>
    public string Subject => SubjectOf(Choice.Chosen, Page);

    /// <inheritdoc cref="Subject"/>
    /// <param name="edition">The page's.</param>
    public static string SubjectOf(Edition edition, ContentPage page) =>
        $"page {PublishedEdition.PrefixOf(edition.IsCurrent, edition.Slug)}{page.Permalink}";

    /// <returns>Null where there is no such page, or it is in the trash.</returns>
    public static Task<EditedPage?> FindAsync(WorkshopDbContext db, int id, CancellationToken cancellation) =>
        FindAsync(db, id, inTrash: false, cancellation);

    /// <returns>Null where there is no such page, or it is not in the trash.</returns>
    public static Task<EditedPage?> FindInTrashAsync(WorkshopDbContext db, int id, CancellationToken cancellation) =>
        FindAsync(db, id, inTrash: true, cancellation);

    private static async Task<EditedPage?> FindAsync(WorkshopDbContext db, int id, bool inTrash, CancellationToken cancellation)
    {
        var page = await db.Pages.AsNoTracking()
            .Include(page => page.LatestRevision)
            .Include(page => page.PublishedRevision)
            .SingleOrDefaultAsync(page => page.Id == id && (page.TrashedAt != null) == inTrash, cancellation);
        if (page?.LatestRevision is null)
        {
            return null;
        }

        var slug = await db.Editions
            .Where(edition => edition.Id == page.EditionId)
            .Select(edition => edition.Slug)
            .SingleAsync(cancellation);
        return new EditedPage(page, (await EditionChoice.FindAsync(db, slug, cancellation))!);
    }
}
