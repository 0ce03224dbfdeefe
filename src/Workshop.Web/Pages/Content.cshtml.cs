using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Workshop.Data.Content;
using Workshop.Web.Hosting;
using Workshop.Web.Pages.Exports;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>
/// Whatever the snapshot has an address for: pages that organizers write, at the one they gave them, and the parts of the
/// programme.
/// </summary>
public sealed class ContentModel(SiteUrls urls) : PageModel, IContentPage
{
    public PublishedSite Site => HttpContext.PublishedSite();

    public PublishedEdition Edition { get; private set; } = null!;

    public PublishedPage Published { get; private set; } = null!;

    public string? CanonicalUrl => Published.Url;

    public IActionResult OnGet()
    {
        Response.Headers.CacheControl = PublicPages.Revalidate;
        switch (Site.Find(Request.Path.Value ?? "/"))
        {
            case SiteAddress.Page found:
                (Edition, Published) = (found.In, found.Found);
                if (BringsScript(Published, Edition))
                {
                    SecurityHeaders.AllowOwnScripts(HttpContext);
                }

                return Page();
            case SiteAddress.Session session:
                SecurityHeaders.AllowOwnScripts(HttpContext);
                return Partial(
                    "_Session",
                    new SessionPage(Site, session.In, session.Found, ZoneChoice.Of(Request.Query["tz"], session.In.Programme.Zone)));
            case SiteAddress.Person person:
                SecurityHeaders.AllowOwnScripts(HttpContext);
                return Partial(
                    "_Person", new PersonPage(Site, person.In, person.Found, ZoneChoice.Of(Request.Query["tz"], person.In.Programme.Zone)));
            case SiteAddress.Calendar calendar:
                return File(
                    ProgrammeCalendar.Write(Site, calendar.In, calendar.Part, urls), $"{ProgrammeCalendar.MediaType}; charset=utf-8");
            case SiteAddress.Exchange exchange:
                var format = ExchangeFormats.Of(exchange.File);
                return File(format.Write(new Fahrplan(Site, exchange.In, urls)), format.ContentType);
            case SiteAddress.Moved moved:
                // Permanent, but asked again after a while: a page that moves back must not meet its own old redirect.
                Response.Headers.CacheControl = "public, max-age=600";
                return RedirectPermanent(moved.Url + Request.QueryString);
            default:
                Response.Headers.Remove(HeaderNames.CacheControl);
                return Site.IsLoaded ? NotFound() : StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static bool BringsScript(PublishedPage page, PublishedEdition edition) => page.Layout switch
    {
        PageLayout.Schedule => true,
        PageLayout.Overview => !edition.Notices.Deadlines.IsEmpty,
        PageLayout.Topic => edition.Programme.SessionsAbout(page.TopicSlug).Any(),
        _ => false,
    };
}
