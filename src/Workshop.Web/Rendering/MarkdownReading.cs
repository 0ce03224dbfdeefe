using Markdig.Syntax;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering;

/// <summary>
/// What of a Markdown text a page shows, what it hides, and what is code: the one reader that pages, imports and exports ask. The
/// renderer writes the very tree that is left here, so what others are given cannot differ from what a page says.
/// </summary>
internal sealed class MarkdownReading
{
    // Characters parsed beyond the first two times, and how often at most: a text that is made to be read again and again.
    private const int MaxParsed = 500_000;
    private const int MaxRounds = 100;

    private readonly SourceCuts _cuts;
    private readonly Lazy<IReadOnlyList<SourceSpan>> _code;

    // The first line after a part that spanned lines, and how many lines of the source are missing before it.
    private readonly List<(int Line, int Missing)> _shifts = [];

    private MarkdownReading(
        string source,
        SourceCuts cuts,
        MarkdownDocument? document,
        List<SyntaxRegion> regions,
        List<RenderWarning> warnings,
        int? shownFrom)
    {
        (_cuts, Document, Warnings) = (cuts, document, warnings);
        ShownFrom = shownFrom is { } shown ? cuts.RangeAt(shown).Start : null;
        CountLines(source);
        _code = new(
            () => [.. regions
                .Where(region => region.Kind is RegionKind.Code or RegionKind.OpenCode)
                .Select(region => new SourceSpan(cuts.RangeAt(region.Start).Start, cuts.RangeAt(region.End - 1).End - 1))]);
    }

    /// <summary>The source without what no page shows. A reading of it hides nothing more.</summary>
    public string Text => _cuts.Text;

    /// <summary>Of <see cref="Text"/>; null where it is nested too deeply to be parsed.</summary>
    public MarkdownDocument? Document { get; }

    /// <summary>By lines of <see cref="Text"/>.</summary>
    public IReadOnlyList<RenderWarning> Warnings { get; }

    /// <summary>In the source, in ascending order.</summary>
    public IReadOnlyList<HiddenPart> Hidden => _cuts.Parts;

    /// <summary>In <see cref="Text"/>: the empty comments that stand where something was hidden.</summary>
    public IEnumerable<SourceSpan> Replacements =>
        _cuts.Parts.Zip(_cuts.Starts)
            .Where(at => at.First.Replacement.Length > 0)
            .Select(at => new SourceSpan(at.Second, at.Second + at.First.Replacement.Length - 1));

    /// <summary>Where in the source the first comment begins that is shown as text, because nothing closes it.</summary>
    public int? ShownFrom { get; }

    /// <summary>Blocks and spans of code, in the source, in ascending order.</summary>
    public IReadOnlyList<SourceSpan> Code => _code.Value;

    /// <summary>Whether reading the text can find anything that is hidden.</summary>
    public static bool MayHide(string markdown) => CommentMarks.AreIn(markdown);

    public static MarkdownReading Of(string markdown)
    {
        var cuts = new SourceCuts(markdown);
        for (var (round, parsed) = (0, -markdown.Length); ; round++)
        {
            var warnings = new List<RenderWarning>();
            var document = MarkdownSyntax.TryParse(cuts.Text, warnings);
            parsed += cuts.Text.Length;
            if (!CommentMarks.AreIn(markdown) || round > MaxRounds + 1)
            {
                return new MarkdownReading(markdown, cuts, document, RegionsOf(document, cuts.Text), warnings, null);
            }

            var regions = RegionsOf(document, cuts.Text);
            var sweep = HiddenSweep.Of(cuts, regions, all: parsed > MaxParsed);
            var isUnread = document is null || round >= MaxRounds || parsed > 2 * MaxParsed;
            var parts = isUnread ? UnreadComments.OfMarkdown(cuts.Text) : sweep.Parts;
            if (parts.Count == 0)
            {
                warnings.AddRange(WarningsOf(cuts, sweep));
                return new MarkdownReading(markdown, cuts, document, regions, warnings, sweep.ShownFrom);
            }

            cuts.Add(parts);
        }
    }

    /// <summary>Whether another text hides nothing, and its page is that of this one, or parts what is a paragraph of its own.</summary>
    public bool IsSaidBy(string other)
    {
        if (Text.Length > MarkdownRenderer.MaxLength || Of(other).Hidden.Count > 0)
        {
            return false;
        }

        var (html, its) = (Bare(MarkdownRenderer.Render(Text).Html), Bare(MarkdownRenderer.Render(other).Html));
        return html == its || (WithoutParagraphs(html) == WithoutParagraphs(its) && its.Length > html.Length);

        static string Bare(string html) => new([.. html.Where(c => !char.IsWhiteSpace(c))]);
        static string WithoutParagraphs(string html) =>
            html.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal);
    }

    /// <param name="line">One-based, in <see cref="Text"/>.</param>
    /// <returns>The line of the source.</returns>
    public int SourceLine(int line)
    {
        var index = _shifts.BinarySearch((line, int.MaxValue));
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? line : line + _shifts[index].Missing;
    }

    private static List<SyntaxRegion> RegionsOf(MarkdownDocument? document, string text) =>
        document is null ? [] : SyntaxRegion.In(document, text);

    // By lines of the text, as for all warnings until they are done.
    private static IEnumerable<RenderWarning> WarningsOf(SourceCuts cuts, HiddenSweep sweep)
    {
        var (line, counted) = (1, 0);
        var notes = cuts.Parts.Select((part, index) => (At: cuts.Starts[index], Message: part switch
        {
            { Kind: HiddenKind.Declaration } => "A declaration or processing instruction was removed.",
            { IsClosed: false } => "This comment is never closed, so everything up to the end of its block is hidden.",
            _ => null,
        })).Append((
            At: sweep.ShownFrom ?? 0,
            Message: sweep.ShownFrom is null ? null : "This comment is never closed, so it is shown as text."));
        foreach (var (at, message) in notes.Where(note => note.Message is not null).OrderBy(note => note.At))
        {
            line += cuts.Text.AsSpan(counted, at - counted).Count('\n');
            counted = at;
            yield return new RenderWarning(line, message!);
        }
    }

    private void CountLines(string source)
    {
        var (line, missing, position) = (1, 0, 0);
        for (var i = 0; i < _cuts.Parts.Count; i++)
        {
            var part = _cuts.Parts[i];
            line += source.AsSpan(position, part.Start - position).Count('\n');
            position = part.End;
            if (source.AsSpan(part.Start, part.End - part.Start).Count('\n') is var lines and > 0)
            {
                missing += lines;
                _shifts.Add((line + 1, missing));
            }
        }
    }
}
