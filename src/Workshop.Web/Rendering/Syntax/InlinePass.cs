using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>What is decided once the inline text is parsed: span attribute lists, sub- and superscripts, heading ids.</summary>
internal static class InlinePass
{
    public static void Apply(MarkdownDocument document, List<RenderWarning> warnings)
    {
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            switch (inline)
            {
                case AttributeListInline list: Resolve(list, warnings); break;
                case EmphasisInline { DelimiterChar: '~' or '^', DelimiterCount: 1 } script: KeepTight(script); break;
            }
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.GetAttributes().Id ??= HeadingSlug.Of(HeadingSlug.TextOf(heading));
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

    /// <summary>As in Pandoc a sub- or superscript holds no space: "~5 to 10~" and "x^2 and y^2" are plain text.</summary>
    private static void KeepTight(EmphasisInline script)
    {
        if (!script.Descendants<LiteralInline>().Any(text => text.Content.AsSpan().ContainsAny(' ', '\t')) && !script.Descendants<LineBreakInline>().Any())
        {
            return;
        }

        var mark = script.DelimiterChar.ToString();
        script.InsertBefore(new LiteralInline(mark) { Line = script.Line, Span = script.Span });
        script.InsertAfter(new LiteralInline(mark) { Line = script.Line, Span = script.Span });
        while (script.FirstChild is { } child)
        {
            child.Remove();
            script.InsertBefore(child);
        }

        script.Remove();
    }
}
