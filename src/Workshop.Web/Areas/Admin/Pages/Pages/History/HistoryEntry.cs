using NodaTime;

namespace Workshop.Web.Areas.Admin.Pages.Pages.History;

/// <summary>A revision as the history lists it.</summary>
/// <param name="Roles">What it is beside a former text: live, scheduled, latest, set aside.</param>
public sealed record HistoryLine(
    int Number, int? AuthorId, string Author, Instant At, string? Note, bool IsAutosave, IReadOnlyList<string> Roles)
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
    /// <returns>
    /// Newest first: one author's autosaves, no more than ten minutes before the newest of them, are one entry, also where somebody
    /// else writes at the same time. What stands by itself ends it.
    /// </returns>
    public static IReadOnlyList<HistoryEntry> Fold(IEnumerable<HistoryLine> lines)
    {
        var entries = new List<HistoryEntry>();
        var open = new Dictionary<string, (HistoryLine First, List<HistoryLine> Folded)>();
        foreach (var line in lines)
        {
            // A name can change; a command has nothing else.
            var author = line.AuthorId is { } id ? $"{id}" : line.Author;
            if (line.CanFold && open.TryGetValue(author, out var entry) && entry.First.At - line.At <= Together)
            {
                entry.Folded.Add(line);
                continue;
            }

            if (!line.CanFold)
            {
                open.Clear();
            }

            var folded = new List<HistoryLine>();
            entries.Add(new HistoryEntry(line, folded));
            if (line.CanFold)
            {
                open[author] = (line, folded);
            }
        }

        return entries;
    }
}
