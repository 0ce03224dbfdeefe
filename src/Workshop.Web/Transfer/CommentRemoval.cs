namespace Workshop.Web.Transfer;

/// <summary>
/// Comments in the sources of real sites hold drafts, names and once a meeting's password; a reader must never get them.
/// The finding says where one stood, not what it said.
/// </summary>
internal static class CommentRemoval
{
    public static MappedText Apply(MappedText text, string file, List<ImportFinding> findings)
    {
        var edits = new List<TextEdit>();
        foreach (var comment in MarkdownParts.Scan(text.Text).Where(part => part.Kind == MarkdownPartKind.Comment))
        {
            edits.Add(text.Removal(comment.Start, comment.End));
            var isClosed = text.Text.AsSpan(comment.Start, comment.End - comment.Start).EndsWith(">");
            findings.Add(new ImportFinding(file, text.LineAt(comment.Start), FindingKind.Changed, isClosed
                ? "A comment was left out."
                : "A comment is never closed, so everything after it was left out."));
        }

        return text.Apply(edits);
    }
}
