namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Where a comment of HTML or kramdown ends. To be asked from the front to the back, so that a whole text takes linear time.
/// </summary>
internal sealed class CommentEnds(string text)
{
    private readonly Forward _plain = new(text, "-->");
    private readonly Forward _odd = new(text, "--!>");
    private readonly Forward _full = new(text, "{:/comment}");
    private readonly Forward _brief = new(text, "{:/}");

    /// <summary>HTML, section 13.2.5.43: <c>&lt;!--></c> and <c>&lt;!---></c> are whole comments.</summary>
    /// <returns>Null where it is never closed.</returns>
    public int? OfHtml(int start)
    {
        var rest = text.AsSpan(start + 4);
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return start + 4 + (rest[0] == '>' ? 1 : 2);
        }

        var (plain, odd) = (_plain.From(start + 4), _odd.From(start + 4));
        return odd >= 0 && (plain < 0 || odd < plain) ? odd + 4
            : plain >= 0 ? plain + 3
            : null;
    }

    /// <inheritdoc cref="OfHtml"/>
    public int? OfKramdown(int start)
    {
        var (full, brief) = (_full.From(start), _brief.From(start));
        return full >= 0 && (brief < 0 || full < brief) ? full + "{:/comment}".Length
            : brief >= 0 ? brief + "{:/}".Length
            : null;
    }

    private sealed class Forward(string text, string sought)
    {
        private int _from;
        private int _found = -2;

        /// <returns>-1 where it does not come any more.</returns>
        public int From(int position)
        {
            if (_found == -2 || position < _from || (_found >= 0 && _found < position))
            {
                _found = text.IndexOf(sought, position, StringComparison.Ordinal);
                _from = position;
            }

            return _found;
        }
    }
}
