using Microsoft.EntityFrameworkCore;

namespace Workshop.Data.Content;

/// <summary>The order of an edition's pages, in the navigation and in every list.</summary>
public static class PageOrder
{
    /// <summary>Moves a page to another place, and numbers all pages of the edition anew. Inside the caller's transaction.</summary>
    /// <param name="shown">The pages' ids in the order that whoever moves has seen.</param>
    /// <param name="place">Counts from 0; beyond the ends means the end.</param>
    /// <returns>False, and nothing done, where the order is another by now.</returns>
    public static async Task<bool> MoveAsync(
        WorkshopDbContext db, int editionId, IReadOnlyCollection<int> shown, int pageId, int place, CancellationToken cancellation)
    {
        // By number, as everybody who locks several.
        var locked = await db.Pages
            .FromSql($"SELECT *, xmin FROM content_pages WHERE edition_id = {editionId} AND trashed_at IS NULL ORDER BY id FOR UPDATE")
            .ToListAsync(cancellation);
        var pages = locked.OrderBy(page => page.Position).ThenBy(page => page.Id).ToList();
        if (!pages.Select(page => page.Id).SequenceEqual(shown) || pages.Find(page => page.Id == pageId) is not { } moved)
        {
            return false;
        }

        pages.Remove(moved);
        pages.Insert(Math.Clamp(place, 0, pages.Count), moved);
        for (var position = 0; position < pages.Count; position++)
        {
            pages[position].Position = position + 1;
        }

        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
