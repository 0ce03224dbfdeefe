using NodaTime;

namespace Workshop.Web.Areas.Admin;

/// <summary>A revision as the history lists it.</summary>
/// <param name="Roles">What it is beside a former text: live, scheduled, latest, set aside.</param>
public sealed record HistoryLine(int Number, int? AuthorId, string Author, Instant At, string? Note, bool IsAutosave, IReadOnlyList<string> Roles)
{
    /// <inheritdoc cref="Data.Content.PageRevision.BasedOn"/>
    public int? BasedOn { get; init; }

    public const string Live = "Live";
    public const string Scheduled = "Scheduled";
    public const string Latest = "Latest";
    public const string SetAside = "Set aside";

    /// <summary>Whether it may stand under another line: somebody's own save, a name or a role keeps it apart.</summary>
    public bool CanFold => IsAutosave && Note is null && !Roles.Any(role => role is Live or Scheduled or SetAside);
}

/// <summary>What the history shows as one: a revision, with the autosaves that led to it.</summary>
/// <param name="Folded">Newest first.</param>
public sealed record HistoryEntry(HistoryLine Line, IReadOnlyList<HistoryLine> Folded)
{
    private static readonly Duration Together = Duration.FromMinutes(10);

    /// <param name="lines">Newest first.</param>
    /// <returns>Newest first: autosaves in a row by one author, no more than ten minutes before the newest of them, are one entry.</returns>
    public static IReadOnlyList<HistoryEntry> Fold(IEnumerable<HistoryLine> lines)
    {
        var entries = new List<HistoryEntry>();
        var folded = new List<HistoryLine>();
        HistoryLine? first = null;
        foreach (var line in lines)
        {
            if (first is { CanFold: true } && line.CanFold && IsSameAuthor(line, first) && first.At - line.At <= Together)
            {
                folded.Add(line);
                continue;
            }

            folded = [];
            entries.Add(new HistoryEntry(line, folded));
            first = line;
        }

        return entries;
    }

    // A name can change; a command has nothing else.
    private static bool IsSameAuthor(HistoryLine one, HistoryLine other) =>
        one.AuthorId == other.AuthorId && (one.AuthorId is not null || one.Author == other.Author);
}
