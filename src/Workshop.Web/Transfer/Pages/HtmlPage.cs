using System.Text.RegularExpressions;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// HTML as one block of Markdown: an empty line would end the block, after which an indented line is code.
/// A page that brings its own head keeps its body only.
/// </summary>
internal static partial class HtmlPage
{
    private const int MaxQuoted = 120;

    public static MappedText AsMarkdown(MappedText text, string file, ICollection<ImportFinding> findings)
    {
        var (from, to) = Body(text.Text);
        Report(0, from, "before");
        Report(to, text.Text.Length, "behind");
        if (text.Text.AsSpan(from, to - from).Contains("<pre", StringComparison.OrdinalIgnoreCase))
        {
            // Its line breaks are part of what it says.
            return text.Apply([new TextEdit(0, from, ""), new TextEdit(to, text.Text.Length - to, "\n")]);
        }

        var edits = new List<TextEdit> { new(0, from, "<div>\n") };
        foreach (var space in LineStarts().Matches(text.Text[from..to]).Cast<Match>())
        {
            edits.Add(new TextEdit(from + space.Index, space.Length, "\n"));
        }

        edits.Add(new TextEdit(to, text.Text.Length - to, "\n</div>\n"));
        return text.Apply(edits);

        void Report(int start, int end, string where)
        {
            if (PlainText.Of(text.Text[start..end]) is { Length: > 0 } words)
            {
                findings.Add(
                    new ImportFinding(
                        file,
                        text.LineAt(end - text.Text.AsSpan(start, end - start).TrimStart().Length),
                        FindingKind.Changed,
                        $"What stands {where} the body was left out: {PlainText.Shorten(words, MaxQuoted)}"));
            }
        }
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
