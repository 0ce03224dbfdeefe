using Markdig.Parsers;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// HTML blocks that do not end inside a comment. CommonMark ends a block such as <c>&lt;div&gt;</c> at a blank line,
/// even when a comment is open there, and would then show what its author had hidden.
/// </summary>
internal sealed class HtmlCommentBlocks : HtmlBlockParser
{
    private static readonly object InComment = new();

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        var state = base.TryOpen(processor);
        if (state is BlockState.Continue)
        {
            Follow(processor.NewBlocks.Peek(), line);
        }

        return state;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var line = processor.Line.AsSpan();
        var wasInComment = block.ContainsData(InComment);
        var state = base.TryContinue(processor, block);
        Follow(block, line);
        return wasInComment && state is BlockState.BreakDiscard or BlockState.None ? BlockState.Continue : state;
    }

    private static void Follow(Block block, ReadOnlySpan<char> line)
    {
        if (line.LastIndexOf("<!--") > line.LastIndexOf("-->"))
        {
            block.SetData(InComment, true);
        }
        else if (line.Contains("-->", StringComparison.Ordinal))
        {
            block.RemoveData(InComment);
        }
    }
}
