using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Workshop.Data.Content;
using Workshop.Web.Publishing.Cache;

namespace Workshop.Web.Publishing;

/// <summary>
/// Everything the public may see, of every edition, as it stood in one transaction. Immutable:
/// a request holds one of these from beginning to end, and a change makes a new one.
/// </summary>
public sealed class PublishedSite
{
    /// <summary>What there is before the first load.</summary>
    public static readonly PublishedSite NotLoaded = new([], PublishedMedia.None, former: null);

    // Made of the snapshot like a page, but with an address that no organizer chooses.
    private static readonly FrozenSet<string> Documents = new[] { "/feed.xml", "/sitemap.xml" }.ToFrozenSet();

    private readonly ImmutableArray<PublishedEdition> _editions;

    /// <param name="former">The snapshot that this one takes the place of.</param>
    internal PublishedSite(ImmutableArray<PublishedEdition> editions, PublishedMedia media, PublishedSite? former)
    {
        _editions = editions;
        Media = media;
        Cache = new PageCache(former?.Cache);
        Current = editions.FirstOrDefault(edition => edition.IsCurrent);
    }

    public bool IsLoaded => this != NotLoaded;

    /// <summary>The edition served at the root.</summary>
    public PublishedEdition? Current { get; }

    public ImmutableArray<PublishedEdition> Editions => _editions;

    public PublishedMedia Media { get; }

    /// <summary>The pages as bytes: they live and die with the snapshot that they were rendered from.</summary>
    internal PageCache Cache { get; }

    /// <summary>Finds what stands at a path: a page, a part of the programme, or the new address of something that moved.</summary>
    /// <param name="path">Decoded, with its leading slash, as in <c>HttpRequest.Path</c>.</param>
    public SiteAddress Find(string path)
    {
        var key = Permalink.KeyOf(path);
        if (Current?.Find(path, key) is { } inCurrent)
        {
            return inCurrent;
        }

        // A page of the current edition wins against an earlier edition of that name.
        return TryFindEarlier(key, out var edition)
            ? edition.Find(path, key[edition.Prefix.Length..]) ?? new SiteAddress.Unknown(edition)
            : new SiteAddress.Unknown(Current);
    }

    /// <summary>Whether the answer for a path depends on nothing but this snapshot, and is worth keeping.</summary>
    /// <param name="path">As for <see cref="Find"/>.</param>
    internal bool IsCacheable(string path) =>
        IsLoaded && (Documents.Contains(path) || Find(path) is not (SiteAddress.Moved or SiteAddress.Unknown));

    /// <summary>Whether a path is answered the same whatever its query, so that a query need not make it anew.</summary>
    internal bool IgnoresQuery(string path) => Documents.Contains(path)
        || (path.LastIndexOf('.') > path.LastIndexOf('/') && Find(path) is SiteAddress.Calendar or SiteAddress.Exchange);

    private bool TryFindEarlier(string key, [NotNullWhen(true)] out PublishedEdition? edition)
    {
        edition = _editions.FirstOrDefault(candidate =>
            !candidate.IsCurrent
            && key.StartsWith(candidate.Prefix, StringComparison.Ordinal)
            && (key.Length == candidate.Prefix.Length || key[candidate.Prefix.Length] == '/'));
        return edition is not null;
    }
}
