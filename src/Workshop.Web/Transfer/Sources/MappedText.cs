using System.Text;

namespace Workshop.Web.Transfer.Sources;

/// <summary>A text that knows, through all edits, from which line of its file each of its lines came.</summary>
internal sealed class MappedText
{
    private readonly int[] _lines;
    private readonly int[] _starts;

    public MappedText(string text, int firstLine)
        : this(text, [.. Enumerable.Range(firstLine, text.AsSpan().Count('\n') + 1)])
    {
    }

    private MappedText(string text, int[] lines)
    {
        Text = text;
        _lines = lines;
        _starts = new int[lines.Length];
        for (int position = 0, line = 0; line + 1 < lines.Length; position++)
        {
            if (text[position] == '\n')
            {
                _starts[++line] = position + 1;
            }
        }
    }

    public string Text { get; }

    public int LineAt(int position)
    {
        var index = Array.BinarySearch(_starts, position);
        return _lines[index >= 0 ? index : ~index - 1];
    }

    /// <param name="edits">In ascending order. Where one overlaps the one before it, it takes what is left.</param>
    public MappedText Apply(IReadOnlyCollection<TextEdit> edits)
    {
        if (edits.Count == 0)
        {
            return this;
        }

        var text = new StringBuilder(Text.Length);
        var origins = new List<int>(_lines.Length) { _lines[0] };
        var position = 0;
        foreach (var edit in edits)
        {
            Keep(Math.Max(edit.Start, position));
            text.Append(edit.Replacement);
            origins.AddRange(Enumerable.Repeat(LineAt(edit.Start), edit.Replacement.AsSpan().Count('\n')));
            position = Math.Max(position, edit.Start + edit.Length);
        }

        Keep(Text.Length);
        return new MappedText(text.ToString(), [.. origins]);

        void Keep(int end)
        {
            if (position < end && (text.Length == 0 || text[^1] == '\n'))
            {
                origins[^1] = LineAt(position);
            }

            text.Append(Text, position, end - position);
            for (; position < end; position++)
            {
                if (Text[position] == '\n')
                {
                    origins.Add(LineAt(Math.Min(position + 1, Text.Length)));
                }
            }
        }
    }

    /// <summary>
    /// The edit that leaves out what stands between two positions. Where nothing else stands on its lines they go too,
    /// since an empty line would end a list, a table or a block of HTML; unless that would join two paragraphs.
    /// </summary>
    public TextEdit Removal(int start, int end)
    {
        var lineStart = start == 0 ? 0 : Text.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = Text.IndexOf('\n', end);
        lineEnd = lineEnd < 0 ? Text.Length : lineEnd;
        var isAlone = Text.AsSpan(lineStart, start - lineStart).IsWhiteSpace() && Text.AsSpan(end, lineEnd - end).IsWhiteSpace();
        if (!isAlone)
        {
            return new TextEdit(start, end - start, "");
        }

        return IsProse(LineBefore(lineStart)) && IsProse(LineAfter(lineEnd))
            ? new TextEdit(lineStart, lineEnd - lineStart, "")
            : new TextEdit(lineStart, Math.Min(lineEnd + 1, Text.Length) - lineStart, "");
    }

    private static bool IsProse(ReadOnlySpan<char> line) => line.Length > 0 && char.IsLetterOrDigit(line[0]);

    private ReadOnlySpan<char> LineBefore(int lineStart) =>
        lineStart == 0 ? "" : Text.AsSpan(0, lineStart - 1)[(Text.AsSpan(0, lineStart - 1).LastIndexOf('\n') + 1)..];

    private ReadOnlySpan<char> LineAfter(int lineEnd)
    {
        var rest = Text.AsSpan(Math.Min(lineEnd + 1, Text.Length));
        var end = rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }
}
