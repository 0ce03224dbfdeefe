using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;

namespace Workshop.Web.Areas.Admin.Pages.Settings.Versions;

/// <summary>Who saved an edition's settings, and when.</summary>
public sealed class VersionsModel(WorkshopDbContext db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>Only versions before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Line> Versions { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        Choice = choice;
        var lines = await db.EditionRevisions
            .Where(revision => revision.EditionId == choice.Chosen.Id && (Before == null || revision.Number < Before))
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new Line(revision.Number, revision.Author, revision.CreatedAt))
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        HasOlder = lines.Count > PageSize;
        Versions = [.. lines.Take(PageSize)];
        return Page();
    }

    public sealed record Line(int Number, string Author, Instant At);
}
