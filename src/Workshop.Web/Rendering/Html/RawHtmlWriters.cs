using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Raw HTML on its way to the parser: counted against the budget, closed where it would swallow the page, or shown as text.
/// </summary>
internal static class RawHtmlWriters
{
    public sealed class Blocks(HtmlWriter writer) : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            var html = block.Lines.ToString();
            var escape = writer.ShowRawHtml || RawHtml.HasPlaintext(html);
            renderer.EnsureLine();
            renderer.Write(escape ? "<p>" : "");
            for (var i = 0; i < block.Lines.Count; i++)
            {
                var line = block.Lines.Lines[i];
                writer.MarkLine(line.Line);
                if (escape)
                {
                    renderer.WriteEscape(line.Slice.ToString().Replace(HiddenPart.Empty, "", StringComparison.Ordinal));
                }
                else
                {
                    renderer.Write(line.Slice);
                }
                renderer.WriteLine();
            }

            if (escape)
            {
                renderer.WriteLine("</p>");
                return;
            }

            writer.Budget.AddRaw(html);
            foreach (var tag in RawHtml.MissingEndTags(html))
            {
                renderer.WriteLine(tag);
            }
        }
    }

    public sealed class Inlines(HtmlWriter writer) : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline)
        {
            if (!renderer.EnableHtmlForInline)
            {
                return;
            }

            if (writer.ShowRawHtml || RawHtml.HasPlaintext(inline.Tag))
            {
                // A tag without a place in the source is one that we added.
                renderer.WriteEscape(inline.Tag == HiddenPart.Empty || inline.Span.IsEmpty ? "" : inline.Tag);
                return;
            }

            writer.Budget.AddRaw(inline.Tag);
            renderer.Write(inline.Tag);
            if (RawHtml.IsSwallowing(inline.Tag) && !IsClosedLater(inline))
            {
                foreach (var tag in RawHtml.MissingEndTags(inline.Tag))
                {
                    renderer.Write(tag);
                }
            }
        }

        private static bool IsClosedLater(HtmlInline inline)
        {
            var end = "</" + inline.Tag[1..].Split(' ', '\t', '\n', '/', '>')[0];
            for (var next = inline.NextSibling; next is not null; next = next.NextSibling)
            {
                if (next is HtmlInline tag && tag.Tag.StartsWith(end, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
