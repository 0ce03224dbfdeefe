using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Keeps inline parsing from taking quadratic time: Markdig searches to the end of the block at each "](", so a block
/// with too many of them for its length is left as the text it is.
/// </summary>
internal static class InlineBound
{
    /// <summary>Characters searched; a paragraph of 30,000 characters may hold 600 links.</summary>
    private const long MaxSearch = 20_000_000;

    public static void Apply(LeafBlock block, List<RenderWarning> warnings)
    {
        if (!block.ProcessInlines || block.Lines.Count == 0)
        {
            return;
        }

        long length = 0;
        long searches = 0;
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var line = block.Lines.Lines[i].Slice.AsSpan();
            length += line.Length;
            searches += line.Count("](");
        }

        if (length * searches <= MaxSearch)
        {
            return;
        }

        warnings.Add(new RenderWarning(block.Line
            + 1, "This paragraph holds too much to be read as Markdown, so it is shown as it was written; divide it by blank lines."));
        block.ProcessInlines = false;
        block.Inline = [];
        for (var i = 0; i < block.Lines.Count; i++)
        {
            block.Inline.AppendChild(new LiteralInline(block.Lines.Lines[i].Slice) { Line = block.Line + i });
            block.Inline.AppendChild(new LineBreakInline { Line = block.Line + i });
        }
    }
}
