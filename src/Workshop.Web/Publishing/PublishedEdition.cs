using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Rendering;

namespace Workshop.Web.Publishing;

/// <summary>One edition as the public sees it.</summary>
public sealed class PublishedEdition
{
    private readonly uint _version;
    private readonly IReadOnlyList<RedirectRow> _redirects;
    private readonly IReadOnlyList<SessionRow> _sessions;
    private readonly Dictionary<string, PublishedPage> _pagesByKey;
    private readonly Dictionary<string, PublishedPage> _redirectsByKey;
    private readonly Lazy<string?> _footer;

    /// <param name="pages">In the edition's order.</param>
    internal PublishedEdition(
        Edition edition, ImmutableArray<PublishedPage> pages, IReadOnlyList<RedirectRow> redirects, IReadOnlyCollection<Session> sessions)
    {
        _version = edition.Version;
        _redirects = redirects;
        _sessions = [.. sessions.Select(RowOf)];
        Id = edition.Id;
        Slug = edition.Slug;
        Name = edition.Name;
        Event = edition.Event;
        Tagline = edition.Tagline;
        StartsOn = edition.StartsOn;
        EndsOn = edition.EndsOn;
        Venue = edition.Venue;
        City = edition.City;
        Accent = edition.Accent;
        ContactEmail = edition.ContactEmail;
        PublicUrl = edition.PublicUrl;
        IsCurrent = edition.IsCurrent;
        IsSample = edition.IsSample;
        _footer = new(() => edition.Footer is { } footer ? FooterOf(footer) : null);
        Pages = pages;
        Navigation = [.. pages.Where(page => page.InNavigation)];
        Topics = [.. pages.Where(page => page.Layout == PageLayout.Topic)];
        Programme = new PublishedProgramme(DateTimeZoneProviders.Tzdb.GetZoneOrNull(edition.TimeZone) ?? DateTimeZone.Utc, sessions);
        _pagesByKey = pages.ToDictionary(page => page.Key);
        var byId = pages.ToDictionary(page => page.Id);
        _redirectsByKey = redirects.Where(redirect => byId.ContainsKey(redirect.PageId)).ToDictionary(redirect => redirect.Key, redirect => byId[redirect.PageId]);
        Home = _pagesByKey.GetValueOrDefault("") ?? PublishedPage.GeneratedHome(this);
    }

    public int Id { get; }

    public string Slug { get; }

    public string Name { get; }

    public string? Event { get; }

    public string? Tagline { get; }

    public LocalDate? StartsOn { get; }

    public LocalDate? EndsOn { get; }

    public string? Venue { get; }

    public string? City { get; }

    /// <summary><c>#rrggbb</c></summary>
    public string Accent { get; }

    public string? ContactEmail { get; }

    /// <summary>See <see cref="Edition.PublicUrl"/>.</summary>
    public string? PublicUrl { get; }

    /// <summary>What stands under every page, as safe HTML; rendered when it is first asked for, once for all pages.</summary>
    public string? FooterHtml => _footer.Value;

    public bool IsCurrent { get; }

    public bool IsSample { get; }

    public ImmutableArray<PublishedPage> Pages { get; }

    /// <summary>What stands at <see cref="HomeUrl"/>: the page that has the root address, or a generated one.</summary>
    public PublishedPage Home { get; }

    public ImmutableArray<PublishedPage> Navigation { get; }

    public ImmutableArray<PublishedPage> Topics { get; }

    public PublishedProgramme Programme { get; }

    /// <summary>What every path of this edition begins with: empty for the current one, else <c>/{slug}</c>.</summary>
    public string Prefix => PrefixOf(IsCurrent, Slug);

    public string HomeUrl => Prefix + "/";

    /// <summary>Whether these rows would make this same edition.</summary>
    internal bool IsMadeOf(
        Edition edition, ImmutableArray<PublishedPage> pages, IReadOnlyList<RedirectRow> redirects, IEnumerable<Session> sessions) =>
        Id == edition.Id
        && _version == edition.Version
        && Pages.SequenceEqual(pages)
        && _redirects.SequenceEqual(redirects)
        && _sessions.SequenceEqual(sessions.Select(RowOf));

    internal static string PrefixOf(bool isCurrent, string slug) => isCurrent ? "" : "/" + slug;

    /// <param name="path">Whole, as it was asked for.</param>
    /// <param name="key">The key of what follows <see cref="Prefix"/>.</param>
    internal SiteAddress? Find(string path, string key)
    {
        var page = key.Length == 0 ? Home : _pagesByKey.GetValueOrDefault(key);
        if (page is not null)
        {
            return path == Prefix + page.Permalink ? new SiteAddress.Page(this, page) : new SiteAddress.Moved(this, page.Url);
        }

        return _redirectsByKey.TryGetValue(key, out var target) ? new SiteAddress.Moved(this, target.Url) : null;
    }

    private string FooterOf(string markdown) =>
        MarkdownRenderer.Render(markdown, new RenderOptions { RewriteUrl = PublishedPage.RewritingTo(Prefix), IdPrefix = "site:foot:" }).Html;

    private static SessionRow RowOf(Session session) => new(session.Id, session.Version, session.Room?.Version ?? 0);
}
