using System.Text;
using System.Xml.Linq;
using NodaTime.Text;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

internal static class Sitemap
{
    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary><c>/sitemap.xml</c> (sitemaps.org, version 0.9) and <c>/robots.txt</c> (RFC 9309).</summary>
    public static void MapSitemap(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapReadOnly("/sitemap.xml", (HttpContext context, SiteUrls urls) =>
        {
            context.Response.Headers.CacheControl = PublicPages.Revalidate;
            return Results.Text(Write(context.PublishedSite(), urls), "application/xml", Encoding.UTF8);
        }).AddEndpointFilter<NeedsSite>();
        endpoints.MapReadOnly("/robots.txt", (HttpContext context, SiteUrls urls) =>
            Results.Text($"User-agent: *\nDisallow: /admin/\nDisallow: /account/\nSitemap: {urls.Absolute(context.PublishedSite(), "/sitemap.xml")}\n"));
    }

    private static string Write(PublishedSite site, SiteUrls urls)
    {
        var pages = site.Editions.SelectMany(edition => edition.Pages.Where(page => page.Key.Length > 0).Prepend(edition.Home));
        var document = new XElement(
            Schema + "urlset",
            pages.Select(page => new XElement(
                Schema + "url",
                new XElement(Schema + "loc", urls.Absolute(site, page.Url)),
                page.RevisionId == 0 ? null : new XElement(Schema + "lastmod", InstantPattern.General.Format(page.PublishedAt)))));
        return new XDeclaration("1.0", "utf-8", null) + "\n" + document.ToString(SaveOptions.DisableFormatting);
    }
}
