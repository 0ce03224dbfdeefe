using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NodaTime.Text;

namespace Workshop.Tests.Pages;

/// <summary>
/// What the schemas of github.com/voc/schedule ask for (validator/xsd/schedule.xml.xsd and validator/json/schema.json), in words of
/// our own: the schemas' licence does not allow for copies here.
/// </summary>
internal static partial class ScheduleRules
{
    private static readonly string[] ConferenceElements =
        ["title", "acronym", "start", "end", "days", "timeslot_duration", "base_url", "url", "time_zone_name", "color", "track"];

    private static readonly string[] ConferenceKeys =
        ["acronym", "title", "start", "end", "daysCount", "timeslot_duration", "time_zone_name", "colors", "url", "tracks", "rooms", "days"];

    private static readonly string[] Texts = ["room", "title", "type"];

    private static readonly string[] TextsOrNulls = ["language", "abstract", "subtitle", "track"];

    private static readonly string[] EventElements =
        ["room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "logo", "persons", "language", "description", "recording", "links", "attachments", "url"];

    private static readonly string[] RequiredElements = ["room", "title", "type", "date", "start", "duration", "abstract", "track"];

    private static readonly string[] EventKeys =
        ["guid", "id", "date", "start", "end", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language", "abstract", "description", "persons", "links", "attachments", "do_not_record"];

    private static readonly string[] RequiredKeys =
        ["abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug", "start", "subtitle", "title", "track", "type", "url"];

    public static void Check(XDocument document)
    {
        var root = document.Root!;
        Assert.Equal(
            ["generator", "url", "version", "conference", "day"], root.Elements().Select(element => element.Name.LocalName).Distinct());
        var conference = root.Element("conference")!;
        Assert.Subset(ConferenceElements.ToHashSet(), conference.Elements().Select(element => element.Name.LocalName).ToHashSet());
        Assert.Matches("^[a-z0-9_-]{4,}$", conference.Element("acronym")!.Value);
        Assert.Matches("^#[0-9a-fA-F]{6}$", conference.Element("color")!.Attribute("primary")!.Value);
        Assert.All(conference.Elements("track"), track => Assert.NotNull(track.Attribute("name")));
        Assert.All(
            new[] { root.Element("url"), conference.Element("url"), conference.Element("base_url") },
            url => Assert.Matches("^https?://", url!.Value));
        Assert.True(LocalDatePattern.Iso.Parse(conference.Element("start")!.Value).Success
            && LocalDatePattern.Iso.Parse(conference.Element("end")!.Value).Success);
        var days = root.Elements("day").ToList();
        Assert.Equal(days.Count, (int)conference.Element("days")!);
        Assert.Equal(Enumerable.Range(1, days.Count), days.Select(day => (int)day.Attribute("index")!));
        Assert.All(
            days, day => Assert.True(Moment(day.Attribute("start")!.Value)
                && Moment(day.Attribute("end")!.Value)
                && LocalDatePattern.Iso.Parse(day.Attribute("date")!.Value).Success));
        Assert.All(
            days.Elements(),
            room => Assert.Equal(
                ("room", true, true),
                (room.Name.LocalName, room.Attribute("name") is not null, Uuid().IsMatch(room.Attribute("guid")!.Value))));
        var events = days.Elements("room").Elements().ToList();
        Assert.All(events, CheckEvent);
        Assert.All(
            new Func<XElement, string>[] { entry => entry.Attribute("guid")!.Value, entry =>
                entry.Attribute("id")!.Value, entry => entry.Element("slug")!.Value }, key => Assert.Distinct(events.Select(key)));
    }

    public static void Check(JsonDocument document)
    {
        var schedule = document.RootElement.GetProperty("schedule");
        Assert.Equal(JsonValueKind.String, schedule.GetProperty("version").ValueKind);
        Assert.False(schedule.TryGetProperty("rooms", out _));
        var conference = schedule.GetProperty("conference");
        Assert.Subset(ConferenceKeys.ToHashSet(), KeysOf(conference));
        Assert.Matches("^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?$", conference.GetProperty("acronym").GetString());
        Assert.True(!conference.TryGetProperty("time_zone_name", out var zone)
            || Regex.IsMatch(zone.GetString()!, "^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$"), "time_zone_name");
        Assert.All(
            conference.GetProperty("rooms").EnumerateArray(),
            room => Assert.True(KeysOf(room).SetEquals(["name", "guid", "capacity"]) && room.GetProperty("guid").TryGetGuid(out _)));
        var days = conference.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(days.Count, conference.GetProperty("daysCount").GetInt32());
        Assert.All(
            days, day => Assert.True(KeysOf(day).SetEquals(["index", "date", "day_start", "day_end", "rooms"])
                && Moment(day.GetProperty("day_start").GetString()!)
                && Moment(day.GetProperty("day_end").GetString()!)));
        Assert.All(
            days.SelectMany(day => day.GetProperty("rooms").EnumerateObject()).SelectMany(room => room.Value.EnumerateArray()), CheckEvent);
    }

    private static void CheckEvent(XElement entry)
    {
        var names = entry.Elements().Select(element => element.Name.LocalName).ToList();
        Assert.Distinct(names);
        Assert.Subset(names.ToHashSet(), RequiredElements.ToHashSet());
        Assert.Subset(EventElements.ToHashSet(), names.ToHashSet());
        Assert.True(Moment(entry.Element("date")!.Value));
        Assert.Matches("^[0-2][0-9]:[0-5][0-9]$", entry.Element("start")!.Value);
        Assert.Matches("^[0-9]{1,2}:[0-9]{2}$", entry.Element("duration")!.Value);
        Assert.Matches("^[a-z0-9_]{4,}-[a-z0-9_-]{4,}$", entry.Element("slug")!.Value);
        Assert.Matches("^https?://", entry.Element("url")!.Value);
        Assert.Matches("^[1-9][0-9]*$", entry.Attribute("id")!.Value);
        Assert.Matches(Uuid(), entry.Attribute("guid")!.Value);
        Assert.All(
            entry.Element("persons")!.Elements(),
            person => Assert.True(person.Name == "person"
                && int.TryParse(person.Attribute("id")!.Value, out _)
                && Uuid().IsMatch(person.Attribute("guid")!.Value)));
        Assert.All(entry.Element("links")!.Elements(), link => Assert.Equal("link", link.Name.LocalName));
        Assert.All(entry.Element("attachments")!.Elements(), attachment => Assert.Equal("attachment", attachment.Name.LocalName));
        if (entry.Element("recording") is { } recording)
        {
            var url = recording.Element("url");
            Assert.Equal(["license", "optout"], recording.Elements().Where(part => part != url).Select(part => part.Name.LocalName));
            Assert.Matches("^https?://", url?.Value ?? "https://");
        }
    }

    private static void CheckEvent(JsonElement entry)
    {
        Assert.Subset(KeysOf(entry), RequiredKeys.ToHashSet());
        Assert.Subset(EventKeys.ToHashSet(), KeysOf(entry));
        Assert.True(entry.GetProperty("guid").TryGetGuid(out _)
            && entry.GetProperty("id").GetInt32() > 0
            && Moment(entry.GetProperty("date").GetString()!)
            && Moment(entry.GetProperty("end").GetString()!));
        Assert.Matches("^(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$", entry.GetProperty("start").GetString());
        Assert.Matches("^[0-9]+:[0-9]{2}$", entry.GetProperty("duration").GetString());
        Assert.Matches("^[a-z0-9_-]+[a-z0-9]$", entry.GetProperty("slug").GetString());
        Assert.All(Texts, key => Assert.Equal(JsonValueKind.String, entry.GetProperty(key).ValueKind));
        Assert.All(
            TextsOrNulls, key => Assert.Contains(entry.GetProperty(key).ValueKind, new[] { JsonValueKind.String, JsonValueKind.Null }));
        Assert.All(
            entry.GetProperty("persons").EnumerateArray(),
            person => Assert.Equal(JsonValueKind.String, person.GetProperty("name").ValueKind));
        string[] types = ["slides", "paper", "web", "blog", "article", "media", "related", "activitypub"];
        Assert.All(
            entry.GetProperty("links").EnumerateArray().Concat(entry.GetProperty("attachments").EnumerateArray()),
            link => Assert.True(KeysOf(link).SetEquals(["url", "title", "type"]) && types.Contains(link.GetProperty("type").GetString())));
    }

    private static HashSet<string> KeysOf(JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];

    private static bool Moment(string text) => OffsetDateTimePattern.Rfc3339.Parse(text).Success;

    [GeneratedRegex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
    private static partial Regex Uuid();
}
