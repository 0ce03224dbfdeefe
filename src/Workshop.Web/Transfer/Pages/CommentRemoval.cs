using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// Comments in the sources of real sites hold drafts, names and once a meeting's password; a reader must never get them, and gets
/// all else. What is a comment the renderer's own reader says. The finding says where one stood, not what it said.
/// </summary>
internal static class CommentRemoval
{
    /// <param name="hasLiquid">Whether code may stand in Liquid's own block for it.</param>
    public static MappedText Apply(MappedText text, string file, bool isHtml, bool hasLiquid, ICollection<ImportFinding> findings)
    {
        if (!MarkdownReading.MayHide(text.Text))
        {
            return text;
        }

        if (isHtml)
        {
            var comments = HiddenSweep.OfHtml(text.Text);
            Report(text, file, comments, findings);
            return text.Apply([.. comments.Select(part => text.Removal(part.Start, part.End))]);
        }

        // Letters in one line mean nothing to the parser, and all else keeps its place.
        var code = hasLiquid ? LiquidTag.Blocks(text.Text, "highlight").Where(block => block.Closing is not null) : [];
        var reading = MarkdownReading.Of(Mask(text.Text, code.Select(block => (block.Opening.Start, block.Closing!.Value.End))));
        Report(text, file, reading.Hidden, findings);
        if (reading.ShownFrom is { } shown
            && Finding(text, file, shown, "A comment is never closed, so it is shown as text.") is var note
            && !findings.Contains(note))
        {
            findings.Add(note);
        }

        var bare = text.Apply([.. reading.Hidden.Select(part => new TextEdit(part.Start, part.End - part.Start, part.Replacement))]);

        // Without the empty comments that are left it reads best, but two lists may be one then, or something else a comment.
        var left = reading.Replacements.Select(span => bare.Removal(span.Start, span.End + 1)).ToList();
        return left.Count > 0 && reading.IsSaidBy(new MappedText(reading.Text, 1).Apply(left).Text) ? bare.Apply(left) : bare;
    }

    /// <summary>Liquid knows neither code nor HTML, so its comments go before all else is read.</summary>
    public static MappedText ApplyToLiquid(MappedText text, string file, ICollection<ImportFinding> findings)
    {
        var edits = new List<TextEdit>();
        foreach (var (opening, closing) in LiquidTag.Blocks(text.Text, "comment"))
        {
            if (closing is { } end)
            {
                edits.Add(LiquidTag.Trim(text.Removal(opening.Start, end.End), opening, end, text.Text));
            }
            else
            {
                edits.Add(text.Removal(opening.Start, text.Text.Length));
                findings.Add(Finding(text, file, opening.Start, "A comment is never closed, so everything after it was left out."));
            }
        }

        return text.Apply(edits);
    }

    private static void Report(MappedText text, string file, IEnumerable<HiddenPart> parts, ICollection<ImportFinding> findings)
    {
        foreach (var part in parts)
        {
            findings.Add(Finding(text, file, part.Start, part switch
            {
                { Kind: HiddenKind.Declaration } => "A declaration or processing instruction was left out.",
                { IsClosed: true } => "A comment was left out.",
                { End: var end } when end == text.Text.Length => "A comment is never closed, so everything after it was left out.",
                _ => "A comment is never closed, so everything up to the end of its block was left out.",
            }));
        }
    }

    private static ImportFinding Finding(MappedText text, string file, int position, string message) =>
        new(file, text.LineAt(position), FindingKind.Changed, message);

    private static string Mask(string text, IEnumerable<(int Start, int End)> parts)
    {
        var masked = text.ToCharArray();
        foreach (var (start, end) in parts)
        {
            masked.AsSpan(start, end - start).Fill('x');
        }

        return new string(masked);
    }
}
