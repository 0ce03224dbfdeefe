using System.Buffers;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Bounds raw HTML before it is parsed, since a parser takes quadratic time over tags that are never closed. This only
/// guesses what an end tag closes; <see cref="ElementBudget"/> measures what came of it.
/// </summary>
internal sealed class RawHtmlBudget
{
    /// <summary>A page that lists 500 papers with ten tags each uses a quarter of this.</summary>
    public const int MaxTags = 20_000;

    /// <summary>Browsers themselves stop nesting at 512.</summary>
    public const int MaxOpen = 200;

    /// <summary>Never open for long: they hold nothing, or the next of their kind closes them.</summary>
    private static readonly HashSet<string> NeverNested = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    };

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    private readonly Dictionary<string, int> _open = new(StringComparer.OrdinalIgnoreCase);
    private int _tags;
    private int _openCount;

    /// <exception cref="TooMuchHtml">The tags so far are too many.</exception>
    public void AddRaw(ReadOnlySpan<char> html)
    {
        while (html.IndexOf('<') is var start and >= 0)
        {
            html = html[(start + 1)..];
            var closing = html.StartsWith('/');
            var name = NameAt(closing ? html[1..] : html);
            if (!name.IsEmpty)
            {
                _tags++;
                Count(name.ToString(), closing ? -1 : 1);
                if (_tags > MaxTags || _openCount > MaxOpen)
                {
                    throw new TooMuchHtml();
                }
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
