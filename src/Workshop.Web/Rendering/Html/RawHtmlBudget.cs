using System.Buffers;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Bounds what raw HTML may cost. An HTML parser copies every formatting element that was left open into each block
/// that follows, and a tree of a hundred thousand unclosed tags overflows the stack of whatever walks it. So tags are
/// counted while the HTML is written, and a text over the bounds shows its raw HTML as text instead.
/// </summary>
internal sealed class RawHtmlBudget
{
    /// <summary>A page that lists 500 papers with ten tags each uses a quarter of this.</summary>
    public const int MaxTags = 20_000;

    /// <summary>Browsers themselves stop nesting at 512.</summary>
    public const int MaxOpen = 200;

    /// <summary>Elements that the parser would copy: open formatting elements, added up over all that follows.</summary>
    public const int MaxCopies = 200_000;

    /// <summary>Never open for long: they hold nothing, or the next of their kind closes them.</summary>
    private static readonly HashSet<string> NeverNested = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    };

    private static readonly HashSet<string> Formatting = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    };

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    private readonly Dictionary<string, int> _open = new(StringComparer.OrdinalIgnoreCase);
    private int _tags;
    private int _openCount;
    private int _openFormatting;
    private long _copies;

    public bool IsExceeded { get; private set; }

    /// <summary>Something is written after the tags counted so far.</summary>
    public void AddContent() => IsExceeded |= (_copies += _openFormatting) > MaxCopies;

    public void AddRaw(ReadOnlySpan<char> html)
    {
        while (!IsExceeded && html.IndexOf('<') is var start and >= 0)
        {
            html = html[(start + 1)..];
            var closing = html.StartsWith('/');
            var name = NameAt(closing ? html[1..] : html);
            if (!name.IsEmpty)
            {
                _tags++;
                Count(name.ToString(), closing ? -1 : 1);
                AddContent();
                IsExceeded |= _tags > MaxTags || _openCount > MaxOpen;
            }
        }
    }

    private void Count(string name, int change)
    {
        if (NeverNested.Contains(name))
        {
            return;
        }

        var open = _open.GetValueOrDefault(name);
        if (open + change < 0)
        {
            return;
        }

        _open[name] = open + change;
        _openCount += change;
        _openFormatting += Formatting.Contains(name) ? change : 0;
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return [];
        }

        var end = text.IndexOfAny(NameEnds);
        return end < 0 ? text : text[..end];
    }
}
