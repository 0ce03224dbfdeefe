using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Programme;

namespace Workshop.Web.Publishing;

/// <summary>One edition as the public sees it.</summary>
public sealed class PublishedEdition
{
    private readonly FrozenDictionary<string, PublishedPage> _pagesByKey;
    private readonly FrozenDictionary<string, PublishedPage> _redirectsByKey;

    /// <param name="pages">In the edition's order.</param>
    /// <param name="redirects">Former addresses by <see cref="Permalink.KeyOf"/>.</param>
    public PublishedEdition(
        Edition edition,
        ImmutableArray<PublishedPage> pages,
        IEnumerable<KeyValuePair<string, PublishedPage>> redirects,
        PublishedProgramme programme)
    {
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
        IsCurrent = edition.IsCurrent;
        IsSample = edition.IsSample;
        Pages = pages;
        Navigation = [.. pages.Where(page => page.InNavigation)];
        Topics = [.. pages.Where(page => page.Layout == PageLayout.Topic)];
        Programme = programme;
        _pagesByKey = pages.ToFrozenDictionary(page => page.Key);
        _redirectsByKey = redirects.ToFrozenDictionary();
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
}
