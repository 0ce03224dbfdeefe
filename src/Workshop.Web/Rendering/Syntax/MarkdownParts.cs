namespace Workshop.Web.Rendering.Syntax;

internal enum MarkdownPartKind
{
    Code,
    Comment,
}

internal readonly record struct MarkdownPart(MarkdownPartKind Kind, int Start, int End, bool IsClosed = true)
{
    public bool Contains(int position) => position >= Start && position < End;
}

/// <summary>
/// Tells code from comments, HTML's and kramdown's. Reads from the front, since each can contain what looks like the
/// other. A fence or a run of backticks that is never closed is no code, and neither is what may stand indented in a
/// list, so that they cannot keep a comment.
/// </summary>
internal static class MarkdownParts
{
    public static IEnumerable<MarkdownPart> Scan(string text)
    {
        // A search for the end of a fence that failed need not be repeated further down: it would fail again.
        var unclosed = new Dictionary<char, int>();
        var indented = new IndentedCode();
        var position = 0;
        while (position < text.Length)
        {
            if (IsLineStart(text, position) && indented.Follow(LineAt(text, position)))
            {
                var next = NextLine(text, position);
                yield return new MarkdownPart(MarkdownPartKind.Code, position, next);
                position = next;
            }
            else if (IsLineStart(text, position) && FenceEnd(text, position, unclosed) is { } fenceEnd)
            {
                yield return new MarkdownPart(MarkdownPartKind.Code, position, fenceEnd);
                position = fenceEnd;
            }
            else if (CommentEnd(text, position) is { } end)
            {
                yield return new MarkdownPart(MarkdownPartKind.Comment, position, end < 0 ? text.Length : end, IsClosed: end >= 0);
                position = end < 0 ? text.Length : end;
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
                position += text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '`' or '<' or '{' or '\\' ? 2 : 1;
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

    /// <returns>Null where no comment starts, -1 where it is never closed.</returns>
    private static int? CommentEnd(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest.StartsWith("{::comment}"))
        {
            var extension = rest.IndexOf("{:/comment}") is var full && rest.IndexOf("{:/}") is var brief && (full < 0 || (brief >= 0 && brief < full)) ? brief : full;
            return extension < 0 ? -1 : start + extension + rest[extension..].IndexOf('}') + 1;
        }

        if (!rest.StartsWith("<!--"))
        {
            return null;
        }

        // HTML, section 13.2.5.43: "<!-->" and "<!--->" are whole comments.
        rest = rest[4..];
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return start + 4 + (rest[0] == '>' ? 1 : 2);
        }

        var plain = rest.IndexOf("-->");
        var odd = (plain < 0 ? rest : rest[..plain]).IndexOf("--!>");
        return odd >= 0 ? start + 4 + odd + 4
            : plain >= 0 ? start + 4 + plain + 3
            : -1;
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

    /// <summary>CommonMark, section 4.4, as far as lines tell: indented by four, after a blank line, and in no list or note.</summary>
    private sealed class IndentedCode
    {
        private bool _afterBlank = true;
        private bool _inCode;
        private bool _inContainer;

        public bool Follow(ReadOnlySpan<char> line)
        {
            var text = line.TrimStart(" \t");
            if (text.IsWhiteSpace())
            {
                _afterBlank = true;
                return false;
            }

            var isIndented = line.StartsWith("    ") || line[..(line.Length - text.Length)].Contains('\t');
            _inCode = isIndented && !_inContainer && (_afterBlank || _inCode);
            if (!isIndented && (OpensContainer(text) || (_afterBlank && text.Length == line.Length)))
            {
                _inContainer = OpensContainer(text);
            }

            _afterBlank = false;
            return _inCode;
        }

        private static bool OpensContainer(ReadOnlySpan<char> text)
        {
            var marker = text.TrimStart("0123456789");
            return text[0] is '-' or '+' or '*' or ':' || text.StartsWith("[^") || (marker.Length < text.Length && marker is ['.' or ')', ..]);
        }
    }
}
