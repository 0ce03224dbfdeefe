using System.Buffers;
using Markdig.Helpers;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>One line of a pipe table: its cells, or the alignments of a delimiter row.</summary>
internal static class TableLine
{
    private static readonly SearchValues<char> DelimiterRow = SearchValues.Create("|:-=+ \t");

    public static bool StartsWithPipe(StringSlice line) => line.AsSpan().TrimStart().StartsWith('|');

    public static bool EndsWithPipe(StringSlice line)
    {
        var text = line.AsSpan().TrimEnd();
        return text.EndsWith('|') && !text.EndsWith("\\|");
    }

    /// <summary>The cells, trimmed, as slices of the line. Pipes that are escaped, in code or in math do not split.</summary>
    public static List<StringSlice> Cells(StringSlice line)
    {
        line.Trim();
        var cells = new List<StringSlice>();
        var skip = new ProtectedSpans(line);
        var start = line.Start;
        for (var i = line.Start; i <= line.End; i++)
        {
            var c = line.Text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c is '`' or '$')
            {
                i = skip.EndOf(i);
            }
            else if (c == '|')
            {
                if (i > line.Start)
                {
                    cells.Add(Cell(line.Text, start, i - 1));
                }
                start = i + 1;
            }
        }

        if (start <= line.End)
        {
            cells.Add(Cell(line.Text, start, line.End));
        }

        return cells;
    }

    /// <summary>
    /// The alignment classes ("" for none) of a row such as <c>|:--|--:|</c> or <c>|---+---|</c>; null for any other line.
    /// </summary>
    public static string[]? Alignments(StringSlice line)
    {
        var text = line.AsSpan().Trim();
        if (!text.Contains('|') || !text.ContainsAny('-', '=') || text.ContainsAnyExcept(DelimiterRow))
        {
            return null;
        }

        var classes = new List<string>();
        foreach (var range in text.Trim('|').SplitAny('|', '+'))
        {
            var cell = text.Trim('|')[range].Trim();
            if (cell.IsEmpty || cell.Trim(':').ContainsAny(':', ' ', '\t') || cell.Trim(':').IsEmpty)
            {
                return null;
            }

            classes.Add((cell[0] == ':', cell[^1] == ':') switch
            {
                (true, true) => "align-center",
                (true, false) => "align-left",
                (false, true) => "align-right",
                _ => "",
            });
        }

        return [.. classes];
    }

    private static StringSlice Cell(string text, int start, int end)
    {
        var slice = new StringSlice(text, start, end);
        slice.Trim();
        // As in GFM the backslash of an escaped pipe goes, in code as well.
        return slice.AsSpan().Contains("\\|", StringComparison.Ordinal)
            ? new StringSlice(slice.ToString().Replace("\\|", "|", StringComparison.Ordinal))
            : slice;
    }

    /// <summary>Code spans and math of one line, found in one pass so that a line of unmatched marks stays linear.</summary>
    private sealed class ProtectedSpans
    {
        private readonly Dictionary<int, int> _ends = [];

        public ProtectedSpans(StringSlice line)
        {
            var nextRun = new Dictionary<int, int>();
            var closingDollar = -1;
            for (var i = line.End; i >= line.Start; i--)
            {
                var c = line.Text[i];
                if (c == '`')
                {
                    var end = i;
                    while (i > line.Start && line.Text[i - 1] == '`')
                    {
                        i--;
                    }

                    var length = end - i + 1;
                    _ends[i] = nextRun.GetValueOrDefault(length, end);
                    nextRun[length] = end;
                }
                else if (c == '$')
                {
                    _ends[i] = closingDollar > i && !char.IsWhiteSpace(CharAt(line, i + 1)) ? closingDollar : i;
                    if (i > line.Start && !char.IsWhiteSpace(line.Text[i - 1]) && !char.IsLetterOrDigit(CharAt(line, i + 1)))
                    {
                        closingDollar = i;
                    }
                }
            }
        }

        public int EndOf(int start) => _ends.GetValueOrDefault(start, start);

        private static char CharAt(StringSlice line, int index) => index <= line.End ? line.Text[index] : ' ';
    }
}
