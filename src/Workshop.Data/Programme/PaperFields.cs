using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Paper>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a paper consists.</summary>
public static class PaperFields
{
    public static readonly IReadOnlyList<Field<Paper>> All =
    [
        NameLine("title", "Title", paper => paper.Title, (paper, title) => paper with { Title = title }) with { Aliases = ["paper"] },
        new("authors", "Authors", (paper, _) => string.Join('\n', paper.Authors), TakeAuthors)
        {
            Shape = FieldShape.Lines,
            MaxLength = ProgrammeRules.TextMaxLength,
            Hint = "One a line, as they are to be printed.",
            Aliases = ["author"],
            OfCell = AuthorsOfCell,
            Rules = (paper, _) => AuthorObjections(paper),
        },
        Markdown("abstract", "Abstract", paper => paper.Abstract, (paper, text) => paper with { Abstract = text }),
        Line("decision", "Decision", paper => paper.Decision, (paper, text) => paper with { Decision = text }) with
        {
            Hint = "As the committee calls it: Oral, Spotlight, Poster.",
            Aliases = ["status"],
        },
        Line("award", "Award", paper => paper.Award, (paper, text) => paper with { Award = text }),
        Line("posterNumber", "Poster number", paper => paper.PosterNumber, (paper, text) => paper with { PosterNumber = text }) with
        {
            Aliases = ["poster"],
        },
        Reference(
            "session",
            "Session",
            "session",
            context => context.Sessions,
            paper => paper.Session,
            (paper, session) => paper with { Session = session }),
        Links(paper => paper.Links, (paper, links) => paper with { Links = links }) with
        {
            Aliases = ["link", "openreview link", "openreview", "url", "pdf"],
            OfCell = LinksOfCell,
        },
    ];

    private static Taken<Paper> TakeAuthors(Paper paper, string? text, FieldContext context) =>
        new(paper with { Authors = [.. Entries(text, '\n')] });

    private static IEnumerable<Objection> AuthorObjections(Paper paper)
    {
        if (paper.Authors.Length > ProgrammeRules.MaxAuthors)
        {
            yield return FieldRules.OfItem($"has {paper.Authors.Length} authors; {ProgrammeRules.MaxAuthors} can be kept");
        }

        foreach (var author in paper.Authors.Where(author => !ProgrammeRules.IsName(author, ProgrammeRules.NameMaxLength)))
        {
            yield return new Objection($"holds a name longer than {ProgrammeRules.NameMaxLength} characters")
            {
                InDocument = $"the name of an author is to be one line of up to {ProgrammeRules.NameMaxLength} characters",
                IsOfItem = true,
            };
        }
    }

    // OpenReview has semicolons or commas between authors, Mini-Conf bars.
    private static string AuthorsOfCell(string cell)
    {
        var separator = cell.Contains('\n', StringComparison.Ordinal) ? '\n' : ";|,".FirstOrDefault(cell.Contains, '\n');
        return cell.Replace(separator, '\n');
    }

    // OpenReview names its PDF files by a path of its own site.
    private static string LinksOfCell(string cell) =>
        cell.StartsWith("/pdf/", StringComparison.Ordinal) ? "https://openreview.net" + cell : cell;
}
