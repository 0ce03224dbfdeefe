using Workshop.Data.Content;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Decides which files of a source are pages, and reads their front matter.</summary>
internal sealed class PageFinder(SourceTree tree, SiteConfig config, List<ImportFinding> findings)
{
    // Notes to those who work on the repository, unless their front matter says that they are pages.
    private static readonly HashSet<string> RepositoryFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "readme", "license", "licence", "contributing", "changelog", "code_of_conduct", "security", "authors", "pull_request_template",
    };

    private static readonly string[] AddressKeys = ["permalink", "url", "slug"];

    private readonly Dictionary<string, string> _takenBy = [];

    public List<SourcePage> Find()
    {
        var pages = new List<SourcePage>();
        var withoutOutput = new Dictionary<string, int>();
        foreach (var file in tree.Files.Where(IsCandidate))
        {
            var top = file.Path.Contains(
                '/', StringComparison.Ordinal) ? file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)] : "";
            if (KindOf(top) is not { } kind)
            {
                withoutOutput[top] = withoutOutput.GetValueOrDefault(top)
                    + (config.Collections.ContainsKey(top[1..]) || top == "_drafts" ? 1 : 0);
                continue;
            }

            try
            {
                if (Read(file, kind) is { } page && Claim(page))
                {
                    pages.Add(page);
                }
            }
            catch (BrokenSourceException failure)
            {
                findings.Add(new ImportFinding(file.Path, failure.Line, FindingKind.Error, failure.Message));
            }
        }

        findings.AddRange(withoutOutput.Where(folder => folder.Value > 0).Select(folder =>
            new ImportFinding(
                folder.Key, 0, FindingKind.Changed, $"{folder.Value} files that the site shows only inside other pages were left out.")));
        return pages;
    }

    private bool IsCandidate(SourceFile file) =>
        file.Content is not null
        && Path.GetExtension(file.Path).ToLowerInvariant() is not (".yml" or ".yaml")
        && !SourceTree.IsData(file.Path)
        && !config.IsExcluded(file.Path)
        && !file.Path.Split('/').Skip(1).SkipLast(1).Any(folder => folder.StartsWith('_'));

    private PageKind? KindOf(string top) => top switch
    {
        "_posts" => PageKind.Post,
        ['_', .. var name] when config.Collections.TryGetValue(name, out var collection) => collection.Output ? PageKind.Document : null,
        ['_', ..] => config.IsIncluded(top) ? PageKind.Page : null,
        _ => PageKind.Page,
    };

    private SourcePage? Read(SourceFile file, PageKind kind)
    {
        var text = FrontMatter.Split(SourceText.Decode(file.Content!));
        var isHtml = Path.GetExtension(file.Path).StartsWith(".htm", StringComparison.OrdinalIgnoreCase);
        var isRepositoryFile = RepositoryFiles.Contains(Path.GetFileNameWithoutExtension(file.Path));
        if (text.Keys is null && (isHtml || (isRepositoryFile && !IsFrontPage(file.Path))))
        {
            return null;
        }

        var type = kind switch
        {
            PageKind.Page =>
            "pages",
            PageKind.Post => "posts",
            _ => file.Path[1..file.Path.IndexOf('/', StringComparison.Ordinal)]
        };
        var keys = config.WithDefaults(text.Keys ?? YamlMap.Empty, file.Path, type);
        if (keys.Text("redirect_to") is { } target)
        {
            findings.Add(new ImportFinding(file.Path, text.Keys?.Find("redirect_to")?.Line
                ?? 0, FindingKind.Changed, $"The page only leads on to {target} and was left out."));
            return null;
        }

        var address = PageAddress.Of(AsIndex(file.Path), kind, keys, config);
        var wanted = keys.Text("permalink") is null ? PageAddress.Tidy(address) : address;
        return Permalink.TryParse(wanted, out var permalink, out var error)
            ? new SourcePage(file.Path, keys, text, kind, address, permalink)
            : throw NoPermalink(text.Keys ?? YamlMap.Empty, keys, error);
    }

    private static BrokenSourceException NoPermalink(YamlMap own, YamlMap all, string error)
    {
        var key = AddressKeys.FirstOrDefault(key => all.Find(key) is not null) ?? "";
        return own.Find(key) is null && all.Find(key) is { } inherited
            ? new BrokenSourceException(0, $"{error} The '{key}' is that of {KnownFiles.Config}:{inherited.Line}.")
            : new BrokenSourceException(own.Find(key)?.Line ?? 1, error);
    }

    // As GitHub Pages has it (jekyll-readme-index), for the site as a whole.
    private bool IsFrontPage(string path) => config.IsJekyll && !path.Contains('/', StringComparison.Ordinal) && AsIndex(path) != path;

    // GitHub serves a folder's README where it has no index.
    private string AsIndex(string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var isReadme = string.Equals(Path.GetFileNameWithoutExtension(path), "readme", StringComparison.OrdinalIgnoreCase);
        return isReadme && tree.Find(folder + "index.md") is null && tree.Find(folder + "index.html") is null ? folder + "index.md" : path;
    }

    private bool Claim(SourcePage page)
    {
        if (_takenBy.TryAdd(page.Permalink.Key, page.File))
        {
            return true;
        }

        findings.Add(page.Finding("permalink", FindingKind.Error,
            $"The address {page.Permalink} already belongs to {_takenBy[page.Permalink.Key]}; this file was left out."));
        return false;
    }
}
