using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// One walk through a text for what no page shows: comments, HTML's and kramdown's, declarations and processing instructions. What
/// is code and what is HTML the syntax tree says; where a comment ends HTML's own rule, also beyond its list item, quote or
/// paragraph, since organizers keep passwords in comments and do not count blank lines.
/// </summary>
internal sealed class HiddenSweep
{
    private readonly string _text;
    private readonly SourceCuts _cuts;
    private readonly CommentMarks _marks;
    private readonly ScriptText _code;
    private readonly List<HiddenPart> _parts = [];

    private HiddenSweep(SourceCuts cuts)
    {
        (_cuts, _text) = (cuts, cuts.Text);
        (_marks, _code) = (new CommentMarks(_text), new ScriptText(_text));
    }

    /// <summary>Where the first comment begins that is shown as text because nothing closes it.</summary>
    public int? ShownFrom { get; private set; }

    public IReadOnlyList<HiddenPart> Parts => _parts;

    /// <param name="all">Else only up to the first part that the parser has not read as one: it may have misread all that follows.</param>
    public static HiddenSweep Of(SourceCuts cuts, List<SyntaxRegion> regions, bool all)
    {
        var sweep = new HiddenSweep(cuts);
        for (var position = 0; sweep._marks.Next(position) is { } start;)
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

    private HiddenPart? PartAt(int start, SyntaxRegion? region)
    {
        if (_cuts.HasReplacementAt(start))
        {
            // What we have put there is not to be seen.
            return region?.Kind is RegionKind.Code or RegionKind.OpenCode or RegionKind.Verbatim
                ? new HiddenPart(HiddenKind.Comment, start, start + HiddenPart.Empty.Length, "")
                : null;
        }

        if (region is { Kind: RegionKind.Code } code && !(IsOnFence(start, code) && _marks.EndOf(start) <= LineEnd(start)))
        {
            return null;
        }

        return _marks.OpenerAt(start) is null ? Declaration(start, region) : Comment(start, region);
    }

    private HiddenPart? Comment(int start, SyntaxRegion? region)
    {
        var isHtml = region?.Kind is RegionKind.HtmlBlock or RegionKind.HtmlInline;
        if (!isHtml && IsEscaped(start))
        {
            return null;
        }

        var replacement = region?.Kind is RegionKind.OpenCode or RegionKind.Verbatim ? "" : HiddenPart.Empty;
        if (_marks.EndOf(start) is { } end)
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
