using System.Net;
using System.Text.RegularExpressions;
using Markdig;

namespace Workshop.Web.Transfer;

/// <summary>Titles, labels and descriptions: one line of words, whatever markup their author put into them.</summary>
internal static partial class PlainText
{
    public static string Of(string text)
    {
        var decoded = SourceText.Storable(WebUtility.HtmlDecode(Tag().Replace(text, " ")));
        return Space().Replace(new string([.. decoded.Select(c => char.IsControl(c) ? ' ' : c)]), " ").Trim();
    }

    /// <summary>The words of one line of Markdown, such as a heading.</summary>
    public static string OfMarkdown(string line) => Of(Markdown.ToPlainText(AttributeList().Replace(line, "")));

    /// <summary>Cut at a word, with an ellipsis, so that it fits.</summary>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var cut = text.LastIndexOf(' ', maxLength - 1);
        cut = cut > maxLength / 2 ? cut : maxLength - 1;
        return text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)].TrimEnd() + "…";
    }

    /// <summary>Words for a reader from a file's or folder's name.</summary>
    public static string OfFileName(string path)
    {
        var words = Space().Replace(Path.GetFileNameWithoutExtension(path).Replace('-', ' ').Replace('_', ' '), " ").Trim();
        return words.Length == 0 ? "Page" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    // A tag, and not the "<" of "p < 0.05".
    [GeneratedRegex("</?[a-zA-Z][^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex(@"\{:?[^{}]*\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex AttributeList();
}
