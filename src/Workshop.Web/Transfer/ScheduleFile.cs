using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>Reads <c>schedule.yml</c>: the rooms and sessions of an edition, in its local time. All of it is right, or none is taken.</summary>
internal static class ScheduleFile
{
    public const string FileName = "schedule.yml";

    private static readonly Dictionary<string, SessionKind> Kinds =
        Enum.GetValues<SessionKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    public static ImportedProgramme? Read(SourceTree tree)
    {
        if (tree.Find(FileName) is not { Content: { } content })
        {
            return null;
        }

        var keys = Yaml.ParseMap(SourceText.Decode(content), firstLine: 1);
        var rooms = MapsOf(keys, "rooms").Select(RoomOf).ToImmutableArray();
        if (rooms.GroupBy(room => room.Name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            throw new BrokenSourceException(keys.Find("rooms")!.Line, $"The room '{twice}' stands there twice.");
        }

        var sessions = SessionsOf(MapsOf(keys, "sessions"), [.. rooms.Select(room => room.Name)]);
        return new ImportedProgramme(rooms, sessions) { Topics = [.. sessions.Select(session => session.Topic).OfType<string>().Distinct()] };
    }

    private static ImmutableArray<ImportedSession> SessionsOf(IEnumerable<YamlMap> maps, HashSet<string> rooms)
    {
        var sessions = maps.Select(map => SessionOf(map, rooms)).ToArray();
        var slugs = new HashSet<string>();
        foreach (var session in sessions.Where(session => session.Slug.Length > 0))
        {
            _ = slugs.Add(session.Slug) ? true : throw new BrokenSourceException(session.Line, $"'slug': '{session.Slug}' names an earlier session too.");
        }

        return [.. sessions.Select(session => session.Slug.Length > 0 ? session : session with { Slug = SlugFor(session.Title, slugs) })];
    }

    private static string SlugFor(string title, HashSet<string> taken)
    {
        var slug = Slug.Free(title, "session", taken.Contains);
        taken.Add(slug);
        return slug;
    }

    private static ImportedRoom RoomOf(YamlMap map) =>
        new(Required(map, "name", ProgrammeRules.NameMaxLength), Optional(map, "location", Edition.TextMaxLength));

    private static ImportedSession SessionOf(YamlMap map, HashSet<string> rooms)
    {
        var slug = Optional(map, "slug", ProgrammeRules.SlugMaxLength) ?? "";
        if (slug.Length > 0 && !Slug.IsValid(slug, ProgrammeRules.SlugMaxLength))
        {
            throw Bad(map, "slug", $"is no slug: lower case letters, digits and single hyphens: '{slug}'");
        }

        var kind = Optional(map, "kind", 40) ?? "other";
        if (!Kinds.TryGetValue(kind.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), out var sessionKind))
        {
            throw Bad(map, "kind", $"is none of keynote, talk, spotlight, panel, poster_session, break, social, other: '{kind}'");
        }

        var room = Optional(map, "room", ProgrammeRules.NameMaxLength);
        if (room is not null && !rooms.Contains(room))
        {
            throw Bad(map, "room", $"is not among the rooms at the top of the file: '{room}'");
        }

        var title = Required(map, "title", ProgrammeRules.TitleMaxLength);
        var start = Time(map, "start") ?? throw Bad(map, "start", "is missing");
        var end = Time(map, "end");
        var duration = Duration(map);
        return (end is null) == (duration is null)
            ? throw Bad(map, "end", "or 'duration' must be there, and not both")
            : new ImportedSession(slug, title, sessionKind, start, end, duration, room, PeopleOf(map), map.Line)
            {
                Subtitle = Optional(map, "subtitle", ProgrammeRules.LineMaxLength),
                Abstract = Markdown(map, "abstract"),
                Topic = Optional(map, "topic", ProgrammeRules.NameMaxLength),
                Links = LinksOf(map),
                SlidesUrl = Url(map, "slides"),
                RecordingUrl = Url(map, "recording"),
                Language = Optional(map, "language", 40),
                Status = map.Find("status") is null ? null : Named<SessionStatus>(map, "status"),
            };
    }

    private static ImmutableArray<ImportedParticipant> PeopleOf(YamlMap map) => map.Find("people") switch
    {
        null => [],
        YamlScalar one => Participant(map, one) is { } only ? [only] : [],
        YamlList list => [.. list.Items.Select(item => Participant(map, item)).OfType<ImportedParticipant>()],
        _ => throw Bad(map, "people", "is to be a list of names, or of entries with 'name' and 'role'"),
    };

    private static ImportedParticipant? Participant(YamlMap session, YamlNode node)
    {
        var name = node switch
        {
            YamlScalar scalar => PlainText.Of(scalar.IsNull ? "" : scalar.Text),
            YamlMap entry => Required(entry, "name", ProgrammeRules.NameMaxLength),
            _ => throw Bad(session, "people", "is to be a list of names, or of entries with 'name' and 'role'"),
        };
        return name.Length > ProgrammeRules.NameMaxLength ? throw Bad(session, "people", $"holds a name longer than {ProgrammeRules.NameMaxLength} characters")
            : name.Length == 0 ? null
            : new ImportedParticipant(name, node is YamlMap map && map.Find("role") is not null ? Named<ParticipantRole>(map, "role") : ParticipantRole.Speaker);
    }

    private static T Named<T>(YamlMap map, string key)
        where T : struct, Enum
    {
        var text = Optional(map, key, 40) ?? "";
        return text.All(char.IsAsciiLetter) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw Bad(map, key, $"is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}: '{text}'");
    }

    private static string? Markdown(YamlMap map, string key) =>
        map.Find(key) is not (null or YamlScalar) ? throw Bad(map, key, "is a list, where one text was expected")
        : map.Text(key)?.Trim() is not { Length: > 0 } text ? null
        : text.Length > ProgrammeRules.TextMaxLength ? throw Bad(map, key, $"is longer than {ProgrammeRules.TextMaxLength} characters")
        : EditionRules.IsText(text) ? text
        : throw Bad(map, key, "holds a control character");

    private static string? Url(YamlMap map, string key) =>
        Optional(map, key, ProgrammeRules.UrlMaxLength) is not { } url ? null
        : ProgrammeRules.IsUrl(url) ? url
        : throw Bad(map, key, $"is no address such as https://example.org/: '{url}'");

    private static ImmutableArray<Link>? LinksOf(YamlMap map)
    {
        if (map.Find("links") is null)
        {
            return null;
        }

        return [.. MapsOf(map, "links").Select(link => Url(link, "url") is { } url
            ? new Link(Optional(link, "title", ProgrammeRules.NameMaxLength) ?? url, url)
            : throw Bad(link, "url", "is missing"))];
    }

    private static LocalDateTime? Time(YamlMap map, string key)
    {
        if (Optional(map, key, 40) is not { } text)
        {
            return null;
        }

        return LocalTimeText.Parse(text) ?? throw Bad(map, key, $"{LocalTimeText.Objection}: '{text}'");
    }

    private static int? Duration(YamlMap map)
    {
        if (Optional(map, "duration", 40) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= ProgrammeRules.MaxMinutes
            ? minutes
            : throw Bad(map, "duration", $"is no number of minutes from 1 to {ProgrammeRules.MaxMinutes}: '{text}'");
    }

    private static string Required(YamlMap map, string key, int maxLength) =>
        Optional(map, key, maxLength) ?? throw Bad(map, key, "is missing");

    private static string? Optional(YamlMap map, string key, int maxLength)
    {
        if (map.Find(key) is not (null or YamlScalar))
        {
            throw Bad(map, key, "is a list, where one value was expected");
        }

        var text = map.Text(key) is { } raw && PlainText.Of(raw) is { Length: > 0 } plain ? plain : null;
        return text?.Length > maxLength ? throw Bad(map, key, $"is longer than {maxLength} characters") : text;
    }

    private static IEnumerable<YamlMap> MapsOf(YamlMap keys, string key) => keys.Find(key) switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlList list => list.Items.Select(item =>
            item as YamlMap ?? throw new BrokenSourceException(item.Line, $"An entry of '{key}' is to have keys of its own, such as '- name: …'.")),
        var other => throw new BrokenSourceException(other.Line, $"'{key}' is to be a list."),
    };

    private static BrokenSourceException Bad(YamlMap map, string key, string objection) =>
        new(map.Find(key)?.Line ?? map.Line, $"'{key}' {objection}.");
}
