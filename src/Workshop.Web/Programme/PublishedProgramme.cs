using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>A programme as attendees see it: in time order, with everything that belongs together looked up.</summary>
public sealed class PublishedProgramme
{
    private readonly Dictionary<string, PublishedSession> _sessions;
    private readonly Dictionary<string, Person> _people;
    private readonly ILookup<string, PublishedSession> _byPerson;
    private readonly ILookup<string, PublishedSession> _byTopic;
    private readonly ILookup<string, Paper> _papersBySession;

    /// <param name="document">A release's, or a draft.</param>
    public PublishedProgramme(ProgrammeDocument document, DateTimeZone zone)
    {
        (Document, Zone) = (document, zone);
        _people = document.People.ToDictionary(person => person.Slug);
        var rooms = document.Rooms.ToDictionary(room => room.Slug);
        var topics = document.Topics.ToDictionary(topic => topic.Slug);
        ImmutableArray<PublishedSession> all =
            [.. document.Sessions.Select(session => PublishedSession.From(session, zone, rooms, topics, _people))];
        _sessions = all.ToDictionary(session => session.Slug);
        Sessions = [.. all
            .Where(session => session.IsPlaced)
            .OrderBy(session => session.Start.ToInstant())
            .ThenBy(session => session.Title, StringComparer.Ordinal)];
        Unplaced = [.. all.Where(session => !session.IsPlaced)];
        Days = ProgrammeDay.Of(Sessions);
        var inOrder = Sessions.Concat(Unplaced).ToArray();
        _byPerson = inOrder.SelectMany(
            session => session.People
                .Where(participant => participant.Person is not null)
                .Select(participant => participant.Person!.Slug)
                .Distinct(), (session, person) => (session, person))
            .ToLookup(pair => pair.person, pair => pair.session);
        _byTopic = inOrder.Where(session => session.Topic is not null).ToLookup(session => session.Topic!.Slug);
        _papersBySession = document.Papers.Where(paper => paper.Session is not null).ToLookup(paper => paper.Session!);
    }

    public ProgrammeDocument Document { get; }

    public DateTimeZone Zone { get; }

    /// <summary>Those that have a place, in time order.</summary>
    public ImmutableArray<PublishedSession> Sessions { get; }

    public ImmutableArray<PublishedSession> Unplaced { get; }

    /// <summary>By the local date on which a session starts; a day without sessions is not there.</summary>
    public ImmutableArray<ProgrammeDay> Days { get; }

    public PublishedSession? FindSession(string slug) => _sessions.GetValueOrDefault(slug);

    public Person? FindPerson(string slug) => _people.GetValueOrDefault(slug);

    /// <summary>In time order, then those without a place.</summary>
    public IEnumerable<PublishedSession> SessionsOf(Person person) => _byPerson[person.Slug];

    /// <inheritdoc cref="SessionsOf(Person)"/>
    public IEnumerable<PublishedSession> SessionsAbout(string topic) => _byTopic[topic];

    /// <summary>Sessions that are in it no more, with as much of what they refer to as is still there.</summary>
    /// <param name="sessions">Of an earlier programme, each with a place.</param>
    public ImmutableArray<PublishedSession> Gone(IEnumerable<Session> sessions)
    {
        var topics = Document.Topics.ToDictionary(topic => topic.Slug);
        return
        [
            .. sessions.Select(session => PublishedSession.From(
                session with
                {
                    Room = null,
                    Topic = session.Topic is { } topic && topics.ContainsKey(topic) ? topic : null,
                    People = [.. session.People.Where(
                        participant => participant.Person is null || _people.ContainsKey(participant.Person))],
                },
                Zone,
                new Dictionary<string, Room>(),
                topics,
                _people)),
        ];
    }

    public IEnumerable<Paper> PapersOf(PublishedSession session) => _papersBySession[session.Slug];
}
