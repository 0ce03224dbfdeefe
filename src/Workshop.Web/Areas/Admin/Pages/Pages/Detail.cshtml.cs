using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>A page's facts, its text as it was last saved, and who saved it when.</summary>
public sealed class PageDetailModel(WorkshopDbContext db) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Only revisions before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public ContentPage Stored { get; private set; } = null!;

    public PageLine Line { get; private set; } = null!;

    public EditionChoice Choice { get; private set; } = null!;

    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (await db.Pages.AsNoTracking().Include(page => page.LatestRevision).SingleOrDefaultAsync(page => page.Id == id && page.TrashedAt == null, cancellation) is not { LatestRevision: not null } page)
        {
            return NotFound();
        }

        Stored = page;
        Line = await PageLine.Of(db.Pages.Where(same => same.Id == id)).SingleAsync(cancellation);
        var slug = await db.Editions.Where(edition => edition.Id == page.EditionId).Select(edition => edition.Slug).SingleAsync(cancellation);
        Choice = (await EditionChoice.FindAsync(db, slug, cancellation))!;
        var revisions = await db.Revisions
            .Where(revision => revision.PageId == id && (Before == null || revision.Number < Before))
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new Revision(revision.Id, revision.Number, revision.Author, revision.Note, revision.CreatedAt))
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        HasOlder = revisions.Count > PageSize;
        Revisions = [.. revisions.Take(PageSize)];
        return Page();
    }

    public string? RoleOf(Revision revision) =>
        revision.Id == Stored.PublishedRevisionId ? "Live"
        : revision.Id == Stored.ScheduledRevisionId ? "Scheduled"
        : revision.Id == Stored.LatestRevisionId ? "Latest"
        : null;

    public sealed record Revision(int Id, int Number, string Author, string? Note, Instant At);
}
