using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>
/// Finds what a programme has twice, out of place, or not yet. Times are half-open intervals on instants: who ends when another
/// begins does not overlap it. Cancelled sessions take no part. Each room and person is swept in time order; of many at once the
/// first few pairs are named and the rest counted, so the cost is that of sorting.
/// </summary>
public static class ProgrammeConflicts
{
    /// <summary>Less than this is too short to get from one room to another.</summary>
    public static readonly Duration Walk = Duration.FromMinutes(10);

    /// <param name="first">The edition's first day; null where none was set, and then none is outside.</param>
    /// <param name="last">The last, inclusive; null for one day.</param>
    /// <returns>Conflicts before remarks, each in time order.</returns>
    public static IReadOnlyList<ProgrammeConflict> Of(ProgrammeDocument document, DateTimeZone zone, LocalDate? first, LocalDate? last) =>
        Of(new PublishedProgramme(document, zone), first, last);

    /// <inheritdoc cref="Of(ProgrammeDocument, DateTimeZone, LocalDate?, LocalDate?)"/>
    public static IReadOnlyList<ProgrammeConflict> Of(PublishedProgramme programme, LocalDate? first, LocalDate? last)
    {
        var live = programme.Sessions.Where(session => !session.IsCancelled).ToList();
        var largest = programme.Document.Rooms.Max(room => room.Capacity);
        return
        [
            .. RoomsTwice(live)
                .Concat(People(live))
                .Concat(live.SelectMany(session => OfTime(session, first, last ?? first)))
                .Concat(live.SelectMany(session => OfRoom(session, largest)))
                .Concat(live.Concat(programme.Unplaced.Where(session => !session.IsCancelled)).SelectMany(Missing))
                // Stable: within a kind, time order stays.
                .OrderBy(conflict => conflict.IsRemark).ThenBy(conflict => conflict.Kind),
        ];
    }

    private static IEnumerable<ProgrammeConflict> RoomsTwice(IEnumerable<PublishedSession> live)
    {
        foreach (var room in live.Where(session => session.Room is not null).GroupBy(session => session.Room!.Slug))
        {
            var name = room.First().Room!.Name;
            var pairs = SessionPairs.Overlapping(room);
            foreach (var pair in pairs.First)
            {
                yield return Conflict(
                    ConflictKind.RoomTwice, pair, $"{name} has “{pair.One.Title}” and “{pair.Other.Title}” at once, {Shared(pair)}.");
            }

            if (pairs.Others > 0)
            {
                yield return new ProgrammeConflict(
                    ConflictKind.RoomTwice, [], $"{name} has two sessions at once {Times(pairs.Others)}.")
                { Count = pairs.Others };
            }
        }
    }

    private static IEnumerable<ProgrammeConflict> People(IEnumerable<PublishedSession> live)
    {
        var appearances = live.SelectMany(
            session => session.People.Select(participant => participant.Person).OfType<Person>().DistinctBy(person => person.Slug),
            (session, person) => (session, person));
        foreach (var theirs in appearances.GroupBy(appearance => appearance.person.Slug))
        {
            var name = theirs.First().person.Name;
            var sessions = theirs.Select(appearance => appearance.session).ToList();
            var (twice, tight) = (SessionPairs.Overlapping(sessions), SessionPairs.InTwoRooms(sessions, Walk));
            foreach (var pair in twice.First)
            {
                yield return Conflict(
                    ConflictKind.PersonTwice, pair, $"{name} is in “{pair.One.Title}” and “{pair.Other.Title}” at once, {Shared(pair)}.");
            }

            if (twice.Others > 0)
            {
                yield return new ProgrammeConflict(
                    ConflictKind.PersonTwice, [], $"{name} is in two sessions at once {Times(twice.Others)}.")
                { Count = twice.Others };
            }

            foreach (var pair in tight.First)
            {
                var pause = pair.Other.Start.ToInstant() - pair.One.End.ToInstant();
                yield return Conflict(
                    ConflictKind.TightChange, pair,
                    $"{name} has {(int)pause.TotalMinutes} minutes to get from “{pair.One.Title}” in {pair.One.Room!.Name} to "
                    + $"“{pair.Other.Title}” in {pair.Other.Room!.Name}, {SessionTimeText.When(pair.Other)}.");
            }

            if (tight.Others > 0)
            {
                yield return new ProgrammeConflict(
                    ConflictKind.TightChange,
                    [],
                    $"{name} has little time to get from one room to another {Times(tight.Others)}.")
                { Count = tight.Others };
            }
        }
    }

    private static IEnumerable<ProgrammeConflict> OfTime(PublishedSession session, LocalDate? first, LocalDate? last)
    {
        if (session.Start.Date < first || session.Start.Date > last)
        {
            yield return Conflict(
                ConflictKind.OutsideDays,
                session,
                $"“{session.Title}” is on {TimeText.Day(session.Start.Date)}, outside the edition’s days "
                + $"({TimeText.Days(first!.Value, last!.Value)}).");
        }
        else if (last is { } day && session.End.ToInstant() > session.Start.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant())
        {
            yield return Conflict(
                ConflictKind.OutsideDays,
                session,
                $"“{session.Title}” ends at {SessionTimeText.Time(session.End)} on {TimeText.Day(session.End.Date)}, after the "
                + $"edition’s last day, {TimeText.Day(day)}.");
        }

        var local = session.Source.StartsAt!.Value;
        var places = session.Start.Zone.MapLocal(local);
        if (places.Count == 0)
        {
            yield return Conflict(
                ConflictKind.TimeSkipped,
                session,
                $"“{session.Title}” is to begin at {local:HH:mm} on {TimeText.Day(local.Date)}, which clocks are put forward "
                + $"over: it begins at {TimeText.Time(session.Start)}.");
        }
        else if (places.Count == 2 && !session.Source.IsLater)
        {
            yield return Conflict(
                ConflictKind.TimeTwice,
                session,
                $"“{session.Title}” begins at {local:HH:mm} on {TimeText.Day(local.Date)}, which comes twice as clocks are set "
                + $"back: the first is taken to be meant.");
        }
    }

    private static IEnumerable<ProgrammeConflict> OfRoom(PublishedSession session, int? largest)
    {
        if (session.Kind is SessionKind.Keynote or SessionKind.Panel && session.Room is { } room && room.Capacity < largest)
        {
            yield return Conflict(
                ConflictKind.SmallRoom,
                session,
                $"“{session.Title}” is for everybody, and {room.Name} has {room.Capacity} seats where the largest room has {largest}.");
        }
    }

    private static IEnumerable<ProgrammeConflict> Missing(PublishedSession session)
    {
        if (session.Kind is not (SessionKind.Keynote or SessionKind.Talk or SessionKind.Spotlight or SessionKind.Panel))
        {
            yield break;
        }

        if (session.People.IsEmpty)
        {
            yield return Conflict(ConflictKind.NobodyNamed, session, $"“{session.Title}” names nobody.");
        }

        if (string.IsNullOrWhiteSpace(session.Source.Abstract))
        {
            yield return Conflict(ConflictKind.NoAbstract, session, $"“{session.Title}” has no abstract.");
        }
    }

    private static string Times(int others) => others == 1 ? "once more" : $"{others} more times";

    private static string Shared((PublishedSession One, PublishedSession Other) pair) =>
        SessionTimeText.When(pair.Other.Start, pair.One.End.ToInstant() < pair.Other.End.ToInstant() ? pair.One.End : pair.Other.End);

    private static ProgrammeConflict Conflict(ConflictKind kind, (PublishedSession One, PublishedSession Other) pair, string text) =>
        new(kind, [pair.One.Slug, pair.Other.Slug], text);

    private static ProgrammeConflict Conflict(ConflictKind kind, PublishedSession session, string text) => new(kind, [session.Slug], text);
}
