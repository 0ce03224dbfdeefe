using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Transfer.Sources;

/// <summary>
/// Comments in the sources of real sites hold drafts, names and once a meeting's password; a reader must never get them, and gets
/// all else. What is a comment the renderer's own reader says. The finding says where one stood, not what it said.
/// </summary>
internal static class CommentRemoval
{
    /// <param name="code">Parts that are code although Markdown does not say so; nothing in them is a comment.</param>
    public static MappedText Apply(
        MappedText text, string file, bool isHtml, IEnumerable<(int Start, int End)> code, ICollection<ImportFinding> findings)
    {
        if (!MarkdownReading.MayHide(text.Text))
        {
            return text;
        }

        if (isHtml)
        {
            var comments = UnreadComments.OfHtml(Mask(text.Text, code));
            Report(text, file, comments, findings);
            return text.Apply([.. comments.Select(part => text.Removal(part.Start, part.End))]);
        }

        // Letters in one line mean nothing to the parser, and all else keeps its place.
        var reading = MarkdownReading.Of(Mask(text.Text, code));
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
