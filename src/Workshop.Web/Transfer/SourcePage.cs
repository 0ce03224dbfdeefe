namespace Workshop.Web.Transfer;

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

    /// <summary>Where the key stands, for a finding about its value.</summary>
    public int LineOf(string key) => Text.Keys?.Find(key)?.Line ?? 1;
}
