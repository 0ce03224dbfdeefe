using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>What stands between <c>{{</c> and <c>}}</c>, as far as the source's own settings answer it.</summary>
internal sealed partial class LiquidExpression(
    SiteConfig config, YamlMap page, string? pageUrl, LiquidBudget budget, YamlMap? include = null)
{
    // Filled by Jekyll when it builds the site. An unknown name is empty in Jekyll too, so nothing is lost with it.
    private static readonly HashSet<string> FilledByJekyll =
    [
        "site.categories", "site.collections", "site.data", "site.documents", "site.github", "site.html_files", "site.html_pages",
        "site.pages", "site.posts", "site.related_posts", "site.static_files", "site.tags", "site.time",
        "page.content", "page.excerpt", "page.id", "page.next", "page.path", "page.previous", "page.url",
    ];

    /// <summary>The same page as one of its includes sees it, with the values that it was handed.</summary>
    public LiquidExpression ForInclude(YamlMap values) => new(config, page, pageUrl, budget, values);

    /// <returns>Null where only Jekyll knows.</returns>
    /// <exception cref="BrokenSourceException">The page writes too much.</exception>
    public string? Evaluate(string expression)
    {
        var parts = Parts().Matches(expression).Select(part => part.Value.Trim()).ToImmutableArray();
        if (parts.Length == 0 || parts.All(part => part.Length == 0))
        {
            return "";
        }

        var value = Value(parts[0]);
        foreach (var filter in parts.Skip(1))
        {
            value = value is null ? null : Filter(budget.Spend(value), filter);
        }

        return value is null ? null : budget.Spend(value);
    }

    private string? Value(string name)
    {
        if (name.Length >= 2 && name[0] is '"' or '\'' && name[^1] == name[0])
        {
            return name[1..^1].Contains(name[0], StringComparison.Ordinal) ? null : name[1..^1];
        }

        return name switch
        {
            "site.baseurl" => "",
            "site.url" => config.Url,
            "page.url" => pageUrl,
            _ when name.StartsWith("site.", StringComparison.Ordinal) => Lookup(
                config.Values, name, config.Collections.ContainsKey(FirstPart(name))),
            _ when include is not null && name.StartsWith("include.", StringComparison.Ordinal) => Lookup(include, name, isFilled: false),
            _ when name.StartsWith("page.", StringComparison.Ordinal) => Lookup(page, name, isFilled: false),
            _ => null,
        };
    }

    private static string FirstPart(string name) => name.Split('.')[1];

    private static string? Lookup(YamlMap values, string name, bool isFilled)
    {
        if (isFilled || FilledByJekyll.Contains(string.Join('.', name.Split('.').Take(2))) || !Dotted().IsMatch(name))
        {
            return null;
        }

        YamlNode? node = values;
        foreach (var key in name.Split('.').Skip(1))
        {
            node = (node as YamlMap)?.Find(key);
        }

        return node switch { null => "", YamlScalar scalar => scalar.IsNull ? "" : scalar.Text, _ => null };
    }

    private string? Filter(string value, string filter)
    {
        var colon = filter.IndexOf(':', StringComparison.Ordinal);
        var argument = colon < 0 ? "" : Value(filter[(colon + 1)..].Trim());
        return (colon < 0 ? filter : filter[..colon]).Trim() switch
        {
            "relative_url" => value.Contains("://", StringComparison.Ordinal) ? value : "/" + value.TrimStart('/'),
            "absolute_url" => value.Contains(
                "://", StringComparison.Ordinal) ? value : config.Url + config.BaseUrl + "/" + value.TrimStart('/'),
            "escape" or "xml_escape" or "escape_once" => WebUtility.HtmlEncode(value),
            "strip" => value.Trim(),
            "strip_html" => PlainText.Of(value),
            "upcase" => value.ToUpperInvariant(),
            "downcase" => value.ToLowerInvariant(),
            "append" => argument is null ? null : value + argument,
            "prepend" => argument is null ? null : argument + value,
            "default" => value.Length > 0 ? value : argument,
            "markdownify" => value,
            _ => null,
        };
    }

    // Split at "|", but not within quotes.
    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^|"'])+""", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^\w+(\.[\w-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Dotted();
}
