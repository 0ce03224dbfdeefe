using Workshop.Data.Content;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Every way in which the source's own links name its pages and files.</summary>
internal sealed class SiteAddresses
{
    private readonly Dictionary<string, SourcePage> _pages = [];
    private readonly SourceTree _tree;
    private readonly SiteConfig _config;

    public SiteAddresses(SourceTree tree, SiteConfig config, IReadOnlyCollection<SourcePage> sourcePages)
    {
        _tree = tree;
        _config = config;
        foreach (var page in sourcePages)
        {
            _pages[page.Permalink.Key] = page;
        }

        foreach (var page in sourcePages)
        {
            _pages.TryAdd(Permalink.KeyOf(page.Address), page);
            _pages.TryAdd(Permalink.KeyOf(WithoutExtension(page.Address)), page);
            _pages.TryAdd(Permalink.KeyOf("/" + page.File), page);
            _pages.TryAdd(Permalink.KeyOf(page.Permalink.Value.TrimEnd('/') + "/index.html"), page);
        }
    }

    /// <param name="path">Decoded, with a leading slash.</param>
    public SourcePage? PageAt(string path) => _pages.GetValueOrDefault(Permalink.KeyOf(path));

    /// <param name="path">Decoded, with a leading slash.</param>
    public SourceFile? FileAt(string path) => _tree.Find(path.TrimStart('/'));

    /// <summary>
    /// The path within the site, still encoded and with a leading slash; null for an address elsewhere or relative to a page.
    /// </summary>
    public string? PathWithin(string url)
    {
        var path = url;
        if (_config.Url.Length > 0 && WithoutScheme(url) is { } address && WithoutScheme(_config.Url) is { } own
            && address.StartsWith(own, StringComparison.OrdinalIgnoreCase)
                && (address.Length == own.Length || address[own.Length] is '/' or '#' or '?'))
        {
            path = address[own.Length..] is ['/', ..] rest ? rest : "/" + address[own.Length..];
        }

        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        var isUnderBase = _config.BaseUrl.Length > 0 && path.StartsWith(_config.BaseUrl, StringComparison.Ordinal)
            && (path.Length == _config.BaseUrl.Length || path[_config.BaseUrl.Length] is '/' or '#' or '?');
        return !isUnderBase ? path
            : path[_config.BaseUrl.Length..] is ['/', ..] within ? within
            : "/" + path[_config.BaseUrl.Length..];
    }

    private static string? WithoutScheme(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? url[8..]
        : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? url[7..]
        : null;

    private static string WithoutExtension(string address) =>
        address.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? address[..^5] : address;
}
