using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>Every page that organizers write, at whatever address they gave it.</summary>
public sealed class ContentModel : PageModel, IContentPage
{
    public PublishedSite Site => HttpContext.PublishedSite();

    public PublishedEdition Edition { get; private set; } = null!;

    public PublishedPage Published { get; private set; } = null!;

    public string? CanonicalUrl => Published.Url;

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
