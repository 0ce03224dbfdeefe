using System.Text.RegularExpressions;

namespace Workshop.Web.Transfer;

/// <summary>
/// HTML as one block of Markdown: an empty line would end the block, after which an indented line is code.
/// A page that brings its own head keeps its body only.
/// </summary>
internal static partial class HtmlPage
{
    public static MappedText AsMarkdown(MappedText text)
    {
        var edits = new List<TextEdit>();
        var (from, to) = Body(text.Text);
        edits.Add(new TextEdit(0, from, "<div>\n"));
        foreach (var space in LineStarts().Matches(text.Text[from..to]).Cast<Match>())
        {
            edits.Add(new TextEdit(from + space.Index, space.Length, "\n"));
        }

        edits.Add(new TextEdit(to, text.Text.Length - to, "\n</div>\n"));
        return text.Text.Contains("<pre", StringComparison.OrdinalIgnoreCase) ? text : text.Apply(edits);
    }

    private static (int From, int To) Body(string html)
    {
        var opening = BodyStart().Match(html);
        var from = opening.Success ? opening.Index + opening.Length : 0;
        var closing = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        var to = closing > from ? closing : html.Length;
        from += html.AsSpan(from, to - from).Length - html.AsSpan(from, to - from).TrimStart().Length;
        return (from, from + html.AsSpan(from, to - from).TrimEnd().Length);
    }

    [GeneratedRegex(@"\n\s+", RegexOptions.NonBacktracking)]
    private static partial Regex LineStarts();

    [GeneratedRegex("<body[^>]*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BodyStart();
}
