using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>
/// Reads a <c>schedule.xml</c> as frab, Pentabarf and pretalx write it (github.com/voc/schedule). What has no place here is
/// counted and reported. Without DTD, entities of its own, or anything from elsewhere.
/// </summary>
internal static class ScheduleXml
{
    public const string FileName = "schedule.xml";

    private static readonly OffsetDateTimePattern[] Moments =
        [OffsetDateTimePattern.Rfc3339, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"), OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<I>")];

    // Where a date is missing, an hour so early belongs to the night of the day.
    private static readonly LocalTime Morning = new(4, 0);

    /// <exception cref="BrokenSourceException">It is no such file.</exception>
    public static ImportedProgramme? Read(SourceTree tree, List<ImportFinding> findings)
    {
        if (tree.Find(FileName) is not { Content: { } content })
        {
            return null;
        }

        var root = Load(content);
        if (root.Name.LocalName != "schedule")
        {
            throw new BrokenSourceException(1, $"The root is <{root.Name.LocalName}>, where <schedule> was expected.");
        }

        var loss = new ScheduleLoss();
        var conference = root.Element("conference");
        var events = root.Elements("day").SelectMany(
            day => day.Elements("room").SelectMany(room => room.Elements("event").Select(entry => (day, room, entry)))).ToList();
        if (events.Count > ProgrammeRules.MaxItems)
        {
            throw new BrokenSourceException(0, $"There are {events.Count} events; {ProgrammeRules.MaxItems} can be kept.");
        }

        var names = root.Elements("day").SelectMany(day => day.Elements("room")).Select(NameOf).OfType<string>().Distinct().ToList();
        var zone = conference?.Element("time_zone_name")?.Value.Trim();
        var reader = new ScheduleEvent(conference?.Element("base_url")?.Value.Trim(), loss);
        var sessions = events.Select(at => reader.Read(at.entry, NameOf(at.room), at.day)).ToList();
        loss.Count("conference", conference, "title", "acronym", "start", "end", "days", "day_change", "timeslot_duration", "time_zone_name", "base_url", "track");
        var placed = WithSlugs(sessions, loss);
        findings.AddRange(loss.Findings(FileName));
        findings.Add(new ImportFinding(FileName, 0, FindingKind.Note, $"{events.Count} events in {names.Count} rooms on {root.Elements("day").Count()} days were read."));
        return new ImportedProgramme([.. names.Select(name => new ImportedRoom(name, null))], placed)
        {
            Topics = [.. sessions.Select(session => session.Topic).OfType<string>().Distinct()],
            People = [.. sessions.SelectMany(session => session.People).Select(person => person.Name).Distinct()],
            TimeZone = zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : null,
            Title = PlainText.Of(conference?.Element("title")?.Value ?? "") is { Length: > 0 } title ? title : null,
            File = FileName,
        };
    }

    /// <returns>Null where no time can be read.</returns>
    public static (LocalDateTime Local, Instant? At)? TimeOf(XElement entry, XElement day)
    {
        var date = entry.Element("date")?.Value.Trim() ?? "";
        if (Moments.Select(pattern => pattern.Parse(date)).FirstOrDefault(result => result.Success)?.Value is { } moment)
        {
            return (moment.LocalDateTime, moment.ToInstant());
        }

        var clock = LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse((entry.Element("start")?.Value ?? "").Trim() is { Length: >= 4 } text ? text[..Math.Min(5, text.Length)] : "");
        var on = LocalDatePattern.Iso.Parse(day.Attribute("date")?.Value.Trim() ?? "");
        return clock.Success && on.Success ? ((clock.Value < Morning ? on.Value.PlusDays(1) : on.Value) + clock.Value, null) : null;
    }

    /// <param name="text"><c>HH:mm</c>, with seconds or without.</param>
    /// <returns>Null where it is none.</returns>
    public static int? MinutesOf(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        return parts.Length is 2 or 3 && Array.TrueForAll(parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000)
            ? (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + int.Parse(parts[1], CultureInfo.InvariantCulture)
            : null;
    }

    private static XElement Load(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = SourceLimits.Default.TextBytes,
            });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException failure)
        {
            throw new BrokenSourceException(failure.LineNumber, $"The XML cannot be read: {failure.Message}");
        }
    }

    private static string? NameOf(XElement room) => PlainText.Of(room.Attribute("name")?.Value ?? "") is { Length: > 0 } name ? PlainText.Shorten(name, ProgrammeRules.NameMaxLength) : null;

    private static ImmutableArray<ImportedSession> WithSlugs(List<ImportedSession> sessions, ScheduleLoss loss)
    {
        var (slugs, uids) = (new HashSet<string>(), new HashSet<Guid>());
        return [.. sessions.Select(session =>
        {
            var slug = Slug.Unique(session.Slug, ProgrammeRules.SlugMaxLength, slugs.Contains);
            slugs.Add(slug);
            var isTwice = session.Uid is { } uid && !uids.Add(uid);
            loss.Note(isTwice, session.Line, "The guid is another event's too and was left out.");
            return session with { Slug = slug, Uid = isTwice ? null : session.Uid };
        })];
    }
}
