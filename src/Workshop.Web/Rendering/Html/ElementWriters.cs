using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>The elements that are written other than Markdig writes them.</summary>
internal static class ElementWriters
{
    public static void Use(HtmlRenderer renderer, HtmlWriter writer)
    {
        var renderers = renderer.ObjectRenderers;
        renderers.Replace<HtmlBlockRenderer>(new RawBlocks(writer));
        renderers.Replace<HtmlInlineRenderer>(new RawInlines(writer));
        renderers.Replace<LinkInlineRenderer>(new Links());
        renderers.Replace<AutolinkInlineRenderer>(new Autolinks());
        renderers.Replace<HtmlMathInlineRenderer>(new InlineMath());
        renderers.Replace<HtmlMathBlockRenderer>(new BlockMath());
        renderers.Add(new Dashes());
        renderers.Add(new HtmlTableRenderer());
    }

    private sealed class RawBlocks(HtmlWriter writer) : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            if (block.Type is HtmlBlockType.ProcessingInstruction or HtmlBlockType.CData or HtmlBlockType.DocumentType)
            {
                writer.Warnings.Add(new RenderWarning(block.Line + 1, "A declaration or processing instruction was removed."));
                return;
            }

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
                    renderer.WriteEscape(line.Slice);
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
            if (RawHtml.LeavesCommentOpen(html))
            {
                writer.Warnings.Add(new RenderWarning(block.Line + 1, "This comment is never closed, so everything up to the end of its block is hidden."));
                renderer.Write("-->");
            }

            foreach (var tag in RawHtml.MissingEndTags(html))
            {
                renderer.WriteLine(tag);
            }
        }
    }

    private sealed class RawInlines(HtmlWriter writer) : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline)
        {
            if (!renderer.EnableHtmlForInline)
            {
                return;
            }

            if (writer.ShowRawHtml || RawHtml.HasPlaintext(inline.Tag))
            {
                renderer.WriteEscape(inline.Tag);
                return;
            }

            if (inline.Tag is ['<', '?', ..] || (inline.Tag is ['<', '!', ..] && !inline.Tag.StartsWith("<!--", StringComparison.Ordinal)))
            {
                writer.Warnings.Add(new RenderWarning(inline.Line + 1, "A declaration or processing instruction was removed."));
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

    /// <summary>Addresses are written as the author wrote them; they are encoded after <see cref="RenderOptions.RewriteUrl"/>.</summary>
    private sealed class Links : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            if (!renderer.EnableHtmlForInline)
            {
                renderer.WriteChildren(link);
                return;
            }

            renderer.Write(link.IsImage ? "<img src=\"" : "<a href=\"");
            renderer.WriteEscape(link.Url).Write('"').WriteAttributes(link);
            if (link.Title is { Length: > 0 } title)
            {
                renderer.Write(" title=\"").WriteEscape(title).Write('"');
            }

            if (link.IsImage)
            {
                renderer.Write(" alt=\"");
                renderer.EnableHtmlForInline = false;
                renderer.WriteChildren(link);
                renderer.EnableHtmlForInline = true;
                renderer.Write("\" />");
            }
            else
            {
                renderer.Write('>');
                renderer.WriteChildren(link);
                renderer.Write("</a>");
            }
        }
    }

    private sealed class Autolinks : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            if (renderer.EnableHtmlForInline)
            {
                renderer.Write(link.IsEmail ? "<a href=\"mailto:" : "<a href=\"").WriteEscape(link.Url).Write('"').WriteAttributes(link).Write('>');
            }

            renderer.WriteEscape(link.Url);
            renderer.Write(renderer.EnableHtmlForInline ? "</a>" : "");
        }
    }

    /// <summary>Math keeps its dollar signs, so that a wrong guess ("$5 and 6$") loses nothing.</summary>
    private sealed class InlineMath : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline math)
        {
            var dollars = new string('$', math.DelimiterCount);
            var html = renderer.EnableHtmlForInline;
            if (html)
            {
                renderer.Write("<span").WriteAttributes(math).Write('>');
            }
            renderer.Write(dollars).WriteEscape(math.Content).Write(dollars).Write(html ? "</span>" : "");
        }
    }

    private sealed class BlockMath : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock math)
        {
            renderer.EnsureLine();
            renderer.Write("<div").WriteAttributes(math).WriteLine(">$$");
            renderer.WriteLeafRawLines(math, true, true);
            renderer.WriteLine("$$</div>");
        }
    }

    private sealed class Dashes : HtmlObjectRenderer<SmartDash>
    {
        protected override void Write(HtmlRenderer renderer, SmartDash dash) => renderer.Write(dash.Text);
    }
}
