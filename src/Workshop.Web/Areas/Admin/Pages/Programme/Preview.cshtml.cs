using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Pages;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>The schedule as readers would see it if the draft were released now.</summary>
public sealed class ProgrammePreviewModel(WorkshopDbContext db) : PageModel, IContentPage
{
    /// <summary>In the path, so that the filters of the schedule, which set the query, stay within the edition.</summary>
    [FromRoute(Name = "edition")]
    public string? Slug { get; set; }

    public PublishedSite Site { get; private set; } = null!;

    public PublishedEdition Edition { get; private set; } = null!;

    public PublishedPage Published => Edition.Schedule;

    /// <summary>It has no address of its own that a search engine could want.</summary>
    public string? CanonicalUrl => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        var draft = await new ProgrammeWriter(db).ProgrammeOfAsync(choice.Chosen.Id, cancellation);
        Site = HttpContext.PublishedSite().With(choice.Chosen.Id, draft, choice.Zone);
        Edition = Site.Editions.Single(edition => edition.Id == choice.Chosen.Id);
        return Page();
    }
}
