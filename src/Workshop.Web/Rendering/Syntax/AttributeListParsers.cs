using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>An attribute list on a line of its own; it belongs to the block before or after it.</summary>
/// <param name="followsBlankLine">Then the list belongs to the block after it.</param>
internal sealed class AttributeListBlock(BlockParser parser, AttributeList list, bool followsBlankLine) : LeafBlock(parser)
{
    public AttributeList List { get; } = list;

    public bool FollowsBlankLine { get; } = followsBlankLine;
}

/// <summary>An attribute list within a line; it belongs to the span before it.</summary>
internal sealed class AttributeListInline(AttributeList list, string source) : LeafInline
{
    public AttributeList List { get; } = list;

    public string Source { get; } = source;
}

internal sealed class AttributeListBlockParser : BlockParser
{
    public AttributeListBlockParser() => OpeningCharacters = ['{'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        if (processor.IsCodeIndent || AttributeList.TryParse(line, out var length) is not { } list || !line[length..].IsWhiteSpace())
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new AttributeListBlock(this, list, PreviousLineIsBlank(processor))
        {
            Column = processor.Column,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        return BlockState.BreakDiscard;
    }

    private static bool PreviousLineIsBlank(BlockProcessor processor)
    {
        var before = processor.Line.Text.AsSpan(0, processor.CurrentLineStartPosition).TrimEnd("\r\n");
        // One line end was this line's own border; a second one in the trimmed part is a blank line.
        var borders = processor.Line.Text.AsSpan(before.Length, processor.CurrentLineStartPosition - before.Length);
        var previous = before[(before.LastIndexOfAny('\r', '\n') + 1)..];
        return before.IsEmpty || borders.Count('\n') > 1 || previous.Trim("> \t").IsEmpty;
    }
}

internal sealed class AttributeListInlineParser : InlineParser
{
    public AttributeListInlineParser() => OpeningCharacters = ['{'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (AttributeList.TryParse(slice.AsSpan(), out var length) is not { } list)
        {
            return false;
        }

        processor.Inline = new AttributeListInline(list, slice.Text.Substring(slice.Start, length))
        {
            Span = new SourceSpan(
                processor.GetSourcePosition(slice.Start, out var line, out var column),
                processor.GetSourcePosition(slice.Start + length - 1)),
            Line = line,
            Column = column,
        };
        slice.Start += length;
        return true;
    }
}
