using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Web.Pages.Exports;

/// <summary><c>schedule.json</c>, valid by <c>validator/json/schema.json</c> of github.com/voc/schedule.</summary>
internal sealed partial class FahrplanJson : IExchangeFormat
{
    public string File => ProgrammeAddress.ScheduleJson;

    public string ContentType => "application/json";

    // Names are written as they are here, and nulls too: the schema asks for some of them.
    public byte[] Write(Fahrplan plan) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        generator = new { name = ScheduleConventions.Generator },
        schedule = new
        {
            url = plan.Absolute(plan.Edition.ExchangeOf(File)),
            version = plan.Version,
            base_url = plan.Absolute("/"),
            conference = ConferenceOf(plan),
        },
    });

    private static Dictionary<string, object> ConferenceOf(Fahrplan plan)
    {
        var conference = new Dictionary<string, object>
        {
            ["acronym"] = plan.Acronym,
            ["title"] = plan.Edition.Name,
            ["start"] = TimeText.Machine(plan.Start),
            ["end"] = TimeText.Machine(plan.End),
            ["daysCount"] = plan.Days.Count,
            ["timeslot_duration"] = "00:05",
            ["url"] = plan.Absolute(plan.Edition.HomeUrl),
            ["colors"] = new { primary = plan.Edition.Accent },
            ["rooms"] = plan.Rooms.Select(room => new { name = room.Name, guid = room.Guid, capacity = room.Capacity }),
            ["tracks"] = plan.Edition.Programme.Document.Topics.Select(topic => new { name = topic.Name }),
            ["days"] = plan.Days.Select(day => DayOf(plan, day)),
        };
        // The schema knows no zone such as Etc/GMT+1, and every time has its offset.
        if (ZoneName().IsMatch(plan.Edition.Programme.Zone.Id))
        {
            conference["time_zone_name"] = plan.Edition.Programme.Zone.Id;
        }

        return conference;
    }

    private static object DayOf(Fahrplan plan, FahrplanDay day) => new
    {
        index = day.Index,
        date = TimeText.Machine(day.Date),
        day_start = TimeText.Machine(day.Start),
        day_end = TimeText.Machine(day.End),
        rooms = plan.Rooms
            .Where(room => day.Rooms.Contains(room.Name))
            .ToDictionary(room => room.Name, room => day.Rooms[room.Name].Select(@event => EventOf(plan, @event, room))),
    };

    private static JsonObject EventOf(Fahrplan plan, FahrplanEvent @event, FahrplanRoom room)
    {
        var (session, source) = (@event.Session, @event.Session.Source);
        var links = source.Links.Select(link => new { url = plan.Absolute(link.Url), title = link.Title, type = "related" });
        var data = JsonSerializer.SerializeToNode(new
        {
            guid = source.Uid,
            id = @event.Number,
            date = TimeText.Machine(session.Start),
            start = TimeText.Time(session.Start),
            end = TimeText.Machine(session.End),
            duration = Fahrplan.Length(session.Length),
            room = room.Name,
            slug = @event.Slug,
            url = plan.UrlOf(session),
            title = session.Title,
            subtitle = source.Subtitle,
            track = session.Topic?.Name,
            type = session.KindName,
            language = source.Language,
            @abstract = Fahrplan.AbstractOf(session),
            description = (string?)null,
            persons = session.People
                .Select(plan.PersonOf)
                .Select(person => new
                {
                    guid = person.Guid,
                    name = person.Name,
                    links = person.Url is { } url
                    ? new[] { new { url, title = person.Name, type = "web" } }
                    : []
                }),
            links = source.RecordingUrl is { } recording
                ? links.Append(new { url = plan.Absolute(recording), title = "Recording", type = "media" })
                : links,
            attachments = source.SlidesUrl is { } slides
                ? new[] { new { url = plan.Absolute(slides), title = "Slides", type = "slides" } }
                : [],
        })!.AsObject();
        if (source.DoNotRecord)
        {
            data["do_not_record"] = true;
        }

        return data;
    }

    [GeneratedRegex("^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$", RegexOptions.NonBacktracking)]
    private static partial Regex ZoneName();
}
