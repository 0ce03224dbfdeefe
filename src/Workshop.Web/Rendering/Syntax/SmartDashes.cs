using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary><c>--</c> becomes an en dash and <c>---</c> an em dash, as in kramdown; longer runs stay as they are.</summary>
internal sealed class SmartDash(int count) : LeafInline
{
    /// <summary>What the author typed; heading ids are made of this.</summary>
    public string Source { get; } = new('-', count);

    public string Text { get; } = count == 2 ? "–" : "—";
}

internal sealed class SmartDashParser : InlineParser
{
    public SmartDashParser() => OpeningCharacters = ['-'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var count = 1;
        while (slice.PeekChar(count) == '-')
        {
            count++;
        }

        if (count is not (2 or 3) || slice.PeekCharExtra(-1) == '-' || IsInAddress(slice))
        {
            return false;
        }

        processor.Inline = new SmartDash(count)
        {
            Span = new SourceSpan(
                processor.GetSourcePosition(slice.Start, out var line, out var column),
                processor.GetSourcePosition(slice.Start + count - 1)),
            Line = line,
            Column = column,
        };
        slice.Start += count;
        return true;
    }

    /// <summary>In <c>https://x.org/a--b</c>, which is plain text for CommonMark.</summary>
    private static bool IsInAddress(StringSlice slice)
    {
        const int longest = 500;
        var before = slice.Text.AsSpan(0, slice.Start);
        before = before[Math.Max(0, before.Length - longest)..];
        return before[(before.LastIndexOfAny(" \t\n") + 1)..].Contains("://", StringComparison.Ordinal);
    }
}
