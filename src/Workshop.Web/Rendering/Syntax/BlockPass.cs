using Markdig.Extensions.Footnotes;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// What kramdown adds to the block structure, done between the blocks and their inline text: attribute lists on lines
/// of their own, <c>{#id}</c> at the end of a heading, pipe tables, short definition lists.
/// </summary>
internal static class BlockPass
{
    private static readonly object NotesKey = new();

    public static void Apply(MarkdownDocument document, List<RenderWarning> warnings)
    {
        document.SetData(NotesKey, document.OfType<FootnoteGroup>().SelectMany(group => group).OfType<Footnote>().ToList());
        var pending = new Stack<ContainerBlock>([document]);
        while (pending.TryPop(out var container))
        {
            Rebuild(container, warnings);
            foreach (var child in container)
            {
                if (child is ContainerBlock inner)
                {
                    pending.Push(inner);
                }
                else if (child is LeafBlock leaf)
                {
                    CountFromFirstLine(leaf);
                    InlineBound.Apply(leaf, warnings);
                }
            }
        }
    }

    /// <summary>All that are written down, also those that Markdig drops because nothing refers to them.</summary>
    public static IReadOnlyList<Footnote> NotesOf(MarkdownDocument document) => document.GetData(NotesKey) as List<Footnote> ?? [];

    /// <summary>
    /// Markdig gives a setext heading the line of its underline, and a paragraph that of definitions taken from its front.
    /// </summary>
    private static void CountFromFirstLine(LeafBlock leaf)
    {
        if (leaf is ParagraphBlock or HeadingBlock && leaf.Lines.Count > 0)
        {
            leaf.Line = leaf.Lines.Lines[0].Line;
        }
    }

    private static void Rebuild(ContainerBlock container, List<RenderWarning> warnings)
    {
        var kept = new List<Block>(container.Count);
        var changed = false;
        var leading = new List<AttributeListBlock>();
        foreach (var block in container)
        {
            if (block is AttributeListBlock list)
            {
                changed = true;
                Warn(list.List, list.Line, warnings);
                if (list.FollowsBlankLine || kept.Count == 0 || leading.Count > 0)
                {
                    leading.Add(list);
                }
                else
                {
                    ApplyToPrevious(list, kept);
                }

                continue;
            }

            ApplyToNext(leading, block, warnings);
            if (block is ParagraphBlock paragraph && PipeTables.Extract(paragraph) is { } table)
            {
                changed = true;
                CopyAttributes(paragraph, table);
                if (paragraph.Lines.Count > 0)
                {
                    kept.Add(paragraph);
                }
                kept.Add(table);
                continue;
            }

            if (block is ParagraphBlock definitions && DefinitionParagraphs.Extract(definitions) is { Count: > 0 } items)
            {
                changed = true;
                DefinitionParagraphs.AddTo(kept, items);
                continue;
            }

            if (block is HeadingBlock heading)
            {
                TakeTrailingId(heading);
            }
            kept.Add(block);
        }

        ApplyToNext(leading, null, warnings);
        if (changed)
        {
            // Cleared and filled again, because removing one block at a time would be quadratic.
            container.Clear();
            kept.ForEach(container.Add);
        }
    }

    public static void Warn(AttributeList list, int line, List<RenderWarning> warnings)
    {
        foreach (var key in list.Others.Where(key => key is not ("toc" or "target")))
        {
            warnings.Add(new RenderWarning(line + 1, $"“{key}” in an attribute list has no effect; only classes and ids do."));
        }
    }

    // Lists that stand on the lines right above a block belong to it, all of them; others belong to nothing.
    private static void ApplyToNext(List<AttributeListBlock> leading, Block? next, List<RenderWarning> warnings)
    {
        for (var i = 0; i < leading.Count; i++)
        {
            if (next?.Line == leading[i].Line + leading.Count - i)
            {
                leading[i].List.ApplyTo(next);
            }
            else if (!leading[i].List.IsTableOfContents)
            {
                warnings.Add(new RenderWarning(
                    leading[i].Line + 1, "An attribute list stands next to nothing that it could apply to, so it has no effect."));
            }
        }

        leading.Clear();
    }

    private static void ApplyToPrevious(AttributeListBlock list, List<Block> kept)
    {
        // "* TOC" with {:toc} stands for a table of contents, which the site makes by itself.
        if (list.List.IsTableOfContents && kept[^1] is ListBlock)
        {
            kept.RemoveAt(kept.Count - 1);
        }
        else
        {
            list.List.ApplyTo(kept[^1]);
        }
    }

    private static void CopyAttributes(ParagraphBlock from, Markdig.Extensions.Tables.Table to)
    {
        if (Markdig.Renderers.Html.HtmlAttributesExtensions.TryGetAttributes(from) is { } attributes)
        {
            Markdig.Renderers.Html.HtmlAttributesExtensions.SetAttributes(to, attributes);
        }
    }

    private static void TakeTrailingId(HeadingBlock heading)
    {
        if (heading.Lines.Count == 0)
        {
            return;
        }

        ref var line = ref heading.Lines.Lines[heading.Lines.Count - 1].Slice;
        var text = line.AsSpan().TrimEnd();
        var open = text.LastIndexOf("{#");
        if (open > 0 && text[^1] == '}' && text[open - 1] is ' ' or '\t' && !text[(open + 2)..^1].ContainsAny(" \t{}"))
        {
            new AttributeList(text[(open + 2)..^1].ToString(), [], []).ApplyTo(heading);
            line.End = line.Start + open - 1;
            line.TrimEnd();
        }
    }
}
