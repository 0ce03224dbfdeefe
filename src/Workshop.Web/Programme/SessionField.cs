using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>One field of a session, where all are treated alike: told apart, and shown beside another's.</summary>
/// <param name="Name">As in the document's text, where <see cref="FieldMerge"/> finds it.</param>
/// <param name="Text">For people to compare; null where it is empty.</param>
public sealed record SessionField(string Name, string Label, Func<Session, ProgrammeDocument, string?> Text)
{
    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm");

    public static readonly IReadOnlyList<SessionField> All =
    [
        new("title", "Title", (session, _) => session.Title),
        new("subtitle", "Subtitle", (session, _) => session.Subtitle),
        new("abstract", "Abstract", (session, _) => session.Abstract),
        new("kind", "Kind", (session, _) => PublishedSession.KindNameOf(session.Kind)),
        new("topic", "Topic", (session, document) => document.Topics.FirstOrDefault(topic => topic.Slug == session.Topic)?.Name ?? session.Topic),
        new("startsAt", "Day and time", (session, _) => session.StartsAt is { } local ? LocalTime.Format(local) : null),
        new("isLater", "Which of two times", (session, _) => session.IsLater ? "the second" : "the first"),
        new("durationMinutes", "Length", (session, _) => TimeText.Length(Duration.FromMinutes(session.DurationMinutes))),
        new("room", "Room", (session, document) => document.Rooms.FirstOrDefault(room => room.Slug == session.Room)?.Name ?? session.Room),
        new("people", "People", (session, document) => Lines(session.People.Select(participant =>
            $"{participant.Name ?? document.People.FirstOrDefault(person => person.Slug == participant.Person)?.Name ?? participant.Person} ({participant.Role.ToString().ToLowerInvariant()})"))),
        new("links", "Links", (session, _) => Lines(session.Links.Select(link => $"{link.Title}: {link.Url}"))),
        new("slidesUrl", "Slides", (session, _) => session.SlidesUrl),
        new("recordingUrl", "Recording", (session, _) => session.RecordingUrl),
        new("language", "Language", (session, _) => session.Language),
        new("status", "Status", (session, _) => session.Status.ToString().ToLowerInvariant()),
    ];

    /// <summary>Whether a change of it has no name of its own, as moving and cancelling have.</summary>
    public bool IsOther => Name is not ("title" or "startsAt" or "isLater" or "durationMinutes" or "room" or "status");

    public bool IsSame(Session one, Session other) =>
        System.Text.Json.Nodes.JsonNode.DeepEquals(ProgrammeJson.ToObject(one)[Name], ProgrammeJson.ToObject(other)[Name]);

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : null;
}
