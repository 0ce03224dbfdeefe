using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Pipe tables of GFM and of kramdown, read from a finished paragraph. kramdown takes any paragraph line with a pipe
/// for a table; here, without a delimiter row, every line has to begin with a pipe, or there have to be several lines
/// with the same number of cells, so "P(a|b)" in running text stays text.
/// </summary>
internal static class PipeTables
{
    /// <summary>Empty cells that pad short rows are worth adding only while they do not swamp what the author wrote.</summary>
    private const int PaddingBudget = 20_000;

    /// <summary>The table in <paramref name="paragraph"/>, which keeps the lines before it, if any; null when there is none.</summary>
    public static Table? Extract(ParagraphBlock paragraph)
    {
        var lines = new List<StringLine>();
        for (var i = 0; i < paragraph.Lines.Count; i++)
        {
            lines.Add(paragraph.Lines.Lines[i]);
        }

        if (!lines.Exists(line => line.Slice.AsSpan().Contains('|')))
        {
            return null;
        }

        var delimiter = lines.FindIndex(line => TableLine.Alignments(line.Slice) is not null);
        var start = delimiter switch
        {
            < 0 => IsHeaderless(lines) ? 0 : -1,
            0 => lines.Count > 1 && lines[1].Slice.AsSpan().Contains('|') ? 0 : -1,
            _ when lines.Take(delimiter).All(line => TableLine.StartsWithPipe(line.Slice)) => 0,
            _ => TableLine.Cells(lines[delimiter - 1].Slice).Count > 1
                || TableLine.StartsWithPipe(lines[delimiter - 1].Slice) ? delimiter - 1 : -1,
        };
        if (start < 0)
        {
            return null;
        }

        var table = Build(lines[start..], delimiter - start, lines);
        paragraph.Lines = new StringLineGroup(Math.Max(start, 1));
        for (var i = 0; i < start; i++)
        {
            var line = lines[i];
            paragraph.Lines.Add(ref line);
        }

        return table;
    }

    private static bool IsHeaderless(List<StringLine> lines)
    {
        var counts = lines.ConvertAll(line => TableLine.Cells(line.Slice).Count);
        return lines.TrueForAll(line => TableLine.StartsWithPipe(line.Slice))
            ? lines.Count > 1 ? counts.Exists(count => count > 1) : TableLine.EndsWithPipe(lines[0].Slice) && counts[0] > 0
            : lines.Count > 1 && counts[0] > 1 && counts.TrueForAll(count => count == counts[0])
                && lines.TrueForAll(line => line.Slice.AsSpan().Contains(" | ", StringComparison.Ordinal));
    }

    private static Table Build(List<StringLine> lines, int delimiter, List<StringLine> all)
    {
        var alignments = delimiter < 0 ? [] : TableLine.Alignments(lines[delimiter].Slice)!;
        var table = new Table
        {
            Line = lines[0].Line,
            Span = new SourceSpan(
            lines[0].Position, all[^1].Position + all[^1].Slice.Length - 1)
        };
        var columns = alignments.Length;
        var written = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            // A delimiter row again in mid-table only draws a line in kramdown.
            if (TableLine.Alignments(lines[i].Slice) is not null)
            {
                continue;
            }

            var row = Row(lines[i], alignments);
            row.IsHeader = i < delimiter;
            table.Add(row);
            written += row.Count;
            columns = Math.Max(columns, row.Count);
        }

        if ((long)table.Count * columns <= PaddingBudget + (4L * written))
        {
            Pad(table, columns);
        }

        return table;
    }

    private static TableRow Row(StringLine line, string[] alignments)
    {
        var row = new TableRow { Line = line.Line };
        foreach (var text in TableLine.Cells(line.Slice))
        {
            var cell = new TableCell { Line = line.Line };
            if (row.Count < alignments.Length && alignments[row.Count] is { Length: > 0 } alignment)
            {
                cell.GetAttributes().AddClass(alignment);
            }

            if (!text.IsEmpty)
            {
                var paragraph = new ParagraphBlock { Line = line.Line };
                var offset = ReferenceEquals(text.Text, line.Slice.Text) ? text.Start - line.Slice.Start : 0;
                paragraph.Lines = new StringLineGroup(1);
                var cellLine = new StringLine(text, line.Line, line.Column + offset, line.Position + offset, NewLine.None);
                paragraph.Lines.Add(ref cellLine);
                cell.Add(paragraph);
            }

            row.Add(cell);
        }

        return row;
    }

    private static void Pad(Table table, int columns)
    {
        foreach (var row in table.Cast<TableRow>())
        {
            while (row.Count < columns)
            {
                row.Add(new TableCell { Line = row.Line });
            }
        }
    }
}
