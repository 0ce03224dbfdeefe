using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>Every list of an edition's documents but the sessions, which have an editor and an exchange format of their own.</summary>
public static class ItemKinds
{
    internal static readonly ItemKindOf<Person> People = InProgramme(
        PersonFields.All, programme => programme.People, (programme, people) => programme with { People = people },
        slug => new Person { Slug = slug, Name = "" },
        "people", "person", "People", ForgetPerson);

    internal static readonly ItemKindOf<Room> Rooms = InProgramme(
        RoomFields.All, programme => programme.Rooms, (programme, rooms) => programme with { Rooms = rooms }, slug => new Room(slug, ""),
        "rooms", "room", "Rooms", ForgetRoom);

    internal static readonly ItemKindOf<Topic> Topics = InProgramme(
        TopicFields.All, programme => programme.Topics, (programme, topics) => programme with { Topics = topics },
        slug => new Topic(slug, ""),
        "topics", "topic", "Topics", ForgetTopic);

    internal static readonly ItemKindOf<Paper> Papers = InProgramme(
        PaperFields.All, programme => programme.Papers, (programme, papers) => programme with { Papers = papers },
        slug => new Paper { Slug = slug, Title = "" },
        "papers", "paper", "Papers", (programme, _) => ([], programme));

    internal static readonly ItemKindOf<Deadline> Deadlines = InNotices(
        DeadlineFields.All, notices => notices.Deadlines, (notices, deadlines) => notices with { Deadlines = deadlines },
        (slug, _) => new Deadline { Slug = slug, What = "", At = default, Zone = Deadline.AnywhereOnEarth },
        "deadlines", "deadline", "Deadlines");

    internal static readonly ItemKindOf<Sponsor> Sponsors = InNotices(
        SponsorFields.All, notices => notices.Sponsors, (notices, sponsors) => notices with { Sponsors = sponsors },
        (slug, _) => new Sponsor(slug, ""),
        "sponsors", "sponsor", "Sponsors");

    internal static readonly ItemKindOf<NewsItem> News = InNotices(
        NewsFields.All, notices => notices.News, (notices, news) => notices with { News = news },
        (slug, context) => new NewsItem { Slug = slug, Title = "", Text = "", At = context.Now },
        "news", "piece of news", "News");

    public static IReadOnlyList<ItemKind> All { get; } = [People, Rooms, Topics, Papers, Deadlines, Sponsors, News];

    private static ItemKindOf<T> InProgramme<T>(
        IReadOnlyList<Field<T>> fields,
        Func<ProgrammeDocument, ImmutableArray<T>> list,
        Func<ProgrammeDocument, ImmutableArray<T>, ProgrammeDocument> with,
        Func<string, T> blank,
        string name,
        string one,
        string many,
        Func<ProgrammeDocument, T, (IReadOnlyList<string> Uses, ProgrammeDocument Forgotten)> forget)
        where T : class, IProgrammeItem => new(
        DocumentKind.Programme,
        fields,
        set => list(set.Programme),
        (set, items) => set with { Programme = with(set.Programme, items) },
        (slug, _) => blank(slug))
        { Name = name, One = one, Many = many, Place = $"/admin/programme/{name}/", Forget = forget };

    private static ItemKindOf<T> InNotices<T>(
        IReadOnlyList<Field<T>> fields,
        Func<NoticesDocument, ImmutableArray<T>> list,
        Func<NoticesDocument, ImmutableArray<T>, NoticesDocument> with,
        Func<string, FieldContext, T> blank,
        string name,
        string one,
        string many)
        where T : class, IProgrammeItem => new(
        DocumentKind.Notices,
        fields,
        set => list(set.Notices),
        (set, items) => set with { Notices = with(set.Notices, items) },
        blank)
        { Name = name, One = one, Many = many, Place = $"/admin/{name}/" };

    private static (IReadOnlyList<string> Uses, ProgrammeDocument Forgotten) ForgetPerson(ProgrammeDocument programme, Person person)
    {
        var named = programme.Sessions.Where(session => session.People.Any(IsTheirs));
        return (
            [.. named.Select(session => $"“{session.Title}”, which keeps the name as words")],
            With(programme, session => session with { People = [.. session.People.Select(InWords)] }));

        bool IsTheirs(Participant participant) => participant.Person == person.Slug;

        Participant InWords(Participant participant) =>
            IsTheirs(participant) ? participant with { Person = null, Name = person.Name } : participant;
    }

    private static (IReadOnlyList<string> Uses, ProgrammeDocument Forgotten) ForgetRoom(ProgrammeDocument programme, Room room) => (
        [.. programme.Sessions.Where(session => session.Room == room.Slug).Select(session => $"“{session.Title}”, which loses its room")],
        With(programme, session => session.Room == room.Slug ? session with { Room = null } : session));

    private static (IReadOnlyList<string> Uses, ProgrammeDocument Forgotten) ForgetTopic(ProgrammeDocument programme, Topic topic) => (
        [.. programme.Sessions.Where(session => session.Topic == topic.Slug)
            .Select(session => $"“{session.Title}”, which loses its topic")],
        With(programme, session => session.Topic == topic.Slug ? session with { Topic = null } : session));

    private static ProgrammeDocument With(ProgrammeDocument programme, Func<Session, Session> change) =>
        programme with { Sessions = [.. programme.Sessions.Select(change)] };
}
