using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Session>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a session consists. The order is that of a difference.</summary>
public static class SessionFields
{
    public static readonly Field<Session> Title =
        NameLine("title", "Title", session => session.Title, (session, title) => session with { Title = title }) with
        {
            Missing = new Objection("is missing") { InForm = "Please give the session a title." },
        };

    public static readonly Field<Session> Subtitle =
        Line("subtitle", "Subtitle", session => session.Subtitle, (session, text) => session with { Subtitle = text });

    public static readonly Field<Session> Abstract =
        Markdown("abstract", "Abstract", session => session.Abstract, (session, text) => session with { Abstract = text });

    public static readonly Field<Session> Kind =
        Choice("kind", "Kind", session => session.Kind, (session, kind) => session with { Kind = kind }, NameOf);

    public static readonly Field<Session> Topic = Reference(
        "topic", "Topic", "topic", context => context.Topics, session => session.Topic, (session, topic) => session with { Topic = topic });

    public static readonly Field<Session> StartsAt = Structured("startsAt", "Day and time", SessionParts.Start) with
    {
        Noun = "start",
        Rules = (session, _) => session.StartsAt is { } start && !ProgrammeRules.IsTime(start) ? [LocalTimeText.Objection] : [],
    };

    public static readonly Field<Session> IsLater =
        Structured("isLater", "Which of two times", (session, _) => session.IsLater ? "the second" : "the first");

    public static readonly Field<Session> DurationMinutes = Number(
        "durationMinutes", "Length", ProgrammeRules.MaxMinutes, SessionParts.NotADay,
        session => session.DurationMinutes, (session, minutes) => session with { DurationMinutes = minutes!.Value }) with
    {
        Shape = FieldShape.Number,
        IsStructured = true,
        IsRequired = true,
        Missing = SessionParts.NotADay,
        Words = (session, _) => $"{session.DurationMinutes} min",
    };

    public static readonly Field<Session> Room = Reference(
        "room", "Room", "room", context => context.Rooms, session => session.Room, (session, room) => session with { Room = room }) with
    {
        Nothing = "No room",
    };

    public static readonly Field<Session> People = Structured("people", "People", SessionParts.People) with
    {
        Rules = SessionParts.PeopleObjections,
    };

    public static readonly Field<Session> Links =
        FieldsOf<Session>.Links(session => session.Links, (session, links) => session with { Links = links }) with { IsStructured = true };

    public static readonly Field<Session> SlidesUrl =
        Url("slidesUrl", "Slides", session => session.SlidesUrl, (session, url) => session with { SlidesUrl = url }) with
        {
            Key = "slides",
            IsFile = true,
        };

    public static readonly Field<Session> RecordingUrl =
        Url("recordingUrl", "Recording", session => session.RecordingUrl, (session, url) => session with { RecordingUrl = url }) with
        {
            Key = "recording",
        };

    public static readonly Field<Session> DoNotRecord =
        Check("doNotRecord", "Do not record", session => session.DoNotRecord, (session, isOff) => session with { DoNotRecord = isOff }) with
        {
            Key = "do_not_record",
            Hint = "Readers are asked not to record it, and so are those who record the others.",
            Change = session => session.DoNotRecord ? "is not to be recorded" : "may be recorded",
        };

    public static readonly Field<Session> Language = Line(
        "language",
        "Language",
        session => session.Language,
        (session, tag) => session with { Language = tag },
        SessionParts.LanguageObjection) with
    {
        MaxLength = 40,
        Hint = "Such as en or pt-BR. May stay empty.",
    };

    public static readonly Field<Session> Status = Choice(
        "status", "Status", session => session.Status, (session, status) => session with { Status = status }, SessionParts.NameOf);

    public static readonly IReadOnlyList<Field<Session>> All =
    [
        Title, Subtitle, Abstract, Kind, Topic, StartsAt, IsLater, DurationMinutes, Room, People, Links, SlidesUrl, RecordingUrl,
        DoNotRecord, Language, Status,
    ];

    /// <summary>Those that have one text each.</summary>
    public static readonly IReadOnlyList<Field<Session>> Plain = [.. All.Where(field => !field.IsStructured)];

    /// <summary>"Posters"</summary>
    public static string NameOf(SessionKind kind) => kind == SessionKind.PosterSession ? "Posters" : kind.ToString();
}
