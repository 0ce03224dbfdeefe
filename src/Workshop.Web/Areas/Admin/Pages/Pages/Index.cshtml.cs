using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>All pages of an edition, in its order.</summary>
public sealed class PagesModel(WorkshopDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public IReadOnlyList<PageLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        Choice = choice;
        Lines = await PageLine.Of(db.Pages.Where(page => page.EditionId == choice.Chosen.Id)).ToListAsync(cancellation);
        return Page();
    }
}
