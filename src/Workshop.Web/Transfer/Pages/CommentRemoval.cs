using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// Comments in the sources of real sites hold drafts, names and once a meeting's password; a reader must never get them.
/// The finding says where one stood, not what it said.
/// </summary>
internal static class CommentRemoval
{
    /// <param name="hasLiquid">Whether code may stand in Liquid's own block for it.</param>
    public static MappedText Apply(MappedText text, string file, bool isHtml, bool hasLiquid, ICollection<ImportFinding> findings)
    {
        if (!text.Text.Contains("<!--", StringComparison.Ordinal) && !text.Text.Contains("{::comment}", StringComparison.Ordinal))
        {
            return text;
        }

        var edits = new List<TextEdit>();
        var code = hasLiquid ? LiquidTag.Blocks(text.Text, "highlight").Where(block => block.Closing is not null) : [];
        var parts = MarkdownParts.Scan(text.Text, isHtml, [.. code.Select(block => new MarkdownPart(MarkdownPartKind.Code, block.Opening.Start, block.Closing!.Value.End))]);
        foreach (var comment in parts.Where(part => part.Kind == MarkdownPartKind.Comment))
        {
            Remove(text, file, comment.Start, comment.End, comment.IsClosed, edits, findings);
        }

        return text.Apply(edits);
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
                Remove(text, file, opening.Start, text.Text.Length, isClosed: false, edits, findings);
            }
        }

        return text.Apply(edits);
    }

    private static void Remove(MappedText text, string file, int start, int end, bool isClosed, List<TextEdit> edits, ICollection<ImportFinding> findings)
    {
        edits.Add(text.Removal(start, end));
        findings.Add(new ImportFinding(file, text.LineAt(start), FindingKind.Changed, isClosed
            ? "A comment was left out."
            : "A comment is never closed, so everything after it was left out."));
    }
}
