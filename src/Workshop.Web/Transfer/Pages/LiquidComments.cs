using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Liquid's own comments, and what it says is code.</summary>
internal static class LiquidComments
{
    /// <summary>Liquid knows neither code nor HTML, so its comments go before all else is read.</summary>
    public static MappedText Remove(MappedText text, string file, ICollection<ImportFinding> findings)
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
                findings.Add(new ImportFinding(
                    file,
                    text.LineAt(opening.Start),
                    FindingKind.Changed,
                    "A comment is never closed, so everything after it was left out."));
            }
        }

        return text.Apply(edits);
    }

    /// <summary>The parts of a text that stand in Liquid's block for code, tags included.</summary>
    public static IEnumerable<(int Start, int End)> CodeIn(string text) =>
        LiquidTag
            .Blocks(text, "highlight")
            .Where(block => block.Closing is not null)
            .Select(block => (block.Opening.Start, block.Closing!.Value.End));
}
