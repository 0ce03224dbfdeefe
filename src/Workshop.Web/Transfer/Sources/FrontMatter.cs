using Workshop.Web.Text;

namespace Workshop.Web.Transfer.Sources;

/// <summary>A text file as its keys and its body.</summary>
/// <param name="Keys">Null where the file has no front matter.</param>
/// <param name="BodyLine">The line of the file on which the body begins.</param>
internal sealed record FrontMatter(YamlMap? Keys, string Body, int BodyLine)
{
    // Pelican writes its keys at the top without any fence; a text that merely begins "Note: ..." must not match.
    private static readonly HashSet<string> BareKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "slug", "date", "modified", "category", "tags", "author", "authors", "status", "summary", "template", "url",
        "save_as", "lang", "subtitle",
    };

    /// <exception cref="BrokenSourceException">There is front matter, but it cannot be read.</exception>
    public static FrontMatter Split(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() == "+++")
        {
            throw new BrokenSourceException(
                1, "The front matter is TOML (+++), which is not supported. Write it as YAML between lines of ---.");
        }

        return lines[0].TrimEnd() == "---" ? Fenced(lines) : Bare(lines);
    }

    private static FrontMatter Fenced(string[] lines)
    {
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        if (end < 0)
        {
            throw new BrokenSourceException(1, "The front matter is not closed by a line of ---.");
        }

        var keys = Yaml.ParseMap(string.Join('\n', lines[1..end]), firstLine: 2);
        return new FrontMatter(keys, string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static FrontMatter Bare(string[] lines)
    {
        var entries = new List<KeyValuePair<string, YamlNode>>();
        var end = 0;
        for (; end < lines.Length && BareKey(lines[end]) is { } key; end++)
        {
            var value = lines[end][(key.Length + 1)..].Trim();
            entries.Add(new(key, new YamlScalar(end + 1, StorableText.Of(value), value.Length == 0)));
        }

        var isHeader = entries.Any(entry => string.Equals(entry.Key, "title", StringComparison.OrdinalIgnoreCase))
            && (end == lines.Length || string.IsNullOrWhiteSpace(lines[end]));
        return isHeader
            ? new FrontMatter(new YamlMap(1, [.. entries]), string.Join('\n', lines[end..]), end + 1)
            : new FrontMatter(null, string.Join('\n', lines), 1);
    }

    private static string? BareKey(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && BareKeys.Contains(line[..colon]) ? line[..colon] : null;
    }
}
