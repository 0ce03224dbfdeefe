using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>The programme as attendees see it, in time order.</summary>
public sealed class PublishedProgramme
{
    public PublishedProgramme(DateTimeZone zone, IEnumerable<Session> sessions)
    {
        Zone = zone;
        Days =
        [
            .. sessions
                .Select(session => PublishedSession.From(session, zone))
                .OrderBy(session => session.Start.ToInstant())
                .ThenBy(session => session.Title, StringComparer.Ordinal)
                .GroupBy(session => session.Start.Date)
                .Select(day => new ProgrammeDay(day.Key, [.. day])),
        ];
    }

    public DateTimeZone Zone { get; }

    /// <summary>By the local date on which a session starts; a day without sessions is not there.</summary>
    public ImmutableArray<ProgrammeDay> Days { get; }
}

public sealed record ProgrammeDay(LocalDate Date, ImmutableArray<PublishedSession> Sessions)
{
    public ZonedDateTime Start => Sessions[0].Start;

    public ZonedDateTime End => Sessions.MaxBy(session => session.End.ToInstant())!.End;
}

/// <param name="End">Start plus elapsed time, so it is right across a change of clocks.</param>
public sealed record PublishedSession(
    string Slug, string Title, SessionKind Kind, string? Room, string? RoomLocation, ZonedDateTime Start, ZonedDateTime End, ImmutableArray<string> People)
{
    /// <summary>Not a talk: shown in a plain voice.</summary>
    public bool IsPause => Kind is SessionKind.Break or SessionKind.Other;

    public string KindName => Kind == SessionKind.PosterSession ? "Posters" : Kind.ToString();

    public Duration Length => End.ToInstant() - Start.ToInstant();

    /// <summary>
    /// The instant is computed, not stored: a local time that falls into a gap moves on by the gap's length,
    /// one that occurs twice means the first.
    /// </summary>
    public static PublishedSession From(Session session, DateTimeZone zone)
    {
        var start = zone.AtLeniently(session.StartsAt);
        return new(
            session.Slug, session.Title, session.Kind, session.Room?.Name, session.Room?.Location, start, start.PlusMinutes(session.DurationMinutes), [.. session.People]);
    }
}
