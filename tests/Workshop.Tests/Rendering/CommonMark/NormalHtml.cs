using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Workshop.Tests.Rendering.CommonMark;

/// <summary>
/// HTML as a browser reads it, written in one way: attributes in order, percent-encoding decoded in addresses, white
/// space next to block borders dropped, the ids of headings left out. Nothing else is forgiven.
/// </summary>
internal static partial class NormalHtml
{
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ];

    public static string Of(string html)
    {
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
        var text = new StringBuilder();
        Write(text, body, inPre: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, INode parent, bool inPre)
    {
        for (var i = 0; i < parent.ChildNodes.Length; i++)
        {
            switch (parent.ChildNodes[i])
            {
                case IText words: text.Append(inPre ? Quote(words.Data) : Fold(words, i)); break;
                case IComment comment: text.Append("<!--").Append(comment.Data).Append("-->"); break;
                case IElement element: WriteElement(text, element, inPre); break;
            }
        }
    }

    private static void WriteElement(StringBuilder text, IElement element, bool inPre)
    {
        text.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes
            .Where(attribute => !(attribute.Name == "id" && element.LocalName is ['h', >= '1' and <= '6']))
            .OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            var value = attribute.Name is "href" or "src" ? Uri.UnescapeDataString(attribute.Value) : attribute.Value;
            text.Append(' ').Append(attribute.Name).Append("=\"").Append(Quote(value)).Append('"');
        }

        text.Append('>');
        Write(text, element, inPre || element.LocalName == "pre");
        text.Append("</").Append(element.LocalName).Append('>');
    }

    private static string Fold(IText words, int index)
    {
        var folded = SpaceRun().Replace(words.Data, " ");
        var parent = (IElement)words.Parent!;
        folded = IsBorder(parent, index == 0 ? null : parent.ChildNodes[index - 1]) ? folded.TrimStart(' ') : folded;
        folded = IsBorder(parent, index + 1 == parent.ChildNodes.Length ? null : parent.ChildNodes[index + 1])
            ? folded.TrimEnd(' ')
            : folded;
        return Quote(folded);
    }

    private static bool IsBorder(IElement parent, INode? neighbour) =>
        neighbour is null ? Blocks.Contains(parent.LocalName) : neighbour is IElement element
            && (Blocks.Contains(element.LocalName) || element.LocalName == "br");

    private static string Quote(string text) =>
        text
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex("[ \n\t\r]+")]
    private static partial Regex SpaceRun();
}
