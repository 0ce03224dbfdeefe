using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>The elements that are written other than Markdig writes them.</summary>
internal static class ElementWriters
{
    public static void Use(HtmlRenderer renderer, HtmlWriter writer)
    {
        var renderers = renderer.ObjectRenderers;
        renderers.Replace<HtmlBlockRenderer>(new RawHtmlWriters.Blocks(writer));
        renderers.Replace<HtmlInlineRenderer>(new RawHtmlWriters.Inlines(writer));
        renderers.Replace<LinkInlineRenderer>(new Links());
        renderers.Replace<AutolinkInlineRenderer>(new Autolinks());
        renderers.Replace<HtmlMathInlineRenderer>(new InlineMath());
        renderers.Replace<HtmlMathBlockRenderer>(new BlockMath());
        renderers.Add(new Dashes());
        renderers.Add(new HtmlTableRenderer());
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
                renderer
                    .Write(link.IsEmail ? "<a href=\"mailto:" : "<a href=\"")
                    .WriteEscape(link.Url)
                    .Write('"')
                    .WriteAttributes(link)
                    .Write('>');
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
