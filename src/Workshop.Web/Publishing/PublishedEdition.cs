using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Media;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>One edition as the public sees it.</summary>
public sealed class PublishedEdition
{
    // For a generated page, the first that no other page has.
    private static readonly string[] ScheduleAddresses = ["/schedule/", "/programme/", "/sessions/"];

    private readonly Edition _edition;
    private readonly IReadOnlyList<RedirectRow> _redirects;
    private readonly Dictionary<string, PublishedPage> _pagesByKey;
    private readonly Dictionary<string, PublishedPage> _redirectsByKey;
    private readonly Lazy<string?> _footer;
    private readonly ImmutableArray<PublishedMediaFile> _ownMedia;
    private readonly ProgrammeTexts _texts;

    private PublishedEdition(
        Edition edition,
        ImmutableArray<PublishedMediaFile> ownMedia,
        ImmutableArray<PublishedPage> pages,
        IReadOnlyList<RedirectRow> redirects,
        PublishedDocuments documents,
        PublishedProgramme programme,
        ProgrammeTexts texts,
        Lazy<string?> footer)
    {
        (_edition, _ownMedia, _redirects, _texts, _footer) = (edition, ownMedia, redirects, texts, footer);
        Documents = documents;
        Pages = pages;
        Topics = [.. pages.Where(page => page.Layout == PageLayout.Topic)];
        Programme = programme;
        Withdrawn = documents.Release is { Withdrawn: { IsEmpty: false } withdrawn } ? programme.Gone(withdrawn) : [];
        _pagesByKey = pages.ToDictionary(page => page.Key);
        var byId = pages.ToDictionary(page => page.Id);
        _redirectsByKey = redirects
            .Where(redirect => byId.ContainsKey(redirect.PageId))
            .ToDictionary(redirect => redirect.Key, redirect => byId[redirect.PageId]);
        Home = _pagesByKey.GetValueOrDefault("") ?? PublishedPage.GeneratedHome(this);
        Navigation = [.. pages.Where(page => page.InNavigation)];
        Schedule = pages.FirstOrDefault(page => page.Layout == PageLayout.Schedule) ?? Home;
        if (Schedule == Home && !programme.Sessions.IsEmpty && Array.Find(ScheduleAddresses, IsFree) is { } address)
        {
            Schedule = PublishedPage.GeneratedSchedule(this, address);
            _pagesByKey.Add(Schedule.Key, Schedule);
            Navigation = Navigation.Add(Schedule);
        }

        bool IsFree(string permalink) =>
            Permalink.KeyOf(permalink) is var key && !_pagesByKey.ContainsKey(key) && !_redirectsByKey.ContainsKey(key);
    }

    /// <summary>The edition that these rows make. What is costly and the same is taken over from a former snapshot's.</summary>
    /// <param name="edition">Changed by nobody from here on.</param>
    /// <param name="pages">In the edition's order.</param>
    internal static PublishedEdition Of(
        Edition edition,
        PublishedMedia media,
        ImmutableArray<PublishedPage> pages,
        IReadOnlyList<RedirectRow> redirects,
        PublishedDocuments documents,
        PublishedEdition? former)
    {
        var ownMedia = media.UsedIn(TextOf(edition, documents));
        var prefix = PrefixOf(edition.IsCurrent, edition.Slug);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(documents.Release?.TimeZone ?? edition.TimeZone) ?? DateTimeZone.Utc;
        var hasSameProgramme = former is not null && former.Documents.Release == documents.Release && former.Programme.Zone.Equals(zone);
        var hasSameTexts = hasSameProgramme
            && former!.Documents.Notices == documents.Notices
            && former.Prefix == prefix
            && former._ownMedia.SequenceEqual(ownMedia);
        return new PublishedEdition(
            edition,
            ownMedia,
            pages,
            redirects,
            documents,
            hasSameProgramme ? former!.Programme : new PublishedProgramme(documents.Release?.Programme ?? ProgrammeDocument.Empty, zone),
            hasSameTexts ? former!._texts : new ProgrammeTexts(prefix, media),
            new(() => edition.Footer is { } footer ? FooterOf(footer, prefix, media) : null));
    }

    public int Id => _edition.Id;

    /// <summary>For ever, whatever else of it changes.</summary>
    public Guid Uid => _edition.Uid;

    public string Slug => _edition.Slug;

    public string Name => _edition.Name;

    public string? Event => _edition.Event;

    public string? Tagline => _edition.Tagline;

    public LocalDate? StartsOn => _edition.StartsOn;

    public LocalDate? EndsOn => _edition.EndsOn;

    public string? Venue => _edition.Venue;

    public string? City => _edition.City;

    /// <summary><c>#rrggbb</c></summary>
    public string Accent => _edition.Accent;

    public string? ContactEmail => _edition.ContactEmail;

    /// <summary>See <see cref="Edition.PublicUrl"/>.</summary>
    public string? PublicUrl => _edition.PublicUrl;

    /// <summary>What stands under every page, as safe HTML; rendered when it is first asked for, once for all pages.</summary>
    public string? FooterHtml => _footer.Value;

    public bool IsCurrent => _edition.IsCurrent;

    public bool IsSample => _edition.IsSample;

    public ImmutableArray<PublishedPage> Pages { get; }

    /// <summary>What stands at <see cref="HomeUrl"/>: the page that has the root address, or a generated one.</summary>
    public PublishedPage Home { get; }

    public ImmutableArray<PublishedPage> Navigation { get; }

    public ImmutableArray<PublishedPage> Topics { get; }

    /// <summary>The latest release; empty before the first.</summary>
    public PublishedProgramme Programme { get; }

    /// <summary>Sessions of earlier releases that have no place any more: cancelled, without a room.</summary>
    public ImmutableArray<PublishedSession> Withdrawn { get; }

    public NoticesDocument Notices => Documents.Notices;

    public PublishedDocuments Documents { get; }

    /// <summary>What every path of this edition begins with: empty for the current one, else <c>/{slug}</c>.</summary>
    public string Prefix => PrefixOf(IsCurrent, Slug);

    public string HomeUrl => Prefix + "/";

    /// <summary>
    /// The first page in the <c>schedule</c> layout; a generated one where there is none, and the home before anything has a place.
    /// </summary>
    public PublishedPage Schedule { get; }

    /// <summary>The page that tells more of a topic; null where there is none.</summary>
    /// <param name="topic">Slug.</param>
    public PublishedPage? TopicPageOf(string topic) => Topics.FirstOrDefault(page => page.TopicSlug == topic);

    /// <summary>A text of the programme as safe HTML and as words; rendered when it is first asked for, once.</summary>
    /// <param name="markdown">An abstract or a biography of <see cref="Programme"/>, or a piece of news.</param>
    /// <param name="id">Where several stand on one page: tells this from the others, so that no two elements have one id.</param>
    public RenderedMarkdown Rendered(string markdown, string? id = null) => _texts.Rendered(markdown, id is null ? null : $"site:{id}:");

    /// <summary>Where a link of the programme leads: a path of this site is meant within this edition, as in its pages' texts.</summary>
    public string LinkTo(string url) => PublishedPage.RewritingTo(Prefix)?.Invoke(url) ?? url;

    /// <summary>Whether these rows would make this same edition.</summary>
    internal bool IsMadeOf(
        Edition edition,
        PublishedMedia media,
        ImmutableArray<PublishedPage> pages,
        IReadOnlyList<RedirectRow> redirects,
        PublishedDocuments documents) =>
        Id == edition.Id
        && _edition.Version == edition.Version
        && _ownMedia.SequenceEqual(media.UsedIn(TextOf(_edition, Documents)))
        && Pages.SequenceEqual(pages)
        && _redirects.SequenceEqual(redirects)
        && Documents.NoticesRevision == documents.NoticesRevision
        && Documents.Releases.SequenceEqual(documents.Releases);

    /// <summary>The same edition with other pages.</summary>
    /// <param name="pages">In the edition's order, no two at the same address.</param>
    internal PublishedEdition With(ImmutableArray<PublishedPage> pages) =>
        new(_edition, _ownMedia, pages, _redirects, Documents, Programme, _texts, _footer);

    /// <summary>The same edition with another programme.</summary>
    internal PublishedEdition With(ProgrammeDocument programme, DateTimeZone zone, PublishedMedia media) => new(
        _edition,
        _ownMedia,
        Pages,
        _redirects,
        Documents with { Release = new ReleaseDocument { TimeZone = zone.Id, Programme = programme } },
        new PublishedProgramme(programme, zone),
        new ProgrammeTexts(Prefix, media),
        _footer);

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

        return _redirectsByKey.TryGetValue(key, out var target)
            ? new SiteAddress.Moved(this, target.Url)
            : ProgrammeAddress.Find(this, path, key);
    }

    // All that is rendered for the edition itself, for the media that it uses.
    private static string TextOf(Edition edition, PublishedDocuments documents)
    {
        var programme = documents.Release?.Programme ?? ProgrammeDocument.Empty;
        return string.Join('\n', programme.Sessions.Concat(documents.Release?.Withdrawn ?? []).Select(session => session.Abstract)
            .Concat(programme.Papers.Select(paper => paper.Abstract))
            .Concat(programme.People.SelectMany(person => new[] { person.Bio, person.PhotoUrl }))
            .Concat(documents.Notices.News.Select(news => news.Text))
            .Append(edition.Footer)
            .Where(text => text?.Contains(MediaAddress.Prefix, StringComparison.Ordinal) == true));
    }

    private static string FooterOf(string markdown, string prefix, PublishedMedia media) =>
        MarkdownRenderer.Render(
            markdown,
            new RenderOptions { RewriteUrl = PublishedPage.RewritingTo(prefix), ImageOf = media.ImageOf, IdPrefix = "site:foot:" }).Html;
}
