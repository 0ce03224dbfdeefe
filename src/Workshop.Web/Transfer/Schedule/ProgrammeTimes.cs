using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>Local times against the edition's zone: they must exist in it, and lengths are elapsed time.</summary>
internal static class ProgrammeTimes
{
    /// <returns>The minutes of each session, by slug.</returns>
    /// <exception cref="ImportRefusedException">A time does not exist, or a session ends before it begins.</exception>
    public static Dictionary<string, int> Minutes(string file, ImmutableArray<ImportedSession> sessions, DateTimeZone zone)
    {
        var minutes = new Dictionary<string, int>();
        var errors = ImmutableArray.CreateBuilder<ImportFinding>();
        foreach (var session in sessions)
        {
            var objection = Measure(session, zone, out var length);
            minutes[session.Slug] = length;
            if (objection is not null)
            {
                errors.Add(new ImportFinding(file, session.Line, FindingKind.Error, objection));
            }
        }

        return errors.Count == 0 ? minutes : throw new ImportRefusedException(errors.ToImmutable());
    }

    private static string? Measure(ImportedSession session, DateTimeZone zone, out int minutes)
    {
        minutes = session.DurationMinutes ?? 0;
        if (session.At is not null)
        {
            return null;
        }

        var start = zone.MapLocal(session.StartsAt);
        if (start.Count == 0)
        {
            return Gap("start", session.StartsAt, zone);
        }

        if (session.EndsAt is not { } endsAt)
        {
            return null;
        }

        var end = zone.MapLocal(endsAt);
        if (end.Count == 0)
        {
            return Gap("end", endsAt, zone);
        }

        // When clocks go back a local time happens twice: the start is the first of the two, the end the first after the start.
        var elapsed = (end.First() - start.First()) is var first && first > Duration.Zero ? first : end.Last() - start.First();
        minutes = (int)Math.Floor(elapsed.TotalMinutes);
        return minutes <= 0 ? "'end' is not after 'start'."
            : minutes > ProgrammeRules.MaxMinutes ? "'end' is more than 24 hours after 'start'."
            : null;
    }

    private static string Gap(string key, LocalDateTime time, DateTimeZone zone) =>
        FormattableString.Invariant($"'{key}': {time:uuuu-MM-dd HH:mm} does not exist in {zone.Id}, where clocks are put forward over it.");
}
