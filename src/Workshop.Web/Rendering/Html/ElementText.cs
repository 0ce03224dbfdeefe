using System.Text;
using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>The words of an element, white space folded, blocks set apart.</summary>
internal static class ElementText
{
    private static readonly HashSet<string> Inline =
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ];

    /// <param name="withoutLists">Leaves out the lists inside, for the words of a list item alone.</param>
    public static string Of(IElement root, bool withoutLists = false)
    {
        var text = new StringBuilder();
        // A stack of its own: the tree may be deep, and AngleSharp's NextSibling searches the parent each time.
        var pending = new Stack<(INode? Node, bool Break)>([(root, false)]);
        while (pending.TryPop(out var item))
        {
            if (item.Break)
            {
                text.Append(' ');
            }

            if (item.Node is IText words)
            {
                text.Append(words.Data);
            }
            else if (item.Node is IElement element && !IsFootnoteMark(element) && !(withoutLists && element.LocalName is "ul" or "ol"))
            {
                var isBlock = !Inline.Contains(element.LocalName);
                pending.Push((null, isBlock));
                for (var i = element.ChildNodes.Length - 1; i >= 0; i--)
                {
                    pending.Push((element.ChildNodes[i], false));
                }
                text.Append(isBlock ? " " : "");
            }
        }

        return Fold(text.ToString());
    }

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(c);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The beginning of a text that is longer than that, without half a surrogate pair at its end.</summary>
    public static string Cut(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>For a name that is read aloud, and that many elements may share.</summary>
    public static string Shorten(string words)
    {
        const int most = 100;
        if (words.Length <= most)
        {
            return words;
        }

        var space = words.LastIndexOf(' ', most - 1);
        return Cut(words, space > 0 ? space : most - 1) + "…";
    }

    private static bool IsFootnoteMark(IElement element) =>
        element.LocalName == "a" && element.ClassName is "footnote-ref" or "footnote-back-ref";
}
