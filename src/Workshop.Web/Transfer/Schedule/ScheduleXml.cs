using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Workshop.Data.Programme;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// Reads a <c>schedule.xml</c> as frab, Pentabarf and pretalx write it (github.com/voc/schedule), and as we do. What has no place
/// here is counted and reported. An element that is there and empty leaves nothing there, one that is missing says nothing. Without
/// DTD, entities of its own, or anything from elsewhere.
/// </summary>
internal static class ScheduleXml
{
    // Elements within elements; the format has six. What walks a tree calls itself for each.
    private const int MaxDepth = 30;

    /// <exception cref="BrokenSourceException">It is not such a file, or there is no event in it.</exception>
    public static ImportedProgramme? Read(SourceTree tree, List<ImportFinding> findings)
    {
        if (tree.Find(KnownFiles.ScheduleXml) is not { Content: { } content })
        {
            return null;
        }

        var root = Load(content);
        if (root.Name != "schedule")
        {
            throw new BrokenSourceException(
                1,
                $"The root is <{root.Name.LocalName}>{(root.Name.NamespaceName.Length > 0 ? " of a namespace" : "")}, where "
                + $"<schedule> was expected.");
        }

        var rooms = root.Elements("day").SelectMany(day => day.Elements("room").Select(room => (day, room))).ToList();
        var events = rooms.SelectMany(at => at.room.Elements("event").Select(entry => (at.day, at.room, entry))).ToList();
        // A file that is misspelt looks like this, and is not to empty a programme.
        if (events.Count is 0 or > ProgrammeRules.MaxItems)
        {
            throw new BrokenSourceException(ScheduleLoss.LineOf(root), events.Count == 0
                ? "There is no <event> in a <room> of a <day>."
                : $"There are {events.Count} events; {ProgrammeRules.MaxItems} can be kept.");
        }

        var loss = new ScheduleLoss();
        var head = ScheduleHead.Of(root, loss);
        var reader = new ScheduleEvent(head, loss);
        var sessions = events.Select(at => reader.Read(at.entry, RoomOf(at.room), at.day)).ToList();
        CountTheRest(root, rooms, loss);
        var names = rooms.Select(at => RoomOf(at.room)).OfType<string>().Distinct().ToList();
        var placed = WithSlugs(sessions, loss);
        findings.AddRange(loss.Findings);
        findings.Add(
            new ImportFinding(
                KnownFiles.ScheduleXml,
                0,
                FindingKind.Note,
                $"{events.Count} events in {names.Count} rooms on {root.Elements("day").Count()} days were read."));
        return new ImportedProgramme([.. names.Select(name => new ImportedRoom(name, null))], placed)
        {
            Topics = [.. head.Tracks
                .Concat(sessions.Select(session => session.Topic).OfType<string>().Where(topic => topic.Length > 0))
                .Distinct()],
            People = [.. sessions.SelectMany(session => session.People ?? []).Distinct()],
            TimeZone = head.TimeZone,
            Title = head.Title,
            IsExchanged = true,
            BaseUrl = head.BaseUrl,
            File = KnownFiles.ScheduleXml,
        };
    }

    /// <exception cref="BrokenSourceException">It is not XML, or nested so deep that it can only be meant to do harm.</exception>
    private static XElement Load(byte[] content)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = SourceLimits.Default.TextBytes,
        };
        try
        {
            using var depths = XmlReader.Create(new MemoryStream(content), settings);
            while (depths.Read())
            {
                if (depths.Depth > MaxDepth)
                {
                    throw new BrokenSourceException(((IXmlLineInfo)depths).LineNumber, $"Elements are nested more than {MaxDepth} deep.");
                }
            }

            using var reader = XmlReader.Create(new MemoryStream(content), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException failure)
        {
            throw new BrokenSourceException(failure.LineNumber, $"The XML cannot be read: {failure.Message}");
        }
    }

    private static string? RoomOf(XElement room) =>
        ScheduleConventions.Name(room.Attribute("name")?.Value) is var name && name != ScheduleConventions.WithoutRoom ? name : null;

    private static void CountTheRest(XElement root, List<(XElement Day, XElement Room)> rooms, ScheduleLoss loss)
    {
        loss.Count("the schedule", root, "generator", "url", "version", "conference", "day");
        foreach (var day in root.Elements("day"))
        {
            loss.Count("days", day, "room");
        }

        foreach (var (_, room) in rooms)
        {
            loss.Count("rooms", room, "event");
        }
    }

    private static ImmutableArray<ImportedSession> WithSlugs(List<ImportedSession> sessions, ScheduleLoss loss)
    {
        var (slugs, uids) = (new SlugSet([]), new HashSet<Guid>());
        return [.. sessions.Select(session =>
        {
            var slug = slugs.AddFor(session.Slug, "session");
            var isTwice = session.Uid is { } uid && !uids.Add(uid);
            loss.Note(isTwice, session.Line, "The guid is another event's too and was left out.");
            return session with { Slug = slug, Uid = isTwice ? null : session.Uid };
        })];
    }
}
