using NodaTime;
using NodaTime.Text;

namespace Workshop.Web.Programme;

/// <summary>When a session is, in words that are right across a change of clocks too.</summary>
internal static class SessionTimeText
{
    private static readonly LocalDatePattern ShortDay = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");

    /// <summary>"Sat 14 Dec, 08:15–09:00"; of a session without a place, "no time".</summary>
    public static string When(PublishedSession session) => session.IsPlaced ? When(session.Start, session.End) : "no time";

    /// <inheritdoc cref="When(PublishedSession)"/>
    public static string When(ZonedDateTime start, ZonedDateTime end) =>
        $"{Day(start.Date)}, {Time(start)}–{(start.Date == end.Date ? "" : Day(end.Date) + ", ")}{Time(end)}";

    /// <summary>"Sat 14 Dec"</summary>
    public static string Day(LocalDate date) => ShortDay.Format(date);

    /// <summary>"08:15", and of a time that comes twice that night, "01:30 (UTC-07)".</summary>
    public static string Time(ZonedDateTime time) =>
        time.Zone.MapLocal(time.LocalDateTime).Count == 2 ? $"{TimeText.Time(time)} (UTC{time.Offset})" : TimeText.Time(time);

    /// <summary>When a session ends: "09:00", and on a later day than it starts "Sun 15 Dec, 00:30".</summary>
    public static string End(PublishedSession session) =>
        session.End.Date == session.Start.Date ? Time(session.End) : $"{Day(session.End.Date)}, {Time(session.End)}";

    /// <summary>Where a session is: its room's name, or "no room".</summary>
    public static string Where(PublishedSession session) => session.Room?.Name ?? "no room";
}
