using AngleSharp.Html.Parser;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>The places in which a Jekyll site can keep its menu, the most deliberate first.</summary>
internal static class NavigationSources
{
    private const int MaxHtmlBytes = 200_000;

    private static readonly string[] ConfigKeys =
        ["header_pages", "navbar-links", "navbar_links", "nav", "navigation", "menu", "links", "header_links"];
    private static readonly string[] DataFiles = ["navigation", "nav", "menu", "navbar", "header", "links"];
    private static readonly string[] LabelKeys = ["title", "name", "label", "text", "page"];
    private static readonly string[] UrlKeys = ["url", "link", "href", "path", "permalink"];

    public static IEnumerable<IReadOnlyList<NavigationLink>> All(SourceTree tree, SiteConfig config, List<ImportFinding> findings)
    {
        foreach (var key in ConfigKeys)
        {
            if (config.Values.Find(key) is { } node)
            {
                yield return [.. FromYaml(node, KnownFiles.Config)];
            }
        }

        foreach (var file in DataFiles
            .SelectMany(name => new[] { $"_data/{name}.yml", $"_data/{name}.yaml" })
            .Select(tree.Find)
            .OfType<SourceFile>())
        {
            yield return FromDataFile(file);
        }

        foreach (var file in tree.Files.Where(IsHeader).OrderBy(file => file.Path.StartsWith("_layouts", StringComparison.Ordinal)))
        {
            if (file.Content!.Length > MaxHtmlBytes)
            {
                findings.Add(
                    new ImportFinding(
                        file.Path,
                        0,
                        FindingKind.Note,
                        $"The file is larger than {MaxHtmlBytes / 1_000} kB, so no menu was looked for in it."));
                continue;
            }

            yield return FromHtml(file, tree, config);
        }
    }

    private static bool IsHeader(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path).ToLowerInvariant();
        return file.Content is not null
            && Path.GetExtension(file.Path) == ".html"
            && (file.Path.StartsWith("_layouts/", StringComparison.Ordinal)
            || (file.Path.StartsWith("_includes/", StringComparison.Ordinal) && (name.Contains("header", StringComparison.Ordinal)
                || name.Contains("nav", StringComparison.Ordinal)
                || name.Contains("menu", StringComparison.Ordinal))));
    }

    private static IReadOnlyList<NavigationLink> FromDataFile(SourceFile file)
    {
        try
        {
            // A data file may be a list at its top, which is not a map; under a key it is one.
            var text = SourceText.Decode(file.Content!);
            var isList = text
                .Split('\n')
                .FirstOrDefault(line => line.Trim() is { Length: > 0 } and not ['#', ..] and not "---") is ['-', ..];
            var map = isList
                ? Yaml.ParseMap("main:\n" + text.Replace("---\n", "\n", StringComparison.Ordinal), firstLine: 0)
                : Yaml.ParseMap(text, firstLine: 1);
            return [.. FromYaml(map.Find("main") ?? map, file.Path)];
        }
        catch (BrokenSourceException)
        {
            // It is not known to be the menu, so it is not worth a complaint.
            return [];
        }
    }

    private static IEnumerable<NavigationLink> FromYaml(YamlNode node, string file) => node switch
    {
        YamlScalar { IsNull: false } scalar => [new NavigationLink(null, scalar.Text, file, scalar.Line)],
        YamlList list => list.Items.SelectMany(item => FromYaml(item, file)),
        YamlMap map when Named(map, UrlKeys) is { } url => [new NavigationLink(Named(map, LabelKeys)?.Text, url.Text, file, url.Line)],
        YamlMap map => map.Entries.SelectMany(entry => entry.Value is YamlScalar { IsNull: false } url
            ? [new NavigationLink(entry.Key, url.Text, file, url.Line)]
            : FromYaml(entry.Value, file)),
        _ => [],
    };

    private static YamlScalar? Named(YamlMap map, string[] keys) =>
        keys.Select(key => map.Find(key) as YamlScalar).FirstOrDefault(value => value is { IsNull: false });

    private static IReadOnlyList<NavigationLink> FromHtml(SourceFile file, SourceTree tree, SiteConfig config)
    {
        MappedText html;
        try
        {
            var budget = new LiquidBudget(line: 1);
            html = new MappedText(SourceText.Decode(file.Content!), firstLine: 1);
            html = new LiquidRemoval(
                new LiquidExpression(config, YamlMap.Empty, pageUrl: null, budget),
                _ => null,
                new LiquidIncludes(tree, budget)).Apply(html, file.Path, []);
        }
        catch (BrokenSourceException)
        {
            return [];
        }

        var document = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(html.Text);
        var links = document.QuerySelectorAll("nav a[href]");
        links = links.Length > 0 ? links : document.QuerySelectorAll("header a[href]");
        links = links.Length > 0
            || file.Path.StartsWith("_layouts/", StringComparison.Ordinal) ? links : document.QuerySelectorAll("a[href]");
        return
        [
            .. links.Select(link => new NavigationLink(
                    PlainText.Of(link.TextContent),
                    link.GetAttribute("href")!.Trim(),
                    file.Path,
                    link.SourceReference is { } source ? html.LineAt(Math.Clamp(source.Position.Index, 0, html.Text.Length)) : 0))
                .Where(link => link.Label!.Length > 0 && link.Url.Length > 0),
        ];
    }
}
