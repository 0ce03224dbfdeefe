using System.Collections.Immutable;
using System.Net;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering;

namespace Workshop.Web.Areas.Admin;

/// <summary>What an organizer is told of a text while writing it.</summary>
/// <param name="Words">How many there are in the text as it is read.</param>
/// <param name="Outline">Its headings.</param>
/// <param name="Warnings">What was dropped or looks wrong, and links that lead nowhere; in line order.</param>
public sealed record PageChecks(int Words, ImmutableArray<Heading> Outline, ImmutableArray<RenderWarning> Warnings)
{
    // Any host: only to resolve addresses as a browser does.
    private static readonly Uri Root = new("https://site.invalid");

    public static readonly PageChecks None = new(0, [], []);

    /// <param name="content">Of the page; it need not be saved.</param>
    public static PageChecks Of(PublishedSite published, ContentPage stored, PageContent content, Instant now)
    {
        var site = published.With(stored, content, now);
        var page = site.PageOf(stored.Id)!.Found;
        var body = page.Body;
        var links = body.Links.Select(link => (link.Line, Message: Objection(site, page, link.Url))).Where(found => found.Message is not null);
        return new PageChecks(
            body.PlainText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            body.Outline,
            [.. body.Warnings.Concat(links.Select(found => new RenderWarning(found.Line, found.Message!))).OrderBy(warning => warning.Line).Distinct()]);
    }

    private static string? Objection(PublishedSite site, PublishedPage page, string url)
    {
        if (!Uri.TryCreate(new Uri(Root, page.Url), page.Served(url), out var target) || target.Host != Root.Host || target.Scheme != Root.Scheme)
        {
            return null;
        }

        var path = Uri.UnescapeDataString(target.AbsolutePath);
        var anchor = Uri.UnescapeDataString(target.Fragment.TrimStart('#'));
        return site.Find(path) switch
        {
            SiteAddress.Page found when anchor.Length == 0 || HasAnchor(found.Found, anchor) => null,
            SiteAddress.Page => $"“{url}” leads to the page, but there is no “{anchor}” on it.",
            SiteAddress.Moved moved => $"“{url}” is a former address; the page is at {moved.Url} now.",
            _ => IsOfThePortal(path) ? null : $"“{url}” leads nowhere: no published page is there.",
        };
    }

    private static bool HasAnchor(PublishedPage page, string anchor) =>
        page.Body.Html.Contains($"id=\"{WebUtility.HtmlEncode(anchor)}\"", StringComparison.Ordinal);

    private static bool IsOfThePortal(string path) => !Permalink.TryParse(path, out _, out _);
}
