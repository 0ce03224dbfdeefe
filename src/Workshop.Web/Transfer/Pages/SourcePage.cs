using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>A file that is a page, with its address known and its text not yet touched.</summary>
/// <param name="Keys">Front matter over the site's defaults.</param>
/// <param name="Address">Where the source's own generator serves it.</param>
/// <param name="Permalink">Where the portal will.</param>
internal sealed record SourcePage(
    string File,
    YamlMap Keys,
    FrontMatter Text,
    PageKind Kind,
    string Address,
    Data.Content.Permalink Permalink)
{
    public bool IsHtml => Path.GetExtension(File).StartsWith(".htm", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key comes from the site's defaults, so that its line is one of their file.</summary>
    public bool Inherits(string key) => Text.Keys?.Find(key) is null && Keys.Find(key) is not null;

    /// <summary>A finding about the key's value, where it stands.</summary>
    public ImportFinding Finding(string key, FindingKind kind, string message) => FindingAt(Keys.Find(key)?.Line ?? 1, key, kind, message);

    /// <param name="line">Of one of the key's values.</param>
    public ImportFinding FindingAt(int line, string key, FindingKind kind, string message) => Inherits(key)
        ? new ImportFinding(KnownFiles.Config, line, kind, $"{File}: {message}")
        : new ImportFinding(File, line, kind, message);
}
