using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>A page's latest draft, for whoever has a link to it, as the page will look once it is published.</summary>
[EnableRateLimiting(RateLimits.Previews)]
public sealed class PreviewModel(WorkshopDbContext db, TimeProvider clock) : PageModel, IContentPage
{
    /// <summary>The public site, with the draft in it where there is one.</summary>
    public PublishedSite Site { get; private set; } = PublishedSite.NotLoaded;

    /// <summary>Null for a link that does not work, for whatever reason.</summary>
    public SiteAddress.Page? Found { get; private set; }

    public PublishedEdition Edition => Found?.In ?? Site.Current!;

    public PublishedPage Published => Found!.Found;

    public string Title => Found?.Found.Title ?? "This link does not work";

    public string? Description => Found?.Found.Description;

    /// <summary>None, since search engines have no business here.</summary>
    public string? CanonicalUrl => null;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellation)
    {
        Site = HttpContext.PublishedSite();
        if (!Site.IsLoaded)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var hash = SecretLink.HashOf(token);
        var link = await db.PreviewLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellation);
        if (link is null)
        {
            return DoesNotWork(StatusCodes.Status404NotFound);
        }

        var now = clock.GetCurrentInstant();
        var page = await db.Pages
            .AsNoTracking()
            .Include(page => page.LatestRevision)
            .SingleOrDefaultAsync(page => page.Id == link.PageId, cancellation);
        if (!link.IsOpen(now) || page is not { TrashedAt: null, LatestRevision: { } latest })
        {
            return DoesNotWork(StatusCodes.Status410Gone);
        }

        Site = Site.With(page, latest.Content, now);
        Found = Site.PageOf(page.Id);
        return Page();
    }

    private PageResult DoesNotWork(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
