using System.Buffers;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// One walk through a text for what no page shows: comments, HTML's and kramdown's, declarations and processing instructions. What
/// is code and what is HTML the syntax tree says; where a comment ends HTML's own rule, also beyond its list item, quote or
/// paragraph, since organizers keep passwords in comments and do not count blank lines.
/// </summary>
internal sealed class HiddenSweep
{
    private const string Html = "<!--";
    private const string Kramdown = "{::comment}";

    private static readonly SearchValues<string> Openers = SearchValues.Create(["<!", "<?", Kramdown], StringComparison.Ordinal);

    private readonly string _text;
    private readonly SourceCuts _cuts;
    private readonly List<SyntaxRegion> _regions;
    private readonly CommentEnds _ends;
    private readonly ScriptText _code;
    private readonly List<HiddenPart> _parts = [];

    private HiddenSweep(SourceCuts cuts, List<SyntaxRegion> regions)
    {
        (_cuts, _text, _regions) = (cuts, cuts.Text, regions);
        (_ends, _code) = (new CommentEnds(_text), new ScriptText(_text));
    }

    /// <summary>Where the first comment begins that is shown as text because nothing closes it.</summary>
    public int? ShownFrom { get; private set; }

    public IReadOnlyList<HiddenPart> Parts => _parts;

    public static bool MayFind(string text) => text.AsSpan().ContainsAny(Openers);

    /// <param name="all">Else only up to the first part that the parser has not read as one: it may have misread all that follows.</param>
    public static HiddenSweep Of(SourceCuts cuts, List<SyntaxRegion> regions, bool all)
    {
        var sweep = new HiddenSweep(cuts, regions);
        for (var position = 0; sweep.Next(position) is { } start;)
        {
            var region = SyntaxRegion.At(regions, start);
            if (sweep.PartAt(start, region) is not { } part)
            {
                position = start + 1;
                continue;
            }

            sweep._parts.Add(part);
            position = part.End;
            if (!all && !sweep.IsRead(part, region))
            {
                break;
            }
        }

        return sweep;
    }

    /// <summary>
    /// For a text that cannot be parsed, or not in time: no comment is kept by anything, and none begins in what is left.
    /// </summary>
    public static IReadOnlyList<HiddenPart> OfUnread(SourceCuts cuts)
    {
        var sweep = new HiddenSweep(cuts, []);
        for (var position = 0; sweep.Next(position) is { } start;)
        {
            if (sweep.OpenerAt(start) is { } opener)
            {
                var end = sweep.EndOf(start);
                sweep._parts.Add(new HiddenPart(
                    HiddenKind.Comment, start, end ?? (start + opener.Length), end is null ? opener.Insert(1, " ") : " ", end is not null));
                position = sweep._parts[^1].End;
            }
            else
            {
                position = start + 1;
            }
        }

        return sweep._parts;
    }

    /// <summary>For a file of HTML: it has no code that keeps a comment, and one that is never closed runs to the end.</summary>
    public static IReadOnlyList<HiddenPart> OfHtml(string html)
    {
        var sweep = new HiddenSweep(new SourceCuts(html), []);
        for (var position = 0; sweep.Next(position) is { } start;)
        {
            var end = sweep.OpenerAt(start) is null ? start : sweep.EndOf(start);
            position = end == start ? start + 1 : end ?? html.Length;
            if (end != start)
            {
                sweep._parts.Add(new HiddenPart(HiddenKind.Comment, start, position, "", end is not null));
            }
        }

        return sweep._parts;
    }

    private int? Next(int position) =>
        position < _text.Length && _text.AsSpan(position).IndexOfAny(Openers) is var index and >= 0 ? position + index : null;

    private HiddenPart? PartAt(int start, SyntaxRegion? region)
    {
        var isOurs = _cuts.HasReplacementAt(start);
        if (isOurs)
        {
            // What we have put there is not to be seen.
            return region?.Kind is RegionKind.Code or RegionKind.OpenCode or RegionKind.Verbatim
                ? new HiddenPart(HiddenKind.Comment, start, start + HiddenPart.Empty.Length, "")
                : null;
        }

        if (region is { Kind: RegionKind.Code } code && !(IsOnFence(start, code) && EndOf(start) <= LineEnd(start)))
        {
            return null;
        }

        return OpenerAt(start) is null ? Declaration(start, region) : Comment(start, region);
    }

    private HiddenPart? Comment(int start, SyntaxRegion? region)
    {
        var isHtml = region?.Kind is RegionKind.HtmlBlock or RegionKind.HtmlInline;
        if (!isHtml && IsEscaped(start))
        {
            return null;
        }

        var replacement = region?.Kind is RegionKind.OpenCode or RegionKind.Verbatim ? "" : HiddenPart.Empty;
        if (EndOf(start) is { } end)
        {
            return new HiddenPart(HiddenKind.Comment, start, end, replacement);
        }

        if (_text[start] == '<' && region is { Kind: RegionKind.HtmlBlock } block)
        {
            return new HiddenPart(HiddenKind.Comment, start, UnclosedEnd(start, block), HiddenPart.Empty, IsClosed: false);
        }

        ShownFrom ??= start;
        return null;
    }

    private HiddenPart? Declaration(int start, SyntaxRegion? region) => region switch
    {
        { Kind: RegionKind.HtmlInline } tag when tag.Start == start => new HiddenPart(
            HiddenKind.Declaration, start, tag.End, HiddenPart.Empty),
        {
            Kind: RegionKind.HtmlBlock, Type: HtmlBlockType.ProcessingInstruction
            or HtmlBlockType.CData
            or HtmlBlockType.DocumentType
        } block =>
            new HiddenPart(HiddenKind.Declaration, start, block.End, HiddenPart.Empty),
        // HTML, section 13.2.5.41: a bogus comment, up to the next ">".
        { Kind: RegionKind.HtmlBlock } block when block.Type != HtmlBlockType.ScriptPreOrStyle || !_code.Holds(start, block) =>
            new HiddenPart(HiddenKind.Declaration, start, _text.IndexOf('>', start, block.End - start) is var end and >= 0
                ? end + 1
                : block.End, HiddenPart.Empty),
        _ => null,
    };

    /// <summary>Whether the parser took the part for what it is, so that what follows was read as it will be without it.</summary>
    private bool IsRead(HiddenPart part, SyntaxRegion? region) => region switch
    {
        { Kind: RegionKind.HtmlInline } tag => tag.Start == part.Start && tag.End == part.End,
        { Kind: RegionKind.HtmlBlock } block => part.End <= block.End
            && (!part.IsClosed || IsReadIn(block, _text.AsSpan(part.Start, part.End - part.Start))),
        { Kind: RegionKind.OpenCode } code => part.End <= code.End,
        _ => false,
    };

    // What ends a block of HTML may stand within the comment; and "--!>" ends a comment, but not the block.
    private static bool IsReadIn(SyntaxRegion block, ReadOnlySpan<char> part) => block.Type switch
    {
        HtmlBlockType.Comment => part is not [.., '!', '>'],
        HtmlBlockType.ScriptPreOrStyle => !part.Contains("</", StringComparison.Ordinal),
        _ => true,
    };

    // The end tag of a "pre" stays, since the block would go on without it.
    private int UnclosedEnd(int start, SyntaxRegion block) =>
        block.Type == HtmlBlockType.ScriptPreOrStyle
            && _text.LastIndexOf("</", block.End - 1, block.End - start, StringComparison.Ordinal) is var tag and >= 0 ? tag : block.End;

    private string? OpenerAt(int start) =>
        _text[start] == '{' ? Kramdown
        : _text.AsSpan(start).StartsWith(Html) ? Html
        : null;

    private int? EndOf(int start) =>
        _text[start] == '{' ? _ends.OfKramdown(start)
        : _text.AsSpan(start).StartsWith(Html) ? _ends.OfHtml(start)
        : null;

    private bool IsOnFence(int start, SyntaxRegion code) =>
        _text[code.Start] is '`' or '~' && start < LineEnd(code.Start) && LineEnd(code.Start) < code.End;

    private int LineEnd(int position) => _text.IndexOf('\n', position) is var end and >= 0 ? end : _text.Length;

    // CommonMark, section 2.4.
    private bool IsEscaped(int position)
    {
        var before = _text.AsSpan(0, position);
        return (before.Length - before.TrimEnd('\\').Length) % 2 == 1;
    }
}
