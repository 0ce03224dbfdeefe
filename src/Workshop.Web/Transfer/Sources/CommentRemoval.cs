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
            var comments = HiddenSweep.OfHtml(text.Text);
            return text.Apply([.. comments.Select(part => Removal(text, file, part, findings))]);
        }

        // Letters in one line mean nothing to the parser, and all else keeps its place.
        var source = Mask(text.Text, code);
        var reading = MarkdownReading.Of(source);
        var removals = reading.Hidden.Select(part => Removal(text, file, part, findings)).ToList();
        if (reading.ShownFrom is { } shown && Finding(text, file, shown, "A comment is never closed, so it is shown as text.") is var note && !findings.Contains(note))
        {
            findings.Add(note);
        }

        // To take out whole lines reads best, but can join two lists, or what then is another comment.
        return reading.IsSaidBy(new MappedText(source, 1).Apply(removals).Text)
            ? text.Apply(removals)
            : text.Apply([.. reading.Hidden.Select(part => new TextEdit(part.Start, part.End - part.Start, part.Replacement))]);
    }

    private static TextEdit Removal(MappedText text, string file, HiddenPart part, ICollection<ImportFinding> findings)
    {
        findings.Add(Finding(text, file, part.Start, part switch
        {
            { Kind: HiddenKind.Declaration } => "A declaration or processing instruction was left out.",
            { IsClosed: true } => "A comment was left out.",
            { End: var end } when end == text.Text.Length => "A comment is never closed, so everything after it was left out.",
            _ => "A comment is never closed, so everything up to the end of its block was left out.",
        }));
        return text.Removal(part.Start, part.End);
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
