using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>What readers have seen of an edition's programme, and since when.</summary>
public sealed class ReleasesModel(WorkshopDbContext db) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>Only releases before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Line> Releases { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        Choice = choice;
        var lines = await db.ProgrammeReleases
            .Where(release => release.EditionId == choice.Chosen.Id && (Before == null || release.Version < Before))
            .OrderByDescending(release => release.Version)
            .Select(release => new Line(release.Version, release.Author, release.CreatedAt, release.Note))
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        HasOlder = lines.Count > PageSize;
        Releases = [.. lines.Take(PageSize)];
        return Page();
    }

    public sealed record Line(int Version, string Author, Instant At, string? Note);
}
