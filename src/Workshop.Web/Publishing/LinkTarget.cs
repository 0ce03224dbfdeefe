using Workshop.Data.Content;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>Where links lead.</summary>
public static class LinkTarget
{
    private static readonly Uri Root = new("http://site.invalid");

    /// <summary>Whether a link leads to the page, or to a part of it.</summary>
    /// <param name="url">As its author wrote it: relative, from the root, or with the site's own address.</param>
    /// <param name="prefix">Of the page's edition.</param>
    /// <param name="permalink">Of the page.</param>
    public static bool LeadsTo(string url, LinkSource from, string prefix, string permalink) =>
        KeyOf(url, from) == Permalink.KeyOf(prefix + permalink);

    /// <summary>
    /// The key of the path, from the root of the site, that a browser asks for when it follows the link; null where that is
    /// another site's, or no other than the page that the link is on.
    /// </summary>
    public static string? KeyOf(string url, LinkSource from) =>
        // An encoded slash is not a slash for the server.
        Addresses.Trim(url) is not (['#' or '?', ..])
            && Resolve(url, from) is { } end
            && !end.AbsolutePath.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            ? Permalink.KeyOf(Uri.UnescapeDataString(end.AbsolutePath))
            : null;

    /// <summary>
    /// The address, on a host that means nothing, that a browser asks for when it follows the link; null where that is another
    /// site's.
    /// </summary>
    public static Uri? Resolve(string url, LinkSource from)
    {
        var address = Addresses.Trim(url);
        if (Addresses.IsRelative(address))
        {
            address = PublishedPage.RewritingTo(from.Prefix)?.Invoke(address) ?? address;
        }
        else if (from.SiteUrl is { } site && WithoutScheme(address) is { } whole && WithoutScheme(site) is { } own
            && whole.StartsWith(own, StringComparison.OrdinalIgnoreCase)
                && whole[own.Length..] is var path and ("" or ['/' or '?' or '#', ..]))
        {
            address = path is ['/', ..] ? path : "/" + path;
        }
        else if (address is not ['#', ..])
        {
            return null;
        }

        return Uri.TryCreate(new Uri(Root, Permalink.Encode(from.Prefix + from.Permalink)), address, out var end)
            && end.Host == Root.Host ? end : null;
    }

    /// <summary>
    /// The link with another path: what it says of the site before that, and of a part of the page behind it, stays. The link
    /// itself where no other leads there.
    /// </summary>
    /// <param name="url">One that leads to a page.</param>
    /// <param name="prefix">Of the page's edition.</param>
    /// <param name="path">The page's new permalink, percent-encoded.</param>
    public static string Redirected(string url, LinkSource from, string prefix, string path)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var suffix = end < 0 ? "" : url[end..];
        if (from.SiteUrl is { } site && !Addresses.IsRelative(Addresses.Trim(url)))
        {
            return site + prefix + path + suffix;
        }

        // From an earlier edition to the current one there is no path from the root: it would be given the earlier one's prefix.
        if (prefix.Length == 0 && from.Prefix.Length > 0)
        {
            return from.SiteUrl is null ? url : from.SiteUrl + path + suffix;
        }

        // Within an edition the prefix goes without saying.
        var isSaid = prefix != from.Prefix || url.StartsWith(prefix + "/", StringComparison.Ordinal);
        return (isSaid ? prefix : "") + path + suffix;
    }

    private static string? WithoutScheme(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url[8..]
        : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? url[7..]
        : null;
}
