using Markdig.Extensions.Footnotes;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// What is decided once the inline text is parsed: span attribute lists, sub- and superscripts, heading ids, unused footnotes.
/// </summary>
internal static class InlinePass
{
    public static void Apply(MarkdownDocument document, List<RenderWarning> warnings)
    {
        foreach (var root in document.Descendants<LeafBlock>().Select(leaf => leaf.Inline).OfType<ContainerInline>().ToList())
        {
            var tags = new RawTags();
            foreach (var inline in root.Descendants().ToList())
            {
                switch (inline)
                {
                    case AttributeListInline list: Resolve(list, warnings); break;
                    case EmphasisInline emphasis when !Means(emphasis): Unwrap(emphasis); break;
                    case HtmlInline html: tags.Follow(html); break;
                    case SmartDash dash when tags.InCode:
                        dash.ReplaceBy(
                        new LiteralInline(dash.Source) { Span = dash.Span, Line = dash.Line }); break;
                }
            }

            tags.Close(root, warnings);
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.GetAttributes().Id ??= HeadingSlug.Of(HeadingSlug.TextOf(heading));
        }

        ReportUnusedNotes(document, warnings);
    }

    // Markdig has by now left out the notes that nothing refers to, but not a section that holds none.
    private static void ReportUnusedNotes(MarkdownDocument document, List<RenderWarning> warnings)
    {
        foreach (var unused in BlockPass.NotesOf(document).Where(note => note.Links.Count == 0))
        {
            warnings.Add(new RenderWarning(
                unused.Line + 1, $"Nothing refers to the footnote “{unused.Label!.TrimStart('^')}”, so it is not shown."));
        }

        foreach (var empty in document.OfType<FootnoteGroup>().Where(group => group.Count == 0).ToList())
        {
            document.Remove(empty);
        }
    }

    private static void Resolve(AttributeListInline inline, List<RenderWarning> warnings)
    {
        // As in kramdown: after plain text there is nothing to attach to, so the braces are text as well.
        if (inline.PreviousSibling is null or LiteralInline or LineBreakInline or HtmlInline)
        {
            inline.ReplaceBy(new LiteralInline(inline.Source) { Span = inline.Span, Line = inline.Line });
            return;
        }

        BlockPass.Warn(inline.List, inline.Line, warnings);
        inline.List.ApplyTo(inline.PreviousSibling);
        inline.Remove();
    }

    /// <summary>
    /// Marks stand around whole words ("a==b" is plain text), and a sub- or superscript holds a short term only:
    /// "~5 to 10~", "x^2 and y^2" and "10^6/10^3" are plain text.
    /// </summary>
    private static bool Means(EmphasisInline emphasis) => emphasis switch
    {
        { DelimiterChar: '=' } => emphasis.PreviousSibling is not LiteralInline { Content: { IsEmpty: false } before }
            || !char.IsLetterOrDigit(before.Text[before.End]),
        { DelimiterChar: '~' or '^', DelimiterCount: 1 } => emphasis
            .Descendants()
            .All(inline => inline is EmphasisInline || (inline is LiteralInline text && IsTerm(text.Content.AsSpan()))),
        _ => true,
    };

    private static bool IsTerm(ReadOnlySpan<char> text)
    {
        // A sign comes first, so that "x^2+y^2" is none; commas are for affiliations, "^1,2^".
        foreach (var c in text.TrimStart("+-−"))
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or ','))
            {
                return false;
            }
        }

        return true;
    }

    private static void Unwrap(EmphasisInline emphasis)
    {
        var mark = new string(emphasis.DelimiterChar, emphasis.DelimiterCount);
        emphasis.InsertBefore(new LiteralInline(mark) { Line = emphasis.Line, Span = emphasis.Span });
        emphasis.InsertAfter(new LiteralInline(mark) { Line = emphasis.Line, Span = emphasis.Span });
        while (emphasis.FirstChild is { } child)
        {
            child.Remove();
            emphasis.InsertBefore(child);
        }

        emphasis.Remove();
    }
}
