using System.Text;
using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// The tree as a string, by the rules of the HTML standard ("Serializing HTML fragments"), stricter in two ways: angle
/// brackets are escaped in attributes too, and the stack is our own, since AngleSharp's writer recurses and takes
/// quadratic time over many siblings. The sanitizer has left no element whose text is raw.
/// </summary>
internal static class HtmlOutput
{
    /// <summary>Twice what the densest ordinary text, images side by side, comes to at the longest.</summary>
    public const int MaxLength = 10_000_000;

    private static readonly HashSet<string> Void = ["br", "col", "hr", "img", "input", "wbr"];

    /// <exception cref="TooMuchHtml">Longer than <see cref="MaxLength"/>.</exception>
    public static string Of(RenderPage page)
    {
        var html = new StringBuilder();
        var pending = new Stack<(INode? Node, string? End)>();
        PushChildren(pending, page.Body);
        while (pending.TryPop(out var item))
        {
            if (html.Length > MaxLength)
            {
                throw new TooMuchHtml();
            }

            if (item.Node is IText text)
            {
                Escape(html, text.Data);
            }
            else if (item.Node is IElement element)
            {
                var name = page.NameOf(element);
                if (page.WrapperOf(element) is { } wrapper)
                {
                    Open(html, wrapper, wrapper.LocalName);
                    pending.Push((null, wrapper.LocalName));
                }

                Open(html, element, name);
                if (!Void.Contains(name))
                {
                    pending.Push((null, name));
                    PushChildren(pending, element);
                }
            }
            else if (item.End is not null)
            {
                html.Append("</").Append(item.End).Append('>');
            }
        }

        return html.ToString();
    }

    private static void PushChildren(Stack<(INode? Node, string? End)> pending, IElement parent)
    {
        for (var i = parent.ChildNodes.Length - 1; i >= 0; i--)
        {
            pending.Push((parent.ChildNodes[i], null));
        }
    }

    private static void Open(StringBuilder html, IElement element, string name)
    {
        html.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
        {
            html.Append(' ').Append(attribute.Name).Append("=\"");
            Escape(html, attribute.Value);
            html.Append('"');
        }

        html.Append('>');
        // A parser drops the first line end of a pre, so one that is meant stands twice.
        if (name == "pre" && element.FirstChild is IText { Data: ['\n', ..] })
        {
            html.Append('\n');
        }
    }

    private static void Escape(StringBuilder html, string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\u00a0' => html.Append("&nbsp;"),
                _ => html.Append(c),
            };
        }
    }
}
