using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>Every page that organizers write, at whatever address they gave it.</summary>
public sealed class ContentModel : PageModel, ISitePage
{
    // A handful of headings is read at a glance; more want a table of contents.
    private const int LongPageHeadings = 3;

    public PublishedSite Site => HttpContext.PublishedSite();

    public PublishedEdition Edition { get; private set; } = null!;

    public PublishedPage Published { get; private set; } = null!;

    PublishedEdition? ISitePage.Edition => Edition;

    public string Title => Published.Title;

    public string? Description => Published.Description;

    public string? CanonicalUrl => Published.Url;

    /// <summary>The headings for a table of contents; empty on a page too short for one.</summary>
    public IReadOnlyList<Rendering.Heading> Outline
    {
        get
        {
            var headings = Published.Body.Outline.Where(heading => heading.Level is 2 or 3).ToList();
            return headings.Count(heading => heading.Level == 2) >= LongPageHeadings ? headings : [];
        }
    }

    public IActionResult OnGet()
    {
        switch (Site.Find(Request.Path.Value ?? "/"))
        {
            case SiteAddress.Page found:
                (Edition, Published) = (found.In, found.Found);
                Response.Headers.CacheControl = PublicPages.Revalidate;
                return Page();
            case SiteAddress.Moved moved:
                // Permanent, but asked again after a while: a page that moves back must not meet its own old redirect.
                Response.Headers.CacheControl = "public, max-age=600";
                return RedirectPermanent(moved.Url + Request.QueryString);
            default:
                return Site.IsLoaded ? NotFound() : StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
