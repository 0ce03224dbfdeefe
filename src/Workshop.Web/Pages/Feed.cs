using System.Globalization;
using System.Net;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

internal static partial class Feed
{
    public const string MediaType = "application/atom+xml";

    private const int MostEntries = 50;

    /// <summary><c>/feed.xml</c>: the current edition's pages, last published first (Atom, RFC 4287).</summary>
    public static void MapFeed(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapReadOnly("/feed.xml", (HttpContext context, SiteUrls urls) =>
        {
            context.Response.Headers.CacheControl = PublicPages.Revalidate;
            return Results.Bytes(Write(context.PublishedSite(), urls), $"{MediaType}; charset=utf-8");
        }).AddEndpointFilter<NeedsSite>();

    private static byte[] Write(PublishedSite site, SiteUrls urls)
    {
        var edition = site.Current;
        var items = (edition?.Pages ?? [])
            .OrderByDescending(page => page.PublishedAt).ThenByDescending(page => page.Id)
            .Take(MostEntries)
            .Select(page => ItemOf(page, new Uri(urls.Absolute(site, page.Url))))
            .ToList();
        var self = new Uri(urls.Absolute(site, "/feed.xml"));
        var feed = new SyndicationFeed(items)
        {
            Id = self.AbsoluteUri,
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
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            new Atom10FeedFormatter(feed).WriteTo(xml);
        }

        return bytes.ToArray();
    }

    private static SyndicationItem ItemOf(PublishedPage page, Uri address)
    {
        var item = new SyndicationItem
        {
            Id = IdOf(page, address),
            Title = Text(page.Title),
            Summary = Text(page.Description),
            Content = SyndicationContent.CreateHtmlContent(Valid(WithAbsoluteLinks(page.Body.Html, address))),
            PublishDate = page.CreatedAt.ToDateTimeOffset(),
            LastUpdatedTime = page.PublishedAt.ToDateTimeOffset(),
        };
        item.Links.Add(SyndicationLink.CreateAlternateLink(address, "text/html"));
        return item;
    }

    /// <summary>A tag URI (RFC 4151): says nothing of title or address, so that a page stays the same entry when those change.</summary>
    private static string IdOf(PublishedPage page, Uri address) =>
        string.Create(CultureInfo.InvariantCulture, $"tag:{address.IdnHost},{page.CreatedAt.InUtc():uuuu-MM-dd}:page/{page.Id}");

    // The renderer writes quotation marks in texts as &quot;, so this can only be an attribute.
    private static string WithAbsoluteLinks(string html, Uri address) =>
        Link().Replace(html, link => Uri.TryCreate(address, WebUtility.HtmlDecode(link.Value), out var absolute) ? WebUtility.HtmlEncode(absolute.AbsoluteUri) : link.Value);

    private static TextSyndicationContent Text(string text) => new(Valid(text));

    /// <summary>Without the characters that XML 1.0 cannot hold in any spelling, such as most controls.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
            {
                valid.Append(rune);
            }
        }

        return valid.ToString();
    }

    [GeneratedRegex("(?<= (?:href|src)=\")[^\"]*")]
    private static partial Regex Link();
}
