using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>When an event of a <c>schedule.xml</c> takes place, in the spellings that its producers have.</summary>
internal static class ScheduleTime
{
    private static readonly OffsetDateTimePattern[] Moments =
        [OffsetDateTimePattern.Rfc3339, OffsetDateTimePattern.CreateWithInvariantCulture(
            "uuuu-MM-dd'T'HH:mmo<G>"), OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<I>")];

    /// <param name="dayChange">Until then a time without a date belongs to the night of the day.</param>
    /// <returns>The local time, and the moment where an offset tells it; null where no time can be read.</returns>
    /// <exception cref="BrokenSourceException">The year is none in which a workshop could take place.</exception>
    public static (LocalDateTime Local, Instant? At)? Of(XElement entry, XElement day, LocalTime dayChange)
    {
        var line = ScheduleLoss.LineOf(entry);
        var date = entry.Element("date")?.Value.Trim() ?? "";
        if (Moments.Select(pattern => pattern.Parse(date)).FirstOrDefault(result => result.Success)?.Value is { } moment)
        {
            Check(moment.Date, line);
            return (moment.LocalDateTime, moment.ToInstant());
        }

        if (LocalTimeText.OfAnyYear(date) is { } local)
        {
            Check(local.Date, line);
            return (local, null);
        }

        var written = LocalDatePattern.Iso.Parse(day.Attribute("date")?.Value.Trim() ?? "") is { Success: true } ofDay
            ? ofDay
            : LocalDatePattern.Iso.Parse(date);
        if (!written.Success || ScheduleHead.ClockOf(entry.Element("start")?.Value) is not { } clock)
        {
            return null;
        }

        Check(written.Value, line);
        return ((clock < dayChange ? written.Value.PlusDays(1) : written.Value) + clock, null);
    }

    /// <param name="text"><c>HH:mm</c>, with seconds or without.</param>
    /// <returns>Null where it is none.</returns>
    public static int? MinutesOf(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        return parts.Length is 2 or 3
            && Array.TrueForAll(
                parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000)
            ? (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + int.Parse(parts[1], CultureInfo.InvariantCulture)
            : null;
    }

    // Far from where a calendar ends, which times computed of it must not reach.
    private static void Check(LocalDate date, int line)
    {
        if (date.Year is < ProgrammeRules.FirstYear or > ProgrammeRules.LastYear)
        {
            throw new BrokenSourceException(
                line, $"The event is in the year {date.Year}; from {ProgrammeRules.FirstYear} to {ProgrammeRules.LastYear} can be kept.");
        }
    }
}
