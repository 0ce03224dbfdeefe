using System.Collections.Immutable;
using System.IO.Enumeration;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>What <c>_config.yml</c> says, or the defaults of a folder without one.</summary>
internal sealed class SiteConfig(YamlMap values, bool isJekyll)
{
    private static readonly string[] RuleKeys = ["defaults", "exclude", "include"];

    private static readonly string[] AlwaysExcluded = ["Gemfile", "Gemfile.lock", "vendor/bundle", "404.html", "404.md"];

    // Each is held against each file.
    private const int MaxRules = 300;

    // Those that count most first.
    private readonly ImmutableArray<(string? Type, string Path, YamlMap Keys)> _defaults = DefaultsOf(values);

    public YamlMap Values => values;

    /// <summary>Whether the folder is a Jekyll site, whose address of <c>about.md</c> would be <c>/about.html</c>.</summary>
    public bool IsJekyll => isJekyll;

    public string? Title => PlainOf("title");

    public string? Description => PlainOf("description") ?? PlainOf("tagline");

    public string? TimeZone => values.Text("timezone");

    /// <summary>Scheme and host; empty where the site does not say.</summary>
    public string Url { get; } = (values.Text("url") ?? "").Trim().TrimEnd('/');

    /// <summary><c>/name</c> or empty.</summary>
    public string BaseUrl { get; } = (values.Text("baseurl") ?? "").Trim().Trim('/') is { Length: > 0 } name ? $"/{name}" : "";

    public string PermalinkStyle { get; } = values.Text("permalink")?.Trim() ?? "date";

    public IReadOnlyDictionary<string, SiteCollection> Collections { get; } = CollectionsOf(values);

    public static SiteConfig Read(SourceTree tree, List<ImportFinding> findings)
    {
        if (tree.Find(KnownFiles.Config) is not { Content: { } content })
        {
            return new SiteConfig(YamlMap.Empty, isJekyll: false);
        }

        try
        {
            var values = Yaml.ParseMap(SourceText.Decode(content), firstLine: 1);
            findings.AddRange(RuleKeys.Select(
                key => (Key: key, List: values.Find(key) as YamlList)).Where(rules => rules.List?.Items.Length > MaxRules)
                .Select(rules => new ImportFinding(
                    KnownFiles.Config,
                    rules.List!.Line,
                    FindingKind.Changed,
                    $"'{rules.Key}' holds more than {MaxRules} entries; those behind were left out.")));
            return new SiteConfig(values, isJekyll: true);
        }
        catch (BrokenSourceException failure)
        {
            findings.Add(new ImportFinding(KnownFiles.Config, failure.Line, FindingKind.Error, failure.Message));
            return new SiteConfig(YamlMap.Empty, isJekyll: true);
        }
    }

    public bool IsExcluded(string path) =>
        !Matches("include", path) && (Matches("exclude", path) || AlwaysExcluded.Any(entry => IsUnder(path, entry)));

    /// <summary>Whether a folder whose name begins with an underscore holds pages all the same.</summary>
    public bool IsIncluded(string folder) => Matches("include", folder);

    /// <summary>The page's own keys over those that <c>defaults:</c> gives to its folder and kind.</summary>
    public YamlMap WithDefaults(YamlMap own, string path, string type)
    {
        var inherited = _defaults.Where(rule => (rule.Type ?? type) == type && IsUnder(path, rule.Path)).Select(rule => rule.Keys);
        return own with { Defaults = [.. inherited] };
    }

    private bool Matches(string key, string path) =>
        Values.Texts(key).Take(MaxRules).Any(entry => IsUnder(path, entry.Text.Trim().Trim('/')));

    private static bool IsUnder(string path, string pattern) =>
        pattern.Length == 0
        || path == pattern
        || path.StartsWith(pattern + "/", StringComparison.Ordinal)
        || (pattern.Contains('*', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false));

    private static ImmutableArray<(string? Type, string Path, YamlMap Keys)> DefaultsOf(YamlMap values)
    {
        var rules = (values.Find("defaults") as YamlList)?.Items.Take(MaxRules).OfType<YamlMap>() ?? [];
        return
        [
            .. rules.Select(
                rule => (Scope: rule.Find("scope") as YamlMap ?? YamlMap.Empty, Keys: rule.Find("values") as YamlMap ?? YamlMap.Empty))
                .Select(rule => (Type: rule.Scope.Text("type"), Path: (rule.Scope.Text("path") ?? "").Trim('/'), rule.Keys))
                .OrderBy(rule => rule.Path.Length)
                .Reverse(),
        ];
    }

    private static Dictionary<string, SiteCollection> CollectionsOf(YamlMap values)
    {
        var named = values.Find("collections") switch
        {
            YamlMap map => map.Entries.Select(entry => (entry.Key, Keys: entry.Value as YamlMap)),
            YamlList list => list.Items.OfType<YamlScalar>().Select(item => (Key: item.Text, Keys: (YamlMap?)null)),
            _ => [],
        };
        return named
            .Select(entry => new SiteCollection(entry.Key, entry.Keys?.Flag("output") ?? false, entry.Keys?.Text("permalink")))
            .DistinctBy(collection => collection.Name)
            .ToDictionary(collection => collection.Name);
    }

    private string? PlainOf(string key) => values.Text(key) is { } text && PlainText.Of(text) is { Length: > 0 } plain ? plain : null;
}
