using System.Net;
using Workshop.Data.Content;
using Workshop.Data.Media;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The links of a text that do not lead where they seem to.</summary>
internal static class LinkCheck
{
    /// <param name="page">Of the site.</param>
    /// <param name="siteUrl">See <see cref="LinkSource"/>.</param>
    public static IEnumerable<RenderWarning> Of(PublishedSite site, SiteAddress.Page page, string? siteUrl)
    {
        var start = new LinkSource(page.Found.Permalink, page.In.Prefix, siteUrl);
        foreach (var link in page.Found.Body.Links)
        {
            if (LinkTarget.Resolve(link.Url, start) is { } end && Objection(site, link.Url, end) is { } objection)
            {
                yield return new RenderWarning(link.Line, objection);
            }
        }
    }

    private static string? Objection(PublishedSite site, string url, Uri end)
    {
        var path = Uri.UnescapeDataString(end.AbsolutePath);
        if (MediaAddress.HashIn(path) is { } hash)
        {
            return site.Media.Find(hash) is null ? $"“{url}” leads nowhere: the media library has no such file." : null;
        }

        var anchor = Uri.UnescapeDataString(end.Fragment.TrimStart('#'));
        return site.Find(path) switch
        {
            SiteAddress.Page found when anchor.Length == 0 || HasAnchor(found.Found, anchor) => null,
            SiteAddress.Page => $"“{url}” leads to the page, but there is no “{anchor}” on it.",
            SiteAddress.Session or SiteAddress.Person or SiteAddress.Calendar or SiteAddress.Exchange => null,
            SiteAddress.Moved moved => $"“{url}” is a former address; the page is at {moved.Url} now.",
            _ => IsOfThePortal(path) ? null : $"“{url}” leads nowhere: no published page is there.",
        };
    }

    private static bool HasAnchor(PublishedPage page, string anchor) =>
        page.Body.Html.Contains($"id=\"{WebUtility.HtmlEncode(anchor)}\"", StringComparison.Ordinal);

    private static bool IsOfThePortal(string path) => !Permalink.TryParse(path, out _, out _);
}
