using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Who has a page open in an editor. Advice only: nobody is kept from writing, and every save is merged or kept.</summary>
public sealed class EditorPresence(WorkshopDbContext db, TimeProvider clock)
{
    // An open editor says so every 20 seconds.
    private static readonly Duration SeenFor = Duration.FromSeconds(45);

    /// <returns>The names of the others.</returns>
    public async Task<IReadOnlyList<string>> SeeAsync(int pageId, Guid editorId, int organizerId, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO open_editors (page_id, editor_id, organizer_id, seen_at) VALUES ({pageId}, {editorId}, {organizerId}, {now})
            ON CONFLICT (page_id, editor_id) DO UPDATE SET seen_at = excluded.seen_at
            """,
            cancellation);
        var since = now - SeenFor;
        await db.OpenEditors.Where(editor => editor.SeenAt < since).ExecuteDeleteAsync(cancellation);
        return await OthersAsync(pageId, organizerId, cancellation);
    }

    /// <returns>The names of all but the one.</returns>
    public async Task<IReadOnlyList<string>> OthersAsync(int pageId, int organizerId, CancellationToken cancellation)
    {
        var since = clock.GetCurrentInstant() - SeenFor;
        return await db.OpenEditors
            .Where(editor => editor.PageId == pageId && editor.OrganizerId != organizerId && editor.SeenAt >= since)
            .Join(db.Organizers, editor => editor.OrganizerId, organizer => organizer.Id, (_, organizer) => organizer.Name)
            .Distinct().OrderBy(name => name)
            .ToListAsync(cancellation);
    }
}
