using System.Text;
using System.Xml.Linq;
using NodaTime;
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
            Results.Text(
                $"User-agent: *\nDisallow: /admin/\nDisallow: /account/\nSitemap: "
                + $"{urls.Absolute(context.PublishedSite(), "/sitemap.xml")}\n"));
    }

    private static string Write(PublishedSite site, SiteUrls urls)
    {
        var document = new XElement(
            Schema + "urlset",
            site.Editions.SelectMany(AddressesOf).Select(address => new XElement(
                Schema + "url",
                new XElement(Schema + "loc", urls.Absolute(site, address.Url)),
                address.ChangedAt is { } changedAt ? new XElement(Schema + "lastmod", InstantPattern.General.Format(changedAt)) : null)));
        return new XDeclaration("1.0", "utf-8", null) + "\n" + document.ToString(SaveOptions.DisableFormatting);
    }

    private static IEnumerable<(string Url, Instant? ChangedAt)> AddressesOf(PublishedEdition edition)
    {
        var pages = edition.Pages
            .Where(page => page.Key.Length > 0)
            .Append(edition.Schedule)
            .Prepend(edition.Home)
            .Distinct()
            .Select(page => (page.Url, page.RevisionId == 0 ? (Instant?)null : page.PublishedAt));
        if (edition.Documents.Release is not { } release)
        {
            return pages;
        }

        var programme = edition.Programme;
        var releasedAt = edition.Documents.Releases[0].At;
        return pages
            .Concat(programme.Sessions
                .Concat(programme.Unplaced)
                .Select(session => (
                    edition.UrlOf(session),
                    (Instant?)(release.Stamps.GetValueOrDefault(session.Slug)?.ChangedAt ?? releasedAt))))
            .Concat(programme.Document.People.Select(person => (edition.UrlOf(person), (Instant?)releasedAt)));
    }
}
