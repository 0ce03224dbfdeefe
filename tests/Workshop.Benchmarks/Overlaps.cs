using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Benchmarks;

/// <summary>Two sessions at once in one room or with one person, once for each room or person that they share.</summary>
internal sealed record Overlap(ConflictKind Kind, string One, string Other);

internal static class Overlaps
{
    /// <summary>
    /// Whether the conflict engine, which sweeps each room and person in time order, finds these and no others: the pairs that it
    /// names are among them, and with those that it only counts there are as many.
    /// </summary>
    /// <param name="expected">See <see cref="OfEveryTwo"/>.</param>
    public static bool AreFound(ProgrammeDocument programme, DateTimeZone zone, IReadOnlyList<Overlap> expected)
    {
        var found = ProgrammeConflicts
            .Of(programme, zone, first: null, last: null)
            .Where(conflict => conflict.Kind is ConflictKind.RoomTwice or ConflictKind.PersonTwice)
            .ToList();
        var named = found
            .Where(conflict => !conflict.Sessions.IsEmpty)
            .Select(conflict => Of(conflict.Kind, conflict.Sessions[0], conflict.Sessions[1]))
            .ToList();
        return named.CountBy(overlap => overlap).All(pair => expected.Count(overlap => overlap == pair.Key) >= pair.Value)
            && Enum.GetValues<ConflictKind>().All(kind => found
                .Where(conflict => conflict.Kind == kind)
                .Sum(conflict => conflict.Count) == expected.Count(overlap => overlap.Kind == kind));
    }

    /// <summary>By looking at every session with every other.</summary>
    public static IReadOnlyList<Overlap> OfEveryTwo(ProgrammeDocument programme, DateTimeZone zone)
    {
        var sessions = programme.Sessions
            .Where(session => session.StartsAt is not null && session.Status == SessionStatus.Confirmed)
            .ToList();
        var starts = sessions.Select(session => session.StartIn(zone)!.Value.ToInstant()).ToList();
        var found = new List<Overlap>();
        for (var i = 0; i < sessions.Count; i++)
        {
            for (var j = i + 1; j < sessions.Count; j++)
            {
                var (one, other) = (sessions[i], sessions[j]);
                if (starts[i] >= starts[j] + Duration.FromMinutes(other.DurationMinutes)
                    || starts[j] >= starts[i] + Duration.FromMinutes(one.DurationMinutes))
                {
                    continue;
                }

                if (one.Room is not null && one.Room == other.Room)
                {
                    found.Add(Of(ConflictKind.RoomTwice, one.Slug, other.Slug));
                }

                found.AddRange(PeopleOf(one).Intersect(PeopleOf(other)).Select(_ => Of(ConflictKind.PersonTwice, one.Slug, other.Slug)));
            }
        }

        return found;
    }

    private static IEnumerable<string> PeopleOf(Session session) =>
        session.People.Select(participant => participant.Person).OfType<string>();

    private static Overlap Of(ConflictKind kind, string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? new(kind, one, other) : new(kind, other, one);
}
