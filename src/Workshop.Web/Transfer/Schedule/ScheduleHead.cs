using System.Collections.Immutable;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Workshop.Web.Text;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>What a <c>schedule.xml</c> says of all its events at once.</summary>
/// <param name="BaseUrl">What its relative addresses are relative to.</param>
/// <param name="OwnAcronym">What the slugs of its events begin with (<see cref="ScheduleConventions.SlugOf"/>); null where a portal
/// like this one has not made the file.</param>
/// <param name="DayChange">Until then a time belongs to the night of the day.</param>
/// <param name="TimeZone">IANA; null where there is none that is known.</param>
internal sealed record ScheduleHead(
    string? Title, string? BaseUrl, string? OwnAcronym, LocalTime DayChange, string? TimeZone, ImmutableArray<string> Tracks)
{
    private static readonly LocalTimePattern[] Clocks =
        [LocalTimePattern.CreateWithInvariantCulture("H:mm"), LocalTimePattern.CreateWithInvariantCulture("H:mm:ss")];

    public bool IsOwn => OwnAcronym is not null;

    public static ScheduleHead Of(XElement root, ScheduleLoss loss)
    {
        var conference = root.Element("conference");
        loss.Count(
            "the conference",
            conference,
            "title",
            "acronym",
            "start",
            "end",
            "days",
            "day_change",
            "timeslot_duration",
            "time_zone_name",
            "base_url",
            "url",
            "color",
            "track");
        var zone = Value("time_zone_name");
        var isKnown = zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;
        loss.Note(
            zone is not null && !isKnown,
            ScheduleLoss.LineOf(conference?.Element("time_zone_name")),
            $"There is no time zone '{PlainText.Shorten(zone ?? "", 60)}'.");
        return new ScheduleHead(
            Value("title"),
            Value("base_url"),
            root.Element("generator")?.Attribute("name")?.Value == ScheduleConventions.Generator ? Value("acronym") : null,
            ClockOf(Value("day_change")) ?? ScheduleConventions.DayBegins,
            isKnown ? zone : null,
            [.. (conference?.Elements("track") ?? [])
                .Select(track => ScheduleConventions.Name(track.Attribute("name")?.Value ?? track.Value))
                .OfType<string>()
                .Distinct()]);

        string? Value(string name) =>
            ScheduleConventions.Line(conference?.Element(name)?.Value ?? "") is { Length: > 0 } text ? text : null;
    }

    /// <param name="text"><c>HH:mm</c>, with seconds or without.</param>
    /// <returns>Null where it is none.</returns>
    public static LocalTime? ClockOf(string? text) =>
        Clocks.Select(pattern => pattern.Parse(text?.Trim() ?? "")).FirstOrDefault(parsed => parsed.Success)?.Value;
}
