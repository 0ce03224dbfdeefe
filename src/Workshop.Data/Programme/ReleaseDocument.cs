using System.Collections.Immutable;
using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>A programme as it was released, with what calendars need to know of how it came to be.</summary>
public sealed record ReleaseDocument
{
    /// <summary>IANA; the edition's when it was released, so that a setting changed since moves no session.</summary>
    public required string TimeZone { get; init; }

    public required ProgrammeDocument Programme { get; init; }

    /// <summary>By slug, of every session that has or had a place.</summary>
    public ImmutableSortedDictionary<string, SessionStamp> Stamps { get; init; } = ImmutableSortedDictionary<string, SessionStamp>.Empty;

    /// <summary>
    /// Sessions of earlier releases that have no place any more, as they were last: a calendar has to be told that they are off.
    /// Where another session has taken the slug, the withdrawn one has a part of its identifier behind it.
    /// </summary>
    public ImmutableArray<Session> Withdrawn { get; init; } = [];

    /// <summary>What releasing <paramref name="programme"/> makes of it.</summary>
    /// <param name="former">The latest release; null before the first.</param>
    public static ReleaseDocument Next(ReleaseDocument? former, ProgrammeDocument programme, string timeZone, Instant now)
    {
        // By identifier, as calendars tell them: a slug is free again once its session is deleted.
        var placed = programme.Sessions.Where(session => session.StartsAt is not null).ToDictionary(session => session.Uid);
        var known = former is null ? [] : former.Programme.Sessions
            .Where(session => session.StartsAt is not null)
            .Concat(former.Withdrawn)
            .ToDictionary(session => session.Uid);
        var next = new ReleaseDocument
        {
            TimeZone = timeZone,
            Programme = programme,
            Withdrawn = [.. known.Values
                .Where(session => !placed.ContainsKey(session.Uid))
                .Select(session => session with { Slug = SlugOf(session, programme), Status = SessionStatus.Cancelled, Room = null })],
        };
        return next with
        {
            Stamps = placed.Values.Concat(next.Withdrawn).ToImmutableSortedDictionary(
                session => session.Slug,
                session => known.TryGetValue(session.Uid, out var before)
                    ? Stamp(former!, before, next, session, now)
                    : new SessionStamp(0, now),
                StringComparer.Ordinal),
        };
    }

    private static SessionStamp Stamp(ReleaseDocument former, Session before, ReleaseDocument next, Session session, Instant now)
    {
        var stamp = former.Stamps[before.Slug];
        var isMoved = former.PlaceOf(before) != next.PlaceOf(session);
        if (!isMoved && ProgrammeJson.Same(former.ShownOf(before), next.ShownOf(session)))
        {
            return stamp;
        }

        return new SessionStamp(isMoved ? stamp.Sequence + 1 : stamp.Sequence, now)
        {
            FormerDates = [.. stamp.FormerDates
                .Append(before.StartsAt!.Value.Date)
                .Distinct()
                .Where(date => date != session.StartsAt?.Date)],
            // A withdrawn session still names its people, of whom one may be gone with it.
            FormerPeople = [.. stamp.FormerPeople
                .Concat(PeopleOf(before))
                .Distinct()
                .Except(PeopleOf(session).Where(slug => next.Programme.People.Any(person => person.Slug == slug)))],
        };
    }

    private static IEnumerable<string> PeopleOf(Session session) =>
        session.People.Select(participant => participant.Person).OfType<string>();

    private static string SlugOf(Session withdrawn, ProgrammeDocument programme)
    {
        if (!programme.Sessions.Any(session => session.Slug == withdrawn.Slug && session.Uid != withdrawn.Uid))
        {
            return withdrawn.Slug;
        }

        var ending = $"-{withdrawn.Uid:N}"[..9];
        return withdrawn.Slug[..Math.Min(withdrawn.Slug.Length, ProgrammeRules.SlugMaxLength - ending.Length)].TrimEnd('-') + ending;
    }

    // What RFC 5546 asks a new SEQUENCE for: when, where, and whether at all.
    private (Instant? Start, int Minutes, string? Room, string? Location, SessionStatus Status) PlaceOf(Session session)
    {
        var room = session.Status == SessionStatus.Cancelled ? null : Programme.Rooms.FirstOrDefault(room => room.Slug == session.Room);
        return (
            session.StartIn(DateTimeZoneProviders.Tzdb[TimeZone])?.ToInstant(),
            session.DurationMinutes,
            room?.Name,
            room?.Location,
            session.Status);
    }

    // A calendar also shows the names of people, which are not the session's own.
    private object ShownOf(Session session) => new
    {
        session = session with { Room = null },
        names = session.People
            .Select(participant => participant.Name ?? Programme.People.FirstOrDefault(person => person.Slug == participant.Person)?.Name)
            .ToArray(),
        topic = Programme.Topics.FirstOrDefault(topic => topic.Slug == session.Topic)?.Name,
    };
}
