using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Areas.Admin.Pages.MediaLibrary;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// Reads <c>schedule.yml</c>: the rooms and sessions of an edition, in its local time. All of it is right, or none is taken.
/// </summary>
internal sealed class ScheduleFile(SourceTree tree, List<ImportFinding> findings)
{
    private static readonly string[] SessionKeys =
    [
        "slug", "title", "kind", "topic", "start", "end", "duration", "room", "people", "links",
        .. ImportedSession.TextFields.Select(field => field.Key),
    ];

    private static readonly Session Blank = new() { Slug = "", Uid = Guid.Empty, Title = "", DurationMinutes = 1 };

    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="BrokenSourceException">Something in it is wrong.</exception>
    public static ImportedProgramme? Read(SourceTree tree, List<ImportFinding> findings) =>
        tree.Find(KnownFiles.ScheduleYaml) is { Content: { } content }
            ? new ScheduleFile(tree, findings).ProgrammeOf(Yaml.ParseMap(SourceText.Decode(content), firstLine: 1))
            : null;

    private ImportedProgramme ProgrammeOf(YamlMap keys)
    {
        keys.ReportUnknown(KnownFiles.ScheduleYaml, "a schedule", findings, "rooms", "sessions");
        var rooms = keys.MapsOf("rooms").Select(RoomOf).ToImmutableArray();
        if (rooms.GroupBy(room => room.Name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            throw new BrokenSourceException(keys.Find("rooms")!.Line, $"The room '{twice}' stands there twice.");
        }

        var maps = keys.MapsOf("sessions").ToList();
        // Its sessions become the programme's, so that a key that is misspelt would take all of them away.
        if (maps.Count is 0 or > ProgrammeRules.MaxItems)
        {
            throw new BrokenSourceException(keys.Find("sessions")?.Line
                ?? 1, $"There are {maps.Count} entries under 'sessions'; from 1 to {ProgrammeRules.MaxItems} can be read.");
        }

        var sessions = SessionsOf(maps, [.. rooms.Select(room => room.Name)]);
        return new ImportedProgramme(
            rooms, sessions)
        { Topics = [.. sessions.Select(session => session.Topic).OfType<string>().Distinct()] };
    }

    private ImmutableArray<ImportedSession> SessionsOf(IEnumerable<YamlMap> maps, HashSet<string> rooms)
    {
        var sessions = maps.Select(map => SessionOf(map, rooms)).ToArray();
        var slugs = new SlugSet([]);
        foreach (var session in sessions.Where(session => session.Slug.Length > 0))
        {
            _ = slugs.Add(session.Slug)
                ? true
                : throw new BrokenSourceException(session.Line, $"'slug': '{session.Slug}' names an earlier session too.");
        }

        return [.. sessions.Select(
            session => session.Slug.Length > 0 ? session : session with { Slug = slugs.AddFor(session.Title, "session") })];
    }

    private ImportedRoom RoomOf(YamlMap map)
    {
        map.ReportUnknown(KnownFiles.ScheduleYaml, "a room", findings, "name", "location", "capacity");
        return new(
            map.Required("name", ProgrammeRules.NameMaxLength),
            map.Optional("location", ProgrammeRules.LineMaxLength),
            map.Number("capacity", ProgrammeRules.MaxSeats, "seats"));
    }

    private ImportedSession SessionOf(YamlMap map, HashSet<string> rooms)
    {
        map.ReportUnknown(KnownFiles.ScheduleYaml, "a session", findings, SessionKeys);
        var slug = map.Optional("slug", ProgrammeRules.SlugMaxLength) ?? "";
        if (slug.Length > 0 && !ProgrammeRules.IsSlug(slug))
        {
            throw map.Bad("slug", $"{ProgrammeRules.NotASlug}: '{slug}'");
        }

        var room = map.Optional("room", ProgrammeRules.NameMaxLength);
        if (room is not null && !rooms.Contains(room))
        {
            throw map.Bad("room", $"is not among the rooms at the top of the file: '{room}'");
        }

        var title = map.Required("title", ProgrammeRules.TitleMaxLength);
        var start = map.Time("start") ?? throw map.Bad("start", "is missing");
        var end = map.Time("end");
        var duration = map.Number("duration", ProgrammeRules.MaxMinutes, "minutes");
        if ((end is null) == (duration is null))
        {
            throw map.Bad("end", "or 'duration' must be there, and not both");
        }

        var session = new ImportedSession(slug, title, KindOf(map), start, end, duration, room, PeopleOf(map), map.Line)
        {
            Topic = map.Optional("topic", ProgrammeRules.NameMaxLength),
            Links = LinksOf(map),
        };
        return ImportedSession.TextFields.Aggregate(session, (read, field) => With(read, field, map));
    }

    private static SessionKind KindOf(YamlMap map) =>
        Read(SessionFields.Kind, map, map.Optional("kind", SessionFields.Kind.MaxLength) ?? "other").Kind;

    private ImportedSession With(ImportedSession session, Field<Session> field, YamlMap map)
    {
        if ((field.Shape == FieldShape.Text ? map.Markdown(field.Key) : map.Optional(field.Key, field.MaxLength)) is not { } text)
        {
            return session;
        }

        // A file can be named by its path beside this one; what is not such a path is an address.
        if (field.IsFile && SourceTree.IsPath(text))
        {
            return session with { SlidesFile = FileOf(field.Key, text, map) };
        }

        _ = Read(field, map, text);
        return session.With(field, text);
    }

    private static Session Read(Field<Session> field, YamlMap map, string text)
    {
        var (session, wrong) = field.Apply(Blank, text, FieldContext.None);
        return wrong is null ? session : throw map.Bad(field.Key, wrong.InFileOf(text));
    }

    private ImmutableArray<ImportedParticipant> PeopleOf(YamlMap map) => map.Find("people") switch
    {
        null => [],
        YamlScalar one => Participant(map, one) is { } only ? [only] : [],
        YamlList list => [.. list.Items.Select(item => Participant(map, item)).OfType<ImportedParticipant>()],
        _ => throw map.Bad("people", "is to be a list of names, or of entries with 'name' and 'role'"),
    };

    private ImportedParticipant? Participant(YamlMap session, YamlNode node)
    {
        (node as YamlMap)?.ReportUnknown(KnownFiles.ScheduleYaml, "one of 'people'", findings, "name", "role");
        var name = node switch
        {
            YamlScalar scalar => PlainText.Of(scalar.IsNull ? "" : scalar.Text),
            YamlMap entry => entry.Required("name", ProgrammeRules.NameMaxLength),
            _ => throw session.Bad("people", "is to be a list of names, or of entries with 'name' and 'role'"),
        };
        return name.Length > ProgrammeRules.NameMaxLength ? throw session.Bad(
            "people", $"holds a name longer than {ProgrammeRules.NameMaxLength} characters")
            : name.Length == 0 ? null
            : new ImportedParticipant(
                name, node is YamlMap map && map.Find("role") is not null ? map.Named<ParticipantRole>("role") : ParticipantRole.Speaker);
    }

    private ImmutableArray<Link>? LinksOf(YamlMap map)
    {
        if (map.Find("links") is null)
        {
            return null;
        }

        return [.. map.MapsOf("links").Select(LinkOf)];
    }

    private Link LinkOf(YamlMap link)
    {
        link.ReportUnknown(KnownFiles.ScheduleYaml, "a link", findings, "title", "url");
        return link.Url("url") is { } url
            ? new Link(link.Optional("title", ProgrammeRules.NameMaxLength) ?? url, url)
            : throw link.Bad("url", "is missing");
    }

    private string? FileOf(string key, string path, YamlMap map)
    {
        if (tree.FindNamed(path) is { } file)
        {
            return file.Path;
        }

        var loss = $"'{key}' was left out, since there is no file {PlainText.Shorten(path, 80)}.";
        findings.Add(new ImportFinding(KnownFiles.ScheduleYaml, map.Find(key)!.Line, FindingKind.Error, loss));
        return null;
    }
}
