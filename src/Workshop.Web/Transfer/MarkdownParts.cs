namespace Workshop.Web.Transfer;

internal enum MarkdownPartKind
{
    Code,
    Comment,
}

internal readonly record struct MarkdownPart(MarkdownPartKind Kind, int Start, int End)
{
    public bool Contains(int position) => position >= Start && position < End;
}

/// <summary>
/// Tells code from comments. Reads from the front, since each can contain what looks like the other.
/// A fence or a run of backticks that is never closed is no code, so that it cannot keep a comment.
/// </summary>
internal static class MarkdownParts
{
    public static IEnumerable<MarkdownPart> Scan(string text)
    {
        // A search for the end of a fence that failed need not be repeated further down: it would fail again.
        var unclosed = new Dictionary<char, int>();
        var position = 0;
        while (position < text.Length)
        {
            if (IsLineStart(text, position) && FenceEnd(text, position, unclosed) is { } fenceEnd)
            {
                yield return new MarkdownPart(MarkdownPartKind.Code, position, fenceEnd);
                position = fenceEnd;
            }
            else if (text.AsSpan(position).StartsWith("<!--"))
            {
                var end = CommentEnd(text, position);
                yield return new MarkdownPart(MarkdownPartKind.Comment, position, end);
                position = end;
            }
            else if (text[position] == '`')
            {
                var run = RunLength(text, position);
                if (SpanEnd(text, position, run) is { } spanEnd)
                {
                    yield return new MarkdownPart(MarkdownPartKind.Code, position, spanEnd);
                    position = spanEnd;
                }
                else
                {
                    position += run;
                }
            }
            else
            {
                position += text[position] == '\\' && position + 1 < text.Length && text[position + 1] == '`' ? 2 : 1;
            }
        }
    }

    private static bool IsLineStart(string text, int position) => position == 0 || text[position - 1] == '\n';

    private static int? FenceEnd(string text, int start, Dictionary<char, int> unclosed)
    {
        var (fence, length) = FenceOf(LineAt(text, start), out var rest);
        if (length < 3 || (fence == '`' && rest.Contains('`')) || length >= unclosed.GetValueOrDefault(fence, int.MaxValue))
        {
            return null;
        }

        for (var line = NextLine(text, start); line < text.Length; line = NextLine(text, line))
        {
            var (closing, count) = FenceOf(LineAt(text, line), out var after);
            if (closing == fence && count >= length && after.IsWhiteSpace())
            {
                return NextLine(text, line);
            }
        }

        unclosed[fence] = length;
        return null;
    }

    private static (char Fence, int Length) FenceOf(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        line = line.TrimStart(" \t>");
        var fence = line.Length > 0 && line[0] is '`' or '~' ? line[0] : '\0';
        rest = line.TrimStart(fence);
        return (fence, line.Length - rest.Length);
    }

    private static ReadOnlySpan<char> LineAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }

    private static int NextLine(string text, int start) => Math.Min(start + LineAt(text, start).Length + 1, text.Length);

    // HTML, section 13.2.5.43: "<!-->" and "<!--->" are whole comments; one that is never closed runs to the end.
    private static int CommentEnd(string text, int start)
    {
        var rest = text.AsSpan(start + 4);
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return start + 4 + (rest[0] == '>' ? 1 : 2);
        }

        var plain = rest.IndexOf("-->");
        var odd = (plain < 0 ? rest : rest[..plain]).IndexOf("--!>");
        return odd >= 0 ? start + 4 + odd + 4
            : plain >= 0 ? start + 4 + plain + 3
            : text.Length;
    }

    private static int RunLength(string text, int start) => text.AsSpan(start).Length - text.AsSpan(start).TrimStart('`').Length;

    private static int? SpanEnd(string text, int start, int run)
    {
        for (var position = start + run; position < text.Length; position++)
        {
            if (text[position] == '\n' && position + 1 < text.Length && text[position + 1] == '\n')
            {
                return null;
            }


            if (text[position] == '`')
            {
                var length = RunLength(text, position);
                if (length == run)
                {
                    return position + run;
                }

                position += length - 1;
            }
        }

        return null;
    }
}
