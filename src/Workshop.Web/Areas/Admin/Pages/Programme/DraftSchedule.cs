using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>A draft programme as the schedule's pages show it: looked up, by day, with what is wrong beside each session.</summary>
/// <param name="Number">Of its revision; 0 before the first.</param>
/// <param name="Days">Those of the edition, and any others on which something is.</param>
public sealed record DraftSchedule(
    int Number, PublishedProgramme Programme, IReadOnlyList<DraftDay> Days, IReadOnlyList<ProgrammeConflict> Conflicts)
{
    // An edition of a year is a mistake in its settings, and no reason for 365 empty tables.
    private const int MaxEmptyDays = 14;

    private readonly ILookup<string, ProgrammeConflict> _bySession = Conflicts
        .SelectMany(conflict => conflict.Sessions, (conflict, slug) => (conflict, slug))
        .ToLookup(pair => pair.slug, pair => pair.conflict);

    public IEnumerable<ProgrammeConflict> ConflictsOf(PublishedSession session) => _bySession[session.Slug];

    public static IReadOnlyList<ProgrammeConflict> ConflictsIn(EditionChoice choice, ProgrammeDocument document) =>
        ProgrammeConflicts.Of(document, choice.Zone, choice.Chosen.StartsOn, choice.Chosen.EndsOn);

    public static DraftSchedule Of(EditionChoice choice, DocumentRevision? revision)
    {
        var programme = new PublishedProgramme(
            revision is null ? ProgrammeDocument.Empty : ProgrammeJson.Read<ProgrammeDocument>(revision.Document), choice.Zone);
        var (first, last) = (choice.Chosen.StartsOn, choice.Chosen.EndsOn ?? choice.Chosen.StartsOn);
        var byDate = programme.Days.ToDictionary(day => day.Date);
        var dates = Enumerable
            .Range(0, MaxEmptyDays)
            .Select(days => first?.PlusDays(days))
            .TakeWhile(date => date <= last)
            .OfType<LocalDate>()
            .Union(byDate.Keys)
            .Order();
        return new DraftSchedule(
            revision?.Number ?? 0,
            programme,
            [.. dates.Select(date => DayOf(date, byDate.GetValueOrDefault(date)?.Sessions ?? []))],
            ProgrammeConflicts.Of(programme, first, last));

        DraftDay DayOf(LocalDate date, ImmutableArray<PublishedSession> sessions) =>
            new(date, sessions.IsEmpty, EditorGrid.Of(date, sessions, programme.Document.Rooms, choice.Zone));
    }
}

/// <param name="IsEmpty">Nothing begins on it.</param>
public sealed record DraftDay(LocalDate Date, bool IsEmpty, EditorGrid Grid);
