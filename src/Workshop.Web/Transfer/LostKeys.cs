namespace Workshop.Web.Transfer;

/// <summary>Which keys hold words that a reader of the former site saw and a reader of the portal will not.</summary>
internal static class FrontMatterKeys
{
    // Taken, or no words: dates, tags, pictures, and switches of the common themes.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "layout", "title", "permalink", "description", "summary", "published", "draft", "status", "redirect_from", "redirect_to", "aliases",
        "nav", "nav_order", "nav_exclude", "nav_label", "nav_title", "navigation", "navigation_label", "short_title", "linktitle", "order", "weight",
        "menu_order", "include_in_menu", "parent", "grand_parent", "has_children", "menu", "url", "save_as", "slug",
        "date", "modified", "last_modified_at", "lang", "locale", "category", "categories", "tags", "keywords", "author", "authors", "type", "template",
        "image", "images", "header", "cover", "cover-img", "thumbnail-img", "share-img", "thumbnail", "logo", "img", "photo", "background", "toc", "comments", "share",
        "math", "mathjax", "katex", "sitemap", "search", "search_exclude", "classes", "class", "color", "css", "js", "script", "scripts", "ext-css", "ext-js",
        "body_class", "page_class", "sidebar", "sidenav", "pagination", "id", "uid", "robots", "canonical_url", "name",
    };

    public static bool IsLost(string key, YamlNode value) => !Harmless.Contains(key) && value switch
    {
        YamlScalar scalar => scalar.Text.Trim().Contains(' ', StringComparison.Ordinal),
        YamlList list => list.Items.Length > 0,
        YamlMap map => map.Entries.Length > 0,
        _ => false,
    };
}
