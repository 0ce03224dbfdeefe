using System.Text.RegularExpressions;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Which keys of a front matter hold words that a reader of the former site saw and a reader of the portal will not.</summary>
internal static partial class DroppedFrontMatter
{
    // Taken, or no words: dates, tags, pictures, and switches of the common themes.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "layout", "title", "permalink", "description", "summary", "published", "draft", "status", "redirect_from", "redirect_to", "aliases",
        "nav", "nav_order", "nav_exclude", "nav_label", "nav_title", "navigation", "navigation_label", "short_title",
        "linktitle", "order", "weight",
        "menu_order", "include_in_menu", "parent", "grand_parent", "has_children", "menu", "url", "save_as", "slug",
        "date", "modified", "last_modified_at", "lang", "locale", "category", "categories", "tags", "keywords", "author",
        "type", "template",
        "image", "images", "cover", "cover-img", "thumbnail-img", "share-img", "thumbnail", "logo", "img", "photo",
        "background", "toc", "comments", "share",
        "math", "mathjax", "katex", "sitemap", "search", "search_exclude", "classes", "class", "color", "css", "js", "script",
        "scripts", "ext-css", "ext-js",
        "body_class", "page_class", "sidebar", "sidenav", "pagination", "id", "uid", "robots", "canonical_url", "name",
    };

    public static bool IsLost(string key, YamlNode value) => !Harmless.Contains(key) && HoldsWords(value);

    private static bool HoldsWords(YamlNode value) => value switch
    {
        YamlScalar { IsNull: false } scalar => scalar.Text.Trim() is { Length: > 0 } text && !NoWords().IsMatch(text),
        YamlList list => list.Items.Any(HoldsWords),
        YamlMap map => map.Entries.Any(entry => HoldsWords(entry.Value)),
        _ => false,
    };

    // Numbers, switches, dates, colours, addresses and paths.
    [GeneratedRegex(
        @"^([-+]?[\d.,:%]+|true|false|yes|no|on|off|\d{4}-\d\d?-\d\d?([T ][\d:.Z +-]*)?|#[0-9a-f]{3,8}"
        + @"|([a-z]+:)?/\S*|\.{1,2}/\S*|[\w.-]+(/[\w.-]+)+/?|\S+\.[a-z0-9]{2,5})$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoWords();
}
