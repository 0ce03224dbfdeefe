using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>The sessions of an edition, by day.</summary>
public sealed class ProgrammeModel(WorkshopDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public ImmutableArray<ProgrammeDay> Days { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        Choice = choice;
        var sessions = await db.Sessions.AsNoTracking().Include(session => session.Room).Where(session => session.EditionId == choice.Chosen.Id).ToListAsync(cancellation);
        Days = new PublishedProgramme(choice.Zone, sessions).Days;
        return Page();
    }
}
