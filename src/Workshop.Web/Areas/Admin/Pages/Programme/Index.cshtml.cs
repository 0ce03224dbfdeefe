using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
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
        Days = new PublishedProgramme(await new ProgrammeWriter(db).ProgrammeOfAsync(choice.Chosen.Id, cancellation), choice.Zone).Days;
        return Page();
    }
}
