using System.Globalization;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages.Exports;

/// <summary>
/// A programme, or a part of it, as a calendar to subscribe to (RFC 5545, RFC 7986). What is cancelled or withdrawn stays in it as
/// such, since a calendar keeps what a feed no longer mentions. Between two releases the bytes change only with the edition's name and
/// the addresses of its pages.
/// </summary>
internal static class ProgrammeCalendar
{
    public const string MediaType = "text/calendar";

    /// <summary>Of <see cref="Session.Uid"/>: says nothing of the site's address, which may change.</summary>
    public const string UidEnding = "@workshop";

    private const string AskAgainAfter = "PT1H";

    /// <param name="edition">One that has a release.</param>
    public static byte[] Write(PublishedSite site, PublishedEdition edition, ProgrammePart part, SiteUrls urls)
    {
        var release = edition.Documents.Release!;
        // In the order of the stamps, so that a session that moves does not move in the text.
        var entries = edition.Programme.Sessions.Concat(edition.Withdrawn)
            .Where(session => part.Has(session.Source, release.Stamps[session.Slug]))
            .OrderBy(session => session.Slug, StringComparer.Ordinal)
            .ToList();
        var calendar = new ICalendar();
        calendar.Begin("VCALENDAR");
        calendar.Raw("VERSION", "2.0");
        calendar.Raw("PRODID", "-//Workshop//Programme//EN");
        calendar.Raw("METHOD", "PUBLISH");
        var name = NameOf(edition, part, entries);
        calendar.Text("NAME", name);
        calendar.Text("X-WR-CALNAME", name);
        calendar.Text("X-WR-TIMEZONE", edition.Programme.Zone.Id);
        calendar.Raw("URL", urls.Absolute(site, edition.Schedule.Url));
        calendar.Raw("REFRESH-INTERVAL;VALUE=DURATION", AskAgainAfter);
        calendar.Raw("X-PUBLISHED-TTL", AskAgainAfter);
        calendar.Instant("LAST-MODIFIED", entries
            .Select(entry => release.Stamps[entry.Slug].ChangedAt)
            .DefaultIfEmpty(edition.Documents.Releases[0].At)
            .Max());
        calendar.Zone(
            edition.Programme.Zone,
            entries.Select(entry => entry.Start.ToInstant()).DefaultIfEmpty(edition.Documents.Releases[0].At).Min(),
            // An interval's end is not in it.
            entries.Select(entry => entry.End.ToInstant()).DefaultIfEmpty(edition.Documents.Releases[0].At).Max() + Duration.Epsilon);
        foreach (var entry in entries)
        {
            var isOff = entry.IsCancelled || part.HasLost(entry.Source);
            WriteEntry(calendar, edition, entry, release.Stamps[entry.Slug], isOff, urls.Absolute(site, edition.UrlOf(entry)));
        }

        calendar.End("VCALENDAR");
        return calendar.ToBytes();
    }

    private static void WriteEntry(
        ICalendar calendar, PublishedEdition edition, PublishedSession session, SessionStamp stamp, bool isOff, string url)
    {
        calendar.Begin("VEVENT");
        calendar.Raw("UID", $"{session.Source.Uid}{UidEnding}");
        calendar.Instant("DTSTAMP", stamp.ChangedAt);
        calendar.Instant("LAST-MODIFIED", stamp.ChangedAt);
        calendar.Raw("SEQUENCE", stamp.Sequence.ToString(CultureInfo.InvariantCulture));
        calendar.Raw("STATUS", isOff ? "CANCELLED" : "CONFIRMED");
        if (IsSecondOfTwo(session.Start) || IsSecondOfTwo(session.End))
        {
            // A local time with a TZID always means the first of the two (RFC 5545, section 3.3.5).
            calendar.Instant("DTSTART", session.Start.ToInstant());
            calendar.Instant("DTEND", session.End.ToInstant());
        }
        else
        {
            calendar.Time("DTSTART", session.Start);
            calendar.Time("DTEND", session.End);
        }

        calendar.Text("SUMMARY", session.Title);
        calendar.Text("LOCATION", session.Room is { } room ? string.Join(", ", new[] { room.Name, room.Location }.OfType<string>()) : null);
        calendar.Text("DESCRIPTION", DescriptionOf(edition, session));
        calendar.Texts("CATEGORIES", new[] { session.KindName, session.Topic?.Name }.OfType<string>());
        calendar.Raw("URL", url);
        calendar.End("VEVENT");
    }

    private static string? DescriptionOf(PublishedEdition edition, PublishedSession session)
    {
        string?[] parts =
        [
            session.Source.Subtitle,
            string.Join(", ", session.People.Select(person => person.Name)),
            session.Source.Abstract is { } markdown ? edition.Rendered(markdown).PlainText : null,
        ];
        return string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
    }

    private static string NameOf(PublishedEdition edition, ProgrammePart part, List<PublishedSession> entries) => part switch
    {
        { Session: not null } => $"{entries[0].Title} · {edition.Name}",
        { Person: { } slug } when edition.Programme.FindPerson(slug) is { } person => $"{person.Name} · {edition.Name}",
        { Date: { } date } => $"{edition.Name}, {TimeText.Day(date)}",
        _ => edition.Name,
    };

    private static bool IsSecondOfTwo(ZonedDateTime time) =>
        time.Zone.MapLocal(time.LocalDateTime) is { Count: 2 } both && both.Last() == time;
}
