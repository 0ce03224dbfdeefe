using System.Net;
using System.Text.RegularExpressions;
using Markdig;

namespace Workshop.Web.Text;

/// <summary>Titles, labels and descriptions: one line of words, whatever markup their author put into them.</summary>
internal static partial class PlainText
{
    private const int MaxHeading = 2_000;

    public static string Of(string text)
    {
        var decoded = StorableText.Of(WebUtility.HtmlDecode(Tag().Replace(Comment().Replace(text, " "), " ")));
        return Space().Replace(new string([.. decoded.Select(c => char.IsControl(c) ? ' ' : c)]), " ").Trim();
    }

    /// <summary>
    /// The words of a heading's Markdown, or of as much of it as may be a title; empty where it is not Markdown that can be read.
    /// </summary>
    public static string OfHeading(string markdown)
    {
        try
        {
            var line = AttributeList().Replace(Space().Replace(markdown, " ").Trim(), "");
            return Of(Markdown.ToPlainText("# " + line[..Math.Min(line.Length, MaxHeading)]));
        }
        catch (ArgumentException failure) when (failure.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            // Markdig throws nothing more precise.
            return "";
        }
    }

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

    // HTML, section 13.2.5.43; one that is never closed runs to the end.
    [GeneratedRegex(@"<!--(>|->|.*?(--!?>|\z))", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Comment();

    // A tag, and not the "<" of "p < 0.05".
    [GeneratedRegex("</?[a-zA-Z][^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();

    [GeneratedRegex(@"\{:?[^{}]*\}\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex AttributeList();
}
