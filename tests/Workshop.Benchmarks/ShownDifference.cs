using System.Globalization;
using AngleSharp.Dom;

namespace Workshop.Benchmarks;

/// <summary>Reads both texts out of the page that shows their difference side by side.</summary>
internal static class ShownDifference
{
    /// <summary>
    /// Whether what is shown, with the lines that are said to be the same and left out, is these two texts to the last character.
    /// </summary>
    public static bool Is(IDocument shown, string former, string latter)
    {
        var rows = shown.QuerySelectorAll(".diff tbody tr");
        return IsSide(rows, former, side: 0) && IsSide(rows, latter, side: 1);
    }

    private static bool IsSide(IEnumerable<IElement> rows, string text, int side)
    {
        var at = 0;
        foreach (var row in rows)
        {
            if (row.QuerySelector("td.quiet") is { } omitted)
            {
                var lines = int.Parse(omitted.TextContent.Split(' ')[0], NumberStyles.Integer, CultureInfo.InvariantCulture);
                // The lines before stand in a row of their own, without the break that ends the last of them.
                at = Skip(text, at > 0 ? at + 1 : 0, lines);
                continue;
            }

            var said = row.QuerySelectorAll("td")[side].TextContent;
            if (at < 0 || string.CompareOrdinal(text, at, said, 0, said.Length) != 0)
            {
                return false;
            }

            at += said.Length;
        }

        return at == text.Length;
    }

    /// <returns>Below 0 where there are not so many.</returns>
    private static int Skip(string text, int at, int lines)
    {
        for (; lines > 0 && at >= 0; lines--)
        {
            var end = text.IndexOf('\n', Math.Min(at, text.Length));
            at = end >= 0 ? end + 1 : at < text.Length ? text.Length : -1;
        }

        return at;
    }
}
