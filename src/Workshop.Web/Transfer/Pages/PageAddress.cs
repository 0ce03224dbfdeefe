using System.Globalization;
using System.Text.RegularExpressions;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Where Jekyll would serve a file (jekyllrb.com/docs/permalinks), as far as the file and its front matter say.</summary>
internal static partial class PageAddress
{
    private const string PostStyle = "/:categories/:year/:month/:day/:title";

    /// <summary>Decoded, with a leading slash; ends in a slash or in the name of a file.</summary>
    public static string Of(string path, PageKind kind, YamlMap keys, SiteConfig config)
    {
        var stem = path[..^Path.GetExtension(path).Length];
        var own = keys.Text("permalink") ?? keys.Text("url") ?? keys.Text("save_as");
        var slug = keys.Text("slug");
        var template = own
            ?? (kind == PageKind.Page && slug is not null && !config.IsJekyll ? "/:slug/" : null)
            ?? Template(stem, kind, config);
        return Fill(template, stem, kind, keys);
    }

    /// <summary>
    /// The tidy form under which the portal keeps it: <c>/about.html</c> that no author asked for becomes <c>/about/</c>.
    /// </summary>
    public static string Tidy(string address) =>
        address.EndsWith("/index.html", StringComparison.OrdinalIgnoreCase) ? address[..^"index.html".Length]
        : address.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? address[..^".html".Length] + "/"
        : address;

    private static string Template(string stem, PageKind kind, SiteConfig config)
    {
        if (!config.IsJekyll)
        {
            return IsIndex(stem) ? "/:path/" : "/:path/:basename/";
        }

        var isPretty = config.PermalinkStyle == "pretty" || config.PermalinkStyle.EndsWith('/');
        return kind switch
        {
            PageKind.Page when IsIndex(stem) => "/:path/",
            PageKind.Page => isPretty ? "/:path/:basename/" : "/:path/:basename.html",
            PageKind.Document => config.Collections[CollectionOf(stem)].Permalink
                ?? (isPretty ? "/:collection/:path/" : "/:collection/:path.html"),
            _ => config.PermalinkStyle switch
            {
                "pretty" => PostStyle + "/",
                "none" => "/:categories/:title.html",
                "ordinal" => "/:categories/:year/:y_day/:title.html",
                "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
                ['/' or ':', ..] => config.PermalinkStyle,
                _ => PostStyle + ".html",
            },
        };
    }

    private static string Fill(string template, string stem, PageKind kind, YamlMap keys)
    {
        if (!template.Contains(':', StringComparison.Ordinal))
        {
            return "/" + template.Trim().TrimStart('/');
        }

        var folder = stem.Contains('/', StringComparison.Ordinal) ? stem[..stem.LastIndexOf('/')] : "";
        var name = stem[(folder.Length == 0 ? 0 : folder.Length + 1)..];
        var post = PostName().Match(name);
        var date = kind == PageKind.Post && post.Success ? post.Groups["date"].Value : (keys.Text("date") ?? "");
        var title = keys.Text("slug") ?? (kind == PageKind.Post && post.Success ? post.Groups["title"].Value : name);
        var inCollection = kind == PageKind.Document ? stem[(stem.IndexOf('/', StringComparison.Ordinal) + 1)..] : folder.TrimStart('_');
        var filled = Placeholder().Replace(template, match => match.Groups[1].Value switch
        {
            "path" => inCollection,
            "basename" => name,
            "name" or "title" or "slug" => title,
            "collection" => CollectionOf(stem),
            "categories" => string.Join('/', keys.Texts("categories").Select(category => category.Text)),
            "output_ext" => ".html",
            "year" => Part(date, 0),
            "month" => Part(date, 1),
            "day" => Part(date, 2),
            "i_month" => Part(date, 1).TrimStart('0'),
            "i_day" => Part(date, 2).TrimStart('0'),
            "short_year" => Part(date, 0) is { Length: 4 } year ? year[2..] : "",
            "y_day" => DateOnly.TryParseExact(
                date, "yyyy-M-d", out var day) ? day.DayOfYear.ToString("000", CultureInfo.InvariantCulture) : "",
            _ => "",
        });
        return "/" + Slashes().Replace(filled, "/").TrimStart('/');
    }

    private static bool IsIndex(string stem) => Path.GetFileName(stem) is "index" or "_index";

    private static string CollectionOf(string stem) => stem[1..Math.Max(1, stem.IndexOf('/', StringComparison.Ordinal))];

    private static string Part(string date, int index) =>
        date.Split('-', ' ', 'T') is var parts && parts.Length > index ? parts[index] : "";

    [GeneratedRegex(@"^(?<date>\d{4}-\d{1,2}-\d{1,2})-(?<title>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex PostName();

    [GeneratedRegex(":([a-z_]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex("/{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Slashes();
}
