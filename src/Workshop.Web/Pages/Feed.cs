using System.Net;
using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;
using Workshop.Web.Text;

namespace Workshop.Web.Pages;

internal static partial class Feed
{
    public const string MediaType = "application/atom+xml";

    private const int MostEntries = 50;

    /// <summary>
    /// <c>/feed.xml</c>: the current edition's pages, news and releases of its programme, the latest first (Atom, RFC 4287).
    /// </summary>
    public static void MapFeed(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapReadOnly("/feed.xml", (HttpContext context, SiteUrls urls) =>
        {
            context.Response.Headers.CacheControl = PublicPages.Revalidate;
            return Results.Bytes(Write(context.PublishedSite(), urls), $"{MediaType}; charset=utf-8");
        }).AddEndpointFilter<NeedsSite>();

    private static byte[] Write(PublishedSite site, SiteUrls urls)
    {
        var edition = site.Current;
        var items = edition is null ? [] : EntriesOf(site, edition, urls)
            .OrderByDescending(entry => entry.At)
            .Take(MostEntries)
            .Select(entry => entry.Make())
            .ToList();
        var self = new Uri(urls.Absolute(site, "/feed.xml"));
        var feed = new SyndicationFeed(items)
        {
            // The oldest edition's, since next year another one is current.
            Id = site.Editions.MinBy(edition => edition.Id) is { } oldest ? IdOf(oldest, "feed") : self.AbsoluteUri,
            Title = Text(edition?.Name ?? "Workshop"),
            Description = edition?.Tagline is { } tagline ? Text(tagline) : null,
            Language = "en",
            // An element that a feed must have; an empty one changes with its first entry.
            LastUpdatedTime = items is [var newest, ..] ? newest.LastUpdatedTime : DateTimeOffset.UnixEpoch,
        };
        feed.Authors.Add(new SyndicationPerson { Name = feed.Title.Text, Email = edition?.ContactEmail });
        feed.Links.Add(SyndicationLink.CreateSelfLink(self, MediaType));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(urls.Absolute(site, "/")), "text/html"));

        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(
            bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            new Atom10FeedFormatter(feed).WriteTo(xml);
        }

        return bytes.ToArray();
    }

    // Made only where they are among the latest: a page may have yet to be rendered.
    private static IEnumerable<Entry> EntriesOf(PublishedSite site, PublishedEdition edition, SiteUrls urls)
    {
        // Where news is drawn.
        var overview = edition.Home.Layout == PageLayout.Overview
            ? edition.Home
            : edition.Pages.FirstOrDefault(page => page.Layout == PageLayout.Overview);
        return edition.Pages.OrderByDescending(
            page => page.Id).Select(page => new Entry(page.PublishedAt, () => ItemOf(edition, page, At(page.Url))))
            .Concat(edition.Notices.News
                .Where(news => news.IsPublic)
                .Select(news => new Entry(
                    news.At, () => ItemOf(edition, news, At(overview is null ? edition.HomeUrl : $"{overview.Url}#news-{news.Slug}")))))
            .Concat(edition.Documents.Releases.Select(
                release => new Entry(release.At, () => ItemOf(edition, release, At(edition.Schedule.Url)))));

        Uri At(string url) => new(urls.Absolute(site, url));
    }

    private static SyndicationItem ItemOf(PublishedEdition edition, NewsItem news, Uri address)
    {
        var rendered = edition.Rendered(news.Text);
        var item = ItemOf(IdOf(edition, $"news/{news.Slug}"), news.Title, news.At, address);
        item.Summary = Text(PublishedPage.FirstWords(rendered.PlainText));
        item.Content = SyndicationContent.CreateHtmlContent(ValidXml.Of(WithAbsoluteLinks(rendered.Html, address)));
        return item;
    }

    private static SyndicationItem ItemOf(PublishedEdition edition, PublishedRelease release, Uri address)
    {
        var item = ItemOf(IdOf(edition, $"programme/{release.Version}"), $"Programme, version {release.Version}", release.At, address);
        item.Content = Text(release.Note ?? "The programme has changed.");
        return item;
    }

    private static SyndicationItem ItemOf(string id, string title, Instant at, Uri address)
    {
        var item = new SyndicationItem
        {
            Id = id,
            Title = Text(
            title),
            PublishDate = at.ToDateTimeOffset(),
            LastUpdatedTime = at.ToDateTimeOffset(),
        };
        item.Links.Add(SyndicationLink.CreateAlternateLink(address, "text/html"));
        return item;
    }

    private static SyndicationItem ItemOf(PublishedEdition edition, PublishedPage page, Uri address)
    {
        var item = ItemOf(IdOf(edition, $"page/{page.Id}"), page.Title, page.PublishedAt, address);
        item.Summary = Text(page.Description);
        item.Content = SyndicationContent.CreateHtmlContent(ValidXml.Of(WithAbsoluteLinks(page.Body.Html, address)));
        item.PublishDate = page.CreatedAt.ToDateTimeOffset();
        return item;
    }

    /// <summary>
    /// A UUID of version 8 (RFC 9562), made of nothing that anybody edits: a reader must not be shown again what has only got
    /// another title, date or host.
    /// </summary>
    private static string IdOf(PublishedEdition edition, string of)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{edition.Uid}/{of}")).AsSpan(..16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    // The renderer writes quotation marks in texts as &quot;, so this can only be an attribute.
    private static string WithAbsoluteLinks(string html, Uri address) =>
        Link().Replace(Sizes().Replace(html, ""), link => Uri.TryCreate(address, WebUtility.HtmlDecode(link.Value), out var absolute)
            ? WebUtility.HtmlEncode(absolute.AbsoluteUri)
            : link.Value);

    private static TextSyndicationContent Text(string text) => new(ValidXml.Of(text));

    // Feed readers take the picture itself.
    [GeneratedRegex(" (?:srcset|sizes)=\"[^\"]*\"")]
    private static partial Regex Sizes();

    [GeneratedRegex("(?<= (?:href|src)=\")[^\"]*")]
    private static partial Regex Link();

    private sealed record Entry(Instant At, Func<SyndicationItem> Make);
}
