using System.Buffers;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Where comments of HTML and kramdown may begin, and where they end. To be asked from the front to the back, so that a whole text
/// takes linear time.
/// </summary>
internal sealed class CommentMarks(string text)
{
    private const string Html = "<!--";
    private const string Kramdown = "{::comment}";

    private static readonly SearchValues<string> Openers = SearchValues.Create(["<!", "<?", Kramdown], StringComparison.Ordinal);

    private readonly Forward _plain = new(text, "-->");
    private readonly Forward _odd = new(text, "--!>");
    private readonly Forward _full = new(text, "{:/comment}");
    private readonly Forward _brief = new(text, "{:/}");

    public static bool AreIn(string text) => text.AsSpan().ContainsAny(Openers);

    /// <summary>The next place where a comment may begin, or a declaration; null where there is not one.</summary>
    public int? Next(int position) =>
        position < text.Length && text.AsSpan(position).IndexOfAny(Openers) is var index and >= 0 ? position + index : null;

    /// <returns>Null where it would be a declaration.</returns>
    public string? OpenerAt(int start) =>
        text[start] == '{' ? Kramdown
        : text.AsSpan(start).StartsWith(Html) ? Html
        : null;

    /// <returns>Null where no comment begins, and where it is never closed.</returns>
    public int? EndOf(int start) => OpenerAt(start) switch
    {
        Kramdown => EndOfKramdown(start),
        Html => EndOfHtml(start),
        _ => null,
    };

    // HTML, section 13.2.5.43: "<!-->" and "<!--->" are whole comments.
    private int? EndOfHtml(int start)
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

    private int? EndOfKramdown(int start)
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
