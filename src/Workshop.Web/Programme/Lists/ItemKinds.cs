using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <summary>Every list of an edition's documents but the sessions, which have an editor and an exchange format of their own.</summary>
public static class ItemKinds
{
    internal static readonly ItemKindIn<ProgrammeDocument, Person> People = new(
        ProgrammeDocument.Empty, document => document.People, (document, people) => document with { People = people }, (slug, _) => new Person { Slug = slug, Name = "" })
    {
        Name = "people",
        One = "person",
        Many = "People",
        Place = "/admin/programme/people/",
        Fields =
        [
            FieldsOf<Person>.Line("name", "Name", person => person.Name, (person, name) => person with { Name = name! }) with { IsRequired = true, MaxLength = ProgrammeRules.NameMaxLength, Aliases = ["full name", "speaker"] },
            FieldsOf<Person>.Line("affiliation", "Affiliation", person => person.Affiliation, (person, value) => person with { Affiliation = value }) with { Aliases = ["aff", "institution", "tag line"] },
            FieldsOf<Person>.Of("roles", "Roles", (person, _) => string.Join(", ", person.Roles), (person, text, _) => RolesOf(text) is { } roles ? (person with { Roles = roles }, null) : (person, "is none of Speaker, Organizer, Committee")) with
            {
                Shape = FieldShape.Choices, Aliases = ["role"], Choices = _ => Enum.GetNames<PersonRole>().Select(role => new FieldChoice(role, role)),
            },
            FieldsOf<Person>.Url("photoUrl", "Photo", person => person.PhotoUrl, (person, url) => person with { PhotoUrl = url }) with { IsFile = true, Aliases = ["photo", "profile picture"], Hint = "An address of the media library, such as /media/…" },
            FieldsOf<Person>.Markdown("bio", "About", person => person.Bio, (person, text) => person with { Bio = text }) with { Aliases = ["biography"] },
            FieldsOf<Person>.Links(person => person.Links, (person, links) => person with { Links = links }) with { Aliases = ["link", "website", "url"] },
        ],
        Forget = (document, person) => (
            [.. document.Sessions.Where(session => session.People.Any(participant => participant.Person == person.Slug)).Select(session => $"“{session.Title}”, which keeps the name as words")],
            document with { Sessions = [.. document.Sessions.Select(session => session with { People = [.. session.People.Select(participant => participant.Person == person.Slug ? participant with { Person = null, Name = person.Name } : participant)] })] }),
    };

    internal static readonly ItemKindIn<ProgrammeDocument, Room> Rooms = new(
        ProgrammeDocument.Empty, document => document.Rooms, (document, rooms) => document with { Rooms = rooms }, (slug, _) => new Room(slug, ""))
    {
        Name = "rooms",
        One = "room",
        Many = "Rooms",
        Place = "/admin/programme/rooms/",
        Fields =
        [
            FieldsOf<Room>.Line("name", "Name", room => room.Name, (room, name) => room with { Name = name! }) with { IsRequired = true, MaxLength = ProgrammeRules.NameMaxLength, Aliases = ["room"] },
            FieldsOf<Room>.Line("location", "Location", room => room.Location, (room, value) => room with { Location = value }) with { Hint = "A building or a floor." },
            FieldsOf<Room>.Number("capacity", "Seats", ProgrammeRules.MaxSeats, room => room.Capacity, (room, seats) => room with { Capacity = seats }),
        ],
        Forget = (document, room) => (
            [.. document.Sessions.Where(session => session.Room == room.Slug).Select(session => $"“{session.Title}”, which loses its room")],
            document with { Sessions = [.. document.Sessions.Select(session => session.Room == room.Slug ? session with { Room = null } : session)] }),
    };

    internal static readonly ItemKindIn<ProgrammeDocument, Topic> Topics = new(
        ProgrammeDocument.Empty, document => document.Topics, (document, topics) => document with { Topics = topics }, (slug, _) => new Topic(slug, ""))
    {
        Name = "topics",
        One = "topic",
        Many = "Topics",
        Place = "/admin/programme/topics/",
        Fields =
        [
            FieldsOf<Topic>.Line("name", "Name", topic => topic.Name, (topic, name) => topic with { Name = name! }) with { IsRequired = true, MaxLength = ProgrammeRules.NameMaxLength, Aliases = ["topic", "track"] },
        ],
        Forget = (document, topic) => (
            [.. document.Sessions.Where(session => session.Topic == topic.Slug).Select(session => $"“{session.Title}”, which loses its topic")],
            document with { Sessions = [.. document.Sessions.Select(session => session.Topic == topic.Slug ? session with { Topic = null } : session)] }),
    };

    internal static readonly ItemKindIn<ProgrammeDocument, Paper> Papers = new(
        ProgrammeDocument.Empty, document => document.Papers, (document, papers) => document with { Papers = papers }, (slug, _) => new Paper { Slug = slug, Title = "" })
    {
        Name = "papers",
        One = "paper",
        Many = "Papers",
        Place = "/admin/programme/papers/",
        Fields =
        [
            FieldsOf<Paper>.Line("title", "Title", paper => paper.Title, (paper, title) => paper with { Title = title! }) with { IsRequired = true, MaxLength = ProgrammeRules.TitleMaxLength, Aliases = ["paper"] },
            FieldsOf<Paper>.Of("authors", "Authors", (paper, _) => string.Join('\n', paper.Authors), (paper, text, _) =>
            {
                ImmutableArray<string> authors = [.. FieldsOf<Paper>.Entries(text, '\n')];
                return authors.Any(author => author.Length > ProgrammeRules.NameMaxLength) ? (paper, $"holds a name longer than {ProgrammeRules.NameMaxLength} characters") : (paper with { Authors = authors }, null);
            }) with
            { Shape = FieldShape.Lines, MaxLength = ProgrammeRules.TextMaxLength, Hint = "One a line, as they are to be printed.", Aliases = ["author"], OfCell = AuthorsOfCell },
            FieldsOf<Paper>.Markdown("abstract", "Abstract", paper => paper.Abstract, (paper, text) => paper with { Abstract = text }),
            FieldsOf<Paper>.Line("decision", "Decision", paper => paper.Decision, (paper, value) => paper with { Decision = value }) with { Hint = "As the committee calls it: Oral, Spotlight, Poster.", Aliases = ["status"] },
            FieldsOf<Paper>.Line("award", "Award", paper => paper.Award, (paper, value) => paper with { Award = value }),
            FieldsOf<Paper>.Line("posterNumber", "Poster number", paper => paper.PosterNumber, (paper, value) => paper with { PosterNumber = value }) with { Aliases = ["poster"] },
            FieldsOf<Paper>.Of("session", "Session", (paper, _) => paper.Session, (paper, text, context) =>
                text is null ? (paper with { Session = null }, null)
                : context.Sessions.FirstOrDefault(session => session.Slug == text || session.Title == text) is { } session ? (paper with { Session = session.Slug }, null)
                : (paper, $"is no session of the programme: '{PlainText.Shorten(text, 80)}'")) with
            { Shape = FieldShape.Choice, Choices = context => context.Sessions.Select(session => new FieldChoice(session.Slug, session.Title)) },
            FieldsOf<Paper>.Links(paper => paper.Links, (paper, links) => paper with { Links = links }) with { Aliases = ["link", "openreview link", "openreview", "url", "pdf"], OfCell = LinksOfCell },
        ],
    };

    internal static readonly ItemKindIn<NoticesDocument, Deadline> Deadlines = new(
        NoticesDocument.Empty, document => document.Deadlines, (document, deadlines) => document with { Deadlines = deadlines },
        (slug, _) => new Deadline { Slug = slug, What = "", At = default, Zone = Deadline.AnywhereOnEarth })
    {
        Name = "deadlines",
        One = "deadline",
        Many = "Deadlines",
        Place = "/admin/deadlines/",
        Fields =
        [
            FieldsOf<Deadline>.Line("what", "What is due", deadline => deadline.What, (deadline, what) => deadline with { What = what! }) with { IsRequired = true, MaxLength = ProgrammeRules.TitleMaxLength, Aliases = ["what", "title", "name", "deadline"] },
            FieldsOf<Deadline>.Time("at", "When", (deadline, _) => deadline.At == default ? null : deadline.At, (deadline, at, _) => deadline with { At = at!.Value }) with { IsRequired = true, Hint = "Local to the time zone below; the whole of that minute is still in time.", Aliases = ["date", "time"] },
            FieldsOf<Deadline>.Of("zone", "Time zone", (deadline, _) => deadline.Zone, (deadline, zone, _) => !Deadline.IsZone(zone!) ? (deadline, $"is neither AoE nor a time zone such as America/Vancouver: '{PlainText.Shorten(zone!, 80)}'") : (deadline with { Zone = zone! }, null)) with
            { IsRequired = true, Hint = "AoE, anywhere on Earth, or a time zone such as America/Vancouver.", Aliases = ["time zone"] },
            FieldsOf<Deadline>.Time("extendedFrom", "Extended from", (deadline, _) => deadline.ExtendedFrom, (deadline, at, _) => deadline with { ExtendedFrom = at }) with { Hint = "What it was before, shown struck through." },
        ],
    };

    internal static readonly ItemKindIn<NoticesDocument, Sponsor> Sponsors = new(
        NoticesDocument.Empty, document => document.Sponsors, (document, sponsors) => document with { Sponsors = sponsors }, (slug, _) => new Sponsor(slug, ""))
    {
        Name = "sponsors",
        One = "sponsor",
        Many = "Sponsors",
        Place = "/admin/sponsors/",
        Fields =
        [
            FieldsOf<Sponsor>.Line("name", "Name", sponsor => sponsor.Name, (sponsor, name) => sponsor with { Name = name! }) with { IsRequired = true, MaxLength = ProgrammeRules.NameMaxLength, Aliases = ["sponsor"] },
            FieldsOf<Sponsor>.Line("level", "Level", sponsor => sponsor.Level, (sponsor, level) => sponsor with { Level = level }) with { Hint = "Such as Gold. Sponsors of one level stand together." },
            FieldsOf<Sponsor>.Url("url", "Address", sponsor => sponsor.Url, (sponsor, url) => sponsor with { Url = url }) with { Aliases = ["link", "website"] },
            FieldsOf<Sponsor>.Url("logoUrl", "Logo", sponsor => sponsor.LogoUrl, (sponsor, url) => sponsor with { LogoUrl = url }) with { IsFile = true, Aliases = ["logo"], Hint = "An address of the media library, such as /media/…" },
        ],
    };

    internal static readonly ItemKindIn<NoticesDocument, NewsItem> News = new(
        NoticesDocument.Empty, document => document.News, (document, news) => document with { News = news },
        (slug, context) => new NewsItem { Slug = slug, Title = "", Text = "", At = context.Now })
    {
        Name = "news",
        One = "piece of news",
        Many = "News",
        Place = "/admin/news/",
        Fields =
        [
            FieldsOf<NewsItem>.Line("title", "Title", news => news.Title, (news, title) => news with { Title = title! }) with { IsRequired = true, MaxLength = ProgrammeRules.TitleMaxLength, Aliases = ["headline"] },
            FieldsOf<NewsItem>.Markdown("text", "Text", news => news.Text, (news, text) => news with { Text = text! }) with { IsRequired = true },
            FieldsOf<NewsItem>.Time("at", "From", (news, context) => news.At.InZone(context.Zone).LocalDateTime, (news, at, context) => news with { At = context.Zone.AtLeniently(at!.Value).ToInstant() }) with { IsRequired = true, Hint = "In the edition's time zone. The newest stands first.", Aliases = ["date", "time"] },
            FieldsOf<NewsItem>.Check("isPublic", "Public: readers see it at once", news => news.IsPublic, (news, isPublic) => news with { IsPublic = isPublic }) with { Aliases = ["public", "published"] },
        ],
    };

    public static IReadOnlyList<ItemKind> All { get; } = [People, Rooms, Topics, Papers, Deadlines, Sponsors, News];

    // OpenReview has semicolons or commas between authors, Mini-Conf bars.
    private static string AuthorsOfCell(string cell)
    {
        var separator = cell.Contains('\n', StringComparison.Ordinal) ? '\n' : ";|,".FirstOrDefault(cell.Contains, '\n');
        return cell.Replace(separator, '\n');
    }

    // OpenReview names its PDF files by a path of its own site.
    private static string LinksOfCell(string cell) => cell.StartsWith("/pdf/", StringComparison.Ordinal) ? "https://openreview.net" + cell : cell;

    private static ImmutableArray<PersonRole>? RolesOf(string? text)
    {
        var roles = new List<PersonRole>();
        foreach (var name in (text ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!name.All(char.IsAsciiLetter) || !Enum.TryParse<PersonRole>(name, ignoreCase: true, out var role))
            {
                return null;
            }

            roles.Add(role);
        }

        return [.. roles.Distinct()];
    }
}
