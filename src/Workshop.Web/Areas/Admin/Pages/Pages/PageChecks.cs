using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering.Html;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>What an organizer is told of a text while writing it.</summary>
/// <param name="Words">How many there are in the text as it is read.</param>
/// <param name="Outline">Its headings.</param>
/// <param name="Warnings">What was dropped or looks wrong, and links that lead nowhere; in line order.</param>
public sealed record PageChecks(int Words, ImmutableArray<Heading> Outline, ImmutableArray<RenderWarning> Warnings)
{
    public static readonly PageChecks None = new(0, [], []);

    /// <param name="content">Of the page; it need not be saved.</param>
    public static PageChecks Of(PublishedSite published, ContentPage stored, PageContent content, Instant now)
    {
        var site = published.With(stored, content, now);
        var page = site.PageOf(stored.Id)!;
        var body = page.Found.Body;
        var links = LinkCheck.Of(site, page, site.Current?.PublicUrl);
        return new PageChecks(
            body.PlainText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            body.Outline,
            [.. body.Warnings.Concat(links).OrderBy(warning => warning.Line).Distinct()]);
    }
}
