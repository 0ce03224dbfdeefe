using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

internal enum RegionKind
{
    /// <summary>Code that shows a comment as it is written.</summary>
    Code,

    /// <summary>
    /// Shown as code, but by accident as often as on purpose: a fence that is never closed, or what stands indented in a list. It
    /// keeps no comment.
    /// </summary>
    OpenCode,

    /// <summary>Mathematics, and what is too much to be read; shown as it is written.</summary>
    Verbatim,

    HtmlBlock,

    HtmlInline,
}

/// <summary>A stretch of a text that the parser read as something else than words.</summary>
/// <param name="Type">Of a block of HTML.</param>
internal readonly record struct SyntaxRegion(RegionKind Kind, int Start, int End, HtmlBlockType Type = default)
{
    /// <summary>In ascending order, none within another.</summary>
    public static List<SyntaxRegion> In(MarkdownDocument document, string text)
    {
        var regions = new List<SyntaxRegion>();
        foreach (var node in document.Descendants())
        {
            if (Of(node, text) is { } region && region.Start < region.End)
            {
                regions.Add(region);
            }
        }

        regions.Sort((a, b) => a.Start.CompareTo(b.Start));
        var last = 0;
        regions.RemoveAll(region =>
        {
            var isWithin = region.Start < last;
            last = Math.Max(last, region.End);
            return isWithin;
        });
        return regions;
    }

    /// <returns>Null where only words are.</returns>
    public static SyntaxRegion? At(List<SyntaxRegion> regions, int position)
    {
        var index = regions.BinarySearch(
            new SyntaxRegion(default, position, 0), Comparer<SyntaxRegion>.Create((a, b) => a.Start.CompareTo(b.Start)));
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && position < regions[index].End ? regions[index] : null;
    }

    private static SyntaxRegion? Of(MarkdownObject node, string text) => node switch
    {
        MathBlock math => Lines(math, RegionKind.Verbatim, text),
        FencedCodeBlock fence => Fence(fence, text),
        CodeBlock code => Lines(code, code.Parent is MarkdownDocument ? RegionKind.Code : RegionKind.OpenCode, text),
        HtmlBlock html => Lines(html, RegionKind.HtmlBlock, text) is { } lines ? lines with { Type = html.Type } : null,
        LeafBlock { ProcessInlines: false, Inline: not null } verbatim => Lines(verbatim, RegionKind.Verbatim, text),
        CodeInline code => Inline(code, RegionKind.Code, text) is { } region
            && IsCode(code, text.AsSpan(region.Start, region.End - region.Start)) ? region : null,
        MathInline math => Inline(math, RegionKind.Verbatim, text),
        HtmlInline html => Inline(html, RegionKind.HtmlInline, text) is { } region
            && IsTag(html, text.AsSpan(region.Start, region.End - region.Start)) ? region : null,
        _ => null,
    };

    // From the line of the fence on, whose words after it no page shows.
    private static SyntaxRegion? Fence(FencedCodeBlock fence, string text)
    {
        var kind = fence.ClosingFencedCharCount > 0 ? RegionKind.Code : RegionKind.OpenCode;
        var lines = Lines(fence, kind, text);
        return fence.Span.Start >= 0 && fence.Span.Start < text.Length
            ? new SyntaxRegion(kind, fence.Span.Start, Math.Max(lines?.End ?? 0, LineEnd(text, fence.Span.Start)))
            : lines;
    }

    // By its lines, since not every block has its exact span.
    private static SyntaxRegion? Lines(LeafBlock block, RegionKind kind, string text)
    {
        if (block.Lines.Count == 0)
        {
            return null;
        }

        var (first, last) = (StartOf(block.Lines.Lines[0]), StartOf(block.Lines.Lines[block.Lines.Count - 1]));
        return first < 0 || last < first || last > text.Length ? null : new SyntaxRegion(kind, first, LineEnd(text, last));
    }

    private static int StartOf(StringLine line) => line.Position;

    private static int LineEnd(string text, int position) => text.IndexOf('\n', position) is var end and >= 0 ? end : text.Length;

    private static SyntaxRegion? Inline(Markdig.Syntax.Inlines.Inline inline, RegionKind kind, string text) =>
        inline.Span.IsEmpty
            || inline.Span.Start < 0
            || inline.Span.End >= text.Length ? null : new SyntaxRegion(kind, inline.Span.Start, inline.Span.End + 1);

    // A table's cell in which a pipe was escaped is not where the parser thinks it is; what cannot be found keeps no comment.
    private static bool IsCode(CodeInline code, ReadOnlySpan<char> source)
    {
        var ticks = code.DelimiterCount;
        return source.Length > 2 * ticks
            && !source[..ticks].ContainsAnyExcept('`') && !source[^ticks..].ContainsAnyExcept('`')
            && (source.Contains('\n') || source[ticks..^ticks].Trim().SequenceEqual(code.ContentSpan.Trim()));
    }

    private static bool IsTag(HtmlInline html, ReadOnlySpan<char> source) =>
        source is ['<', .., '>'] && (source.Contains('\n') || source.SequenceEqual(html.Tag));
}
