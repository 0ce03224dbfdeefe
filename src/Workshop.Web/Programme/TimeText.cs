using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Workshop.Web.Programme;

/// <summary>Dates and times in words, in English whatever the server's culture is.</summary>
public static class TimeText
{
    private static readonly LocalDatePattern LongDate = LocalDatePattern.CreateWithInvariantCulture("dddd d MMMM yyyy");
    private static readonly ZonedDateTimePattern HourMinute = ZonedDateTimePattern.CreateWithInvariantCulture("HH':'mm", null);
    private static readonly ZonedDateTimePattern DateHourMinute = ZonedDateTimePattern.CreateWithInvariantCulture(
        "d MMM uuuu', 'HH':'mm", null);
    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mm':'sso<m>");

    /// <summary>"Saturday 14 December 2024"</summary>
    public static string Day(LocalDate date) => LongDate.Format(date);

    /// <summary>"14–15 December 2024", "30 November – 2 December 2024", or one day in full.</summary>
    public static string Days(LocalDate first, LocalDate last)
    {
        if (last <= first)
        {
            return Day(first);
        }

        var from = first.Year != last.Year ? "d MMMM yyyy" : "d MMMM";
        return first.Year == last.Year && first.Month == last.Month
            ? Invariant($"{first.Day}–{last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}")
            : Invariant(
                $"{first.ToString(from, CultureInfo.InvariantCulture)} – {last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}");
    }

    /// <summary>"08:15"</summary>
    public static string Time(ZonedDateTime time) => HourMinute.Format(time);

    /// <summary>"14 Dec 2024, 08:15"</summary>
    public static string Moment(ZonedDateTime time) => DateHourMinute.Format(time);

    /// <summary>For a <c>datetime</c> attribute: local time with offset (RFC 3339).</summary>
    public static string Machine(ZonedDateTime time) => WithOffset.Format(time.ToOffsetDateTime());

    /// <summary>For a <c>datetime</c> attribute: <c>2024-12-14</c>.</summary>
    public static string Machine(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>"45 min", "1 h", "1 h 15 min"</summary>
    public static string Length(Duration length)
    {
        var minutes = (int)length.TotalMinutes;
        return (minutes / 60, minutes % 60) switch
        {
            (0, var rest) => Invariant($"{rest} min"),
            (var hours, 0) => Invariant($"{hours} h"),
            var (hours, rest) => Invariant($"{hours} h {rest} min"),
        };
    }

    /// <summary>
    /// "Vancouver time (UTC−8)": the zone's city and its offset at that time; the offset alone of a zone that is named after none.
    /// </summary>
    public static string Zone(ZonedDateTime at) => Zone(at, at);

    /// <inheritdoc cref="Zone(ZonedDateTime)"/>
    /// <param name="end">Where clocks change until then: "New York time (UTC−4, later UTC−5)".</param>
    public static string Zone(ZonedDateTime start, ZonedDateTime end)
    {
        var offsets = start.Offset == end.Offset
            ? OffsetFromUtc(start.Offset)
            : $"{OffsetFromUtc(start.Offset)}, later {OffsetFromUtc(end.Offset)}";
        var parts = start.Zone.Id.Split('/');
        return start.Zone.Id is "UTC" or "Etc/UTC" ? "UTC"
            : parts.Length == 1 || parts[0] == "Etc" ? offsets
            : $"{parts[^1].Replace('_', ' ')} time ({offsets})";
    }

    private static string OffsetFromUtc(Offset offset)
    {
        var sign = offset.Seconds < 0 ? '−' : '+';
        var minutes = Math.Abs(offset.Seconds) / 60;
        var hours = minutes % 60 == 0 ? Invariant($"{minutes / 60}") : Invariant($"{minutes / 60}:{minutes % 60:00}");
        return $"UTC{sign}{hours}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
