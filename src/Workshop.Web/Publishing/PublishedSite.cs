using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Workshop.Data.Content;

namespace Workshop.Web.Publishing;

/// <summary>
/// Everything the public may see, of every edition, as it stood in one transaction. Immutable:
/// a request holds one of these from beginning to end, and a change makes a new one.
/// </summary>
public sealed class PublishedSite
{
    public static readonly PublishedSite Empty = new([]);

    private readonly ImmutableArray<PublishedEdition> _editions;

    public PublishedSite(ImmutableArray<PublishedEdition> editions)
    {
        this._editions = editions;
        Current = editions.FirstOrDefault(edition => edition.IsCurrent);
    }

    /// <summary>The edition served at the root.</summary>
    public PublishedEdition? Current { get; }

    public ImmutableArray<PublishedEdition> Editions => _editions;

    /// <summary>Finds what stands at a path: a page or the new address of something that moved.</summary>
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

    private bool TryFindEarlier(string key, [NotNullWhen(true)] out PublishedEdition? edition)
    {
        edition = _editions.FirstOrDefault(candidate =>
            !candidate.IsCurrent
            && key.StartsWith(candidate.Prefix, StringComparison.Ordinal)
            && (key.Length == candidate.Prefix.Length || key[candidate.Prefix.Length] == '/'));
        return edition is not null;
    }
}

/// <summary>What a path leads to.</summary>
public abstract record SiteAddress(PublishedEdition? Edition)
{
    public sealed record Page(PublishedEdition In, PublishedPage Found) : SiteAddress(In);

    /// <param name="Url">Percent-encoded, from the root of the site.</param>
    public sealed record Moved(PublishedEdition In, string Url) : SiteAddress(In);

    /// <param name="Nearest">The edition under whose look the answer says so.</param>
    public sealed record Unknown(PublishedEdition? Nearest) : SiteAddress(Nearest);
}
