using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>A session with its instants computed and what it refers to looked up.</summary>
/// <param name="Source">As it is in the document.</param>
/// <param name="StartsAt">Null while it has no place in the programme.</param>
public sealed record PublishedSession(
    Session Source, Room? Room, Topic? Topic, ZonedDateTime? StartsAt, ImmutableArray<PublishedParticipant> People)
{
    public string Slug => Source.Slug;

    public string Title => Source.Title;

    public SessionKind Kind => Source.Kind;

    public bool IsPlaced => StartsAt is not null;

    /// <exception cref="InvalidOperationException">It has no place.</exception>
    public ZonedDateTime Start => StartsAt ?? throw new InvalidOperationException($"The session '{Slug}' has no place.");

    /// <summary>Start plus elapsed time, so it is right across a change of clocks.</summary>
    /// <exception cref="InvalidOperationException">It has no place.</exception>
    public ZonedDateTime End => Start.PlusMinutes(Source.DurationMinutes);

    public bool IsCancelled => Source.Status == SessionStatus.Cancelled;

    /// <summary>Not a talk: shown in a plain voice.</summary>
    public bool IsPause => Kind is SessionKind.Break or SessionKind.Other;

    public string KindName => SessionFields.NameOf(Kind);

    public Duration Length => Duration.FromMinutes(Source.DurationMinutes);

    /// <summary>
    /// The instants are computed, not stored: they follow a change of the zone's rules and cannot contradict the local time.
    /// </summary>
    public static PublishedSession From(
        Session session,
        DateTimeZone zone,
        IReadOnlyDictionary<string, Room> rooms,
        IReadOnlyDictionary<string, Topic> topics,
        IReadOnlyDictionary<string, Person> people) =>
        new(
            session,
            session.Room is { } room ? rooms[room] : null,
            session.Topic is { } topic ? topics[topic] : null,
            session.StartIn(zone),
            [.. session.People.Select(participant => new PublishedParticipant(
                participant.Name ?? people[participant.Person!].Name,
                participant.Person is { } person ? people[person] : null,
                participant.Role))]);
}
