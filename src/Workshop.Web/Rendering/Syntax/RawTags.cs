using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>The raw tags of one block's text: which of them hold code, and which are still open at its end.</summary>
internal sealed class RawTags
{
    private static readonly string[] Code = ["code", "kbd", "pre", "samp", "tt", "var"];

    /// <summary>An HTML parser opens these again in every block that follows.</summary>
    private static readonly string[] Formatting =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    private readonly Dictionary<string, int> _open = [];

    public bool InCode => Code.Any(name => _open.GetValueOrDefault(name) > 0);

    public void Follow(HtmlInline html)
    {
        var tag = html.Tag.AsSpan(1);
        var closing = tag.StartsWith("/");
        tag = closing ? tag[1..] : tag;
        var end = tag.IndexOfAny(" \t\n/>");
        var name = (end < 0 ? tag : tag[..end]).ToString().ToLowerInvariant();
        if (Code.Contains(name) || Formatting.Contains(name))
        {
            _open[name] = Math.Max(0, _open.GetValueOrDefault(name) + (closing ? -1 : 1));
        }
    }

    /// <summary>Ends what is open with the block; else "if a&lt;b then c&gt;d" would make the rest of the page bold.</summary>
    public void Close(ContainerInline root, List<RenderWarning> warnings)
    {
        foreach (var (name, count) in _open.Where(open => open.Value > 0 && Formatting.Contains(open.Key)))
        {
            var line = root.ParentBlock!.Line;
            warnings.Add(new RenderWarning(line + 1, $"<{name}> is not closed in its paragraph, so it ends there."));
            for (var i = 0; i < count; i++)
            {
                root.AppendChild(new HtmlInline($"</{name}>") { Line = line, Span = SourceSpan.Empty });
            }
        }
    }
}
