using Workshop.Data.Programme;

namespace Workshop.Web.Pages;

/// <summary>Which papers somebody wants to see, as the query of the page says it.</summary>
/// <param name="Text">Words, all of which are in the title, the authors, the award or the abstract.</param>
/// <param name="Decision">As the committee calls it; empty for all.</param>
public sealed record PaperFilter(string Text, string Decision)
{
    private const int MaxLength = 200;

    public bool IsOn => Text.Length + Decision.Length > 0;

    /// <param name="decisions">What there is to choose from; anything else is not filtered by.</param>
    public static PaperFilter Of(IQueryCollection query, IReadOnlyCollection<string> decisions) =>
        new(Part(query, "q"), Part(query, "decision") is var decision && decisions.Contains(decision) ? decision : "");

    public IEnumerable<Paper> Of(IEnumerable<Paper> papers)
    {
        var words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return papers.Where(
            paper => (Decision.Length == 0 || paper.Decision == Decision) && Array.TrueForAll(words, word => Has(paper, word)));
    }

    private static bool Has(Paper paper, string word) =>
        paper.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || paper.Authors.Any(author => author.Contains(word, StringComparison.OrdinalIgnoreCase))
        || paper.Award?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || paper.Abstract?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    private static string Part(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
