using System.Text.RegularExpressions;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <param name="IsOutput"><c>{{ … }}</c>; else <c>{% … %}</c>.</param>
/// <param name="Inner">Without the marks of its ends.</param>
internal readonly partial record struct LiquidTag(bool IsOutput, int Start, int End, string Inner)
{
    public string Name => Inner.Split([' ', '\t', '\n'], 2)[0];

    public string Argument => Inner.Split([' ', '\t', '\n'], 2) is [_, var argument] ? argument.Trim() : "";

    /// <summary>The blocks of one name, up to the first closing tag. One that is never closed comes with null, and ends the list.</summary>
    public static List<(LiquidTag Opening, LiquidTag? Closing)> Blocks(string text, string name)
    {
        var blocks = new List<(LiquidTag, LiquidTag?)>();
        LiquidTag? opening = null;
        foreach (var tag in Scan(text).Where(tag => !tag.IsOutput))
        {
            if (opening is { } open && tag.Name == "end" + name)
            {
                blocks.Add((open, tag));
                opening = null;
            }
            else if (opening is null && tag.Name == name)
            {
                opening = tag;
            }
        }

        if (opening is { } unclosed)
        {
            blocks.Add((unclosed, null));
        }

        return blocks;
    }

    /// <summary>The edit with the white space that a hyphen within the tags takes from both sides.</summary>
    public static TextEdit Trim(TextEdit edit, LiquidTag first, LiquidTag last, string text)
    {
        var (start, end) = (edit.Start, edit.Start + edit.Length);
        if (text[first.Start + 2] == '-')
        {
            start = Math.Min(start, text.AsSpan(0, first.Start).TrimEnd().Length);
        }

        if (text[last.End - 3] == '-')
        {
            end = Math.Max(end, text.Length - text.AsSpan(last.End).TrimStart().Length);
        }

        return edit with { Start = start, Length = end - start };
    }

    /// <summary>All tags in order, none of them from within <c>raw</c>. One that is never closed is text.</summary>
    public static List<LiquidTag> Scan(string text)
    {
        var tags = new List<LiquidTag>();
        var (hasOutputEnd, hasBlockEnd, hasRawEnd) = (true, true, true);
        for (var start = text.IndexOf('{'); start >= 0
            && start + 1 < text.Length; start = start < text.Length ? text.IndexOf('{', start) : -1)
        {
            var isOutput = text[start + 1] == '{';
            if ((!isOutput && text[start + 1] != '%') || !(isOutput ? hasOutputEnd : hasBlockEnd))
            {
                start++;
                continue;
            }

            var end = text.IndexOf(isOutput ? "}}" : "%}", start + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                (hasOutputEnd, hasBlockEnd) = isOutput ? (false, hasBlockEnd) : (hasOutputEnd, false);
                start++;
                continue;
            }

            var tag = new LiquidTag(isOutput, start, end + 2, text[(start + 2)..end].Trim().Trim('-').Trim());
            tags.Add(tag);
            start = tag.End;
            if (!isOutput && hasRawEnd && tag.Name == "raw")
            {
                var raw = RawEnd().Match(text, start);
                hasRawEnd = raw.Success;
                if (raw.Success)
                {
                    tags.Add(new LiquidTag(IsOutput: false, raw.Index, raw.Index + raw.Length, "endraw"));
                    start = raw.Index + raw.Length;
                }
            }
        }

        return tags;
    }

    [GeneratedRegex(@"\{%-?\s*endraw\s*-?%\}", RegexOptions.NonBacktracking)]
    private static partial Regex RawEnd();
}
