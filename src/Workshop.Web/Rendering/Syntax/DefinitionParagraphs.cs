using Markdig.Extensions.DefinitionLists;
using Markdig.Helpers;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// kramdown's short definition list, <c>: definition</c> right below its term. Markdig wants three spaces after the
/// colon and reads those lists by itself; what it leaves in one paragraph is taken up here.
/// </summary>
internal static class DefinitionParagraphs
{
    private static readonly DefinitionListParser Parser = new();

    /// <summary>The items in <paramref name="paragraph"/>; empty when it is an ordinary one.</summary>
    public static List<DefinitionItem> Extract(ParagraphBlock paragraph)
    {
        var lines = paragraph.Lines;
        if (lines.Count < 2 || Opens(lines.Lines[0]))
        {
            return [];
        }

        var items = new List<DefinitionItem>();
        var terms = new List<DefinitionTerm>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines.Lines[i];
            if (Opens(line))
            {
                items.Add(Item(line, terms));
                terms.Clear();
            }
            else if (items.Count > 0)
            {
                ((ParagraphBlock)items[^1].LastChild!).Lines.Add(ref line);
            }
            else
            {
                var term = new DefinitionTerm(Parser) { Line = line.Line, Lines = new StringLineGroup(1), IsOpen = false };
                term.Lines.Add(ref line);
                terms.Add(term);
            }
        }

        return items;
    }

    private static bool Opens(StringLine line) => line.Slice.AsSpan() is [':', ' ' or '\t', ..];

    private static DefinitionItem Item(StringLine line, List<DefinitionTerm> terms)
    {
        var item = new DefinitionItem(Parser) { Line = line.Line, OpeningCharacter = ':', IsOpen = false };
        terms.ForEach(item.Add);
        var text = line.Slice;
        text.Start++;
        text.TrimStart();
        var skipped = text.Start - line.Slice.Start;
        var first = new StringLine(text, line.Line, line.Column + skipped, line.Position + skipped, line.NewLine);
        var definition = new ParagraphBlock { Line = line.Line, Lines = new StringLineGroup(1), IsOpen = false };
        definition.Lines.Add(ref first);
        item.Add(definition);
        return item;
    }

    /// <summary>A list of its own, or more of the one before.</summary>
    public static void AddTo(List<Block> blocks, List<DefinitionItem> items)
    {
        if (blocks is not [.., DefinitionList list])
        {
            list = new DefinitionList(Parser) { Line = items[0].Line, IsOpen = false };
            blocks.Add(list);
        }

        items.ForEach(list.Add);
    }
}
