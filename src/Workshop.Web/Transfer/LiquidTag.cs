using System.Text.RegularExpressions;

namespace Workshop.Web.Transfer;

/// <param name="IsOutput"><c>{{ … }}</c>; else <c>{% … %}</c>.</param>
/// <param name="Inner">Without the marks of its ends.</param>
internal readonly partial record struct LiquidTag(bool IsOutput, int Start, int End, string Inner)
{
    public string Name => Inner.Split([' ', '\t', '\n'], 2)[0];

    public string Argument => Inner.Split([' ', '\t', '\n'], 2) is [_, var argument] ? argument.Trim() : "";

    /// <summary>All tags in order, none of them from within <c>raw</c>. One that is never closed is text.</summary>
    public static List<LiquidTag> Scan(string text)
    {
        var tags = new List<LiquidTag>();
        var (hasOutputEnd, hasBlockEnd, hasRawEnd) = (true, true, true);
        for (var start = text.IndexOf('{'); start >= 0 && start + 1 < text.Length; start = start < text.Length ? text.IndexOf('{', start) : -1)
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
