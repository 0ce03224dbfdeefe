using System.Globalization;
using NodaTime;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Web.Pages.Exports;

/// <summary>
/// A programme as frab's <c>schedule.xml</c> and <c>schedule.json</c> have it (the schemas of github.com/voc/schedule): by day and
/// room. What is cancelled is left out, since neither format can say so; an abstract is the Markdown that its author wrote, as frab
/// and pretalx give it, but without comments; and no address is a mail's.
/// </summary>
internal sealed class Fahrplan
{
    private readonly PublishedSite _site;
    private readonly SiteUrls _urls;

    /// <param name="edition">One that has a release.</param>
    public Fahrplan(PublishedSite site, PublishedEdition edition, SiteUrls urls)
    {
        (_site, Edition, _urls) = (site, edition, urls);
        var ids = new HashSet<int>();
        Rooms = [.. edition.Programme.Document.Rooms
            .Select(room => new FahrplanRoom(room.Name, room.Capacity, ScheduleConventions.RoomGuid(edition.Slug, room.Slug)))
            .DistinctBy(room => room.Name)];
        var shown = edition.Programme.Sessions.Where(session => !session.IsCancelled).ToList();
        if (shown.Exists(session => session.Room is null))
        {
            Rooms = [.. Rooms
                .Append(new FahrplanRoom(ScheduleConventions.WithoutRoom, null, ScheduleConventions.RoomGuid(edition.Slug, "")))
                .DistinctBy(room => room.Name)];
        }

        // By identifier, so that which of two with the same number gets the next one does not depend on their times.
        var numbers = shown
            .OrderBy(session => session.Source.Uid)
            .ToDictionary(session => session.Slug, session => Free(NumberOf(session.Source.Uid), ids));
        var byDate = shown.ToLookup(session => DateOf(session.Start));
        // Both schemas ask for a day, also where there is nothing to put into it.
        var dates = byDate
            .Select(day => day.Key)
            .DefaultIfEmpty(edition.StartsOn ?? edition.Documents.Releases[0].At.InZone(edition.Programme.Zone).Date);
        Days = [
            .. dates.Select((date, index) => new FahrplanDay(
                index + 1,
                date,
                edition.Programme.Zone.AtLeniently(date + ScheduleConventions.DayBegins),
                edition.Programme.Zone.AtLeniently(date.PlusDays(1) + ScheduleConventions.DayBegins),
                byDate[date].Select(
                    session => new FahrplanEvent(
                        session, numbers[session.Slug], ScheduleConventions.SlugOf(Acronym, numbers[session.Slug], session.Slug)))
                    .ToLookup(@event => @event.Session.Room?.Name ?? ScheduleConventions.WithoutRoom))),
        ];
    }

    public PublishedEdition Edition { get; }

    public IReadOnlyList<FahrplanRoom> Rooms { get; }

    /// <summary>One or more.</summary>
    public IReadOnlyList<FahrplanDay> Days { get; }

    public string Version => Edition.Documents.Releases[0].Version.ToString(CultureInfo.InvariantCulture);

    public string Acronym => ScheduleConventions.AcronymOf(Edition.Slug);

    public LocalDate Start => Days[0].Date;

    public LocalDate End => Days[^1].Date;

    /// <param name="url">From the root of the site, or of another one.</param>
    public string Absolute(string url) => url.StartsWith('/') ? _urls.Absolute(_site, url) : url;

    public string UrlOf(PublishedSession session) => Absolute(Edition.UrlOf(session));

    /// <summary>
    /// Markdown. Raw HTML in it is as its author wrote it: whoever shows it as HTML has to sanitize it, as with other producers'
    /// abstracts.
    /// </summary>
    public static string AbstractOf(PublishedSession session) =>
        session.Source.Abstract is { } markdown ? ScheduleConventions.Markdown(markdown) : "";

    public FahrplanPerson PersonOf(PublishedParticipant participant)
    {
        var guid = participant.Person is { } person
            ? ScheduleConventions.PersonGuid(Edition.Slug, person.Slug)
            : ScheduleConventions.WordsGuid(Edition.Slug, participant.Name);
        return new FahrplanPerson(
            participant.Name, guid, NumberOf(guid), participant.Person is { } known ? Absolute(Edition.UrlOf(known)) : null);
    }

    /// <summary>"01:30"</summary>
    public static string Length(Duration length) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours:00}:{length.Minutes:00}");

    private static LocalDate DateOf(ZonedDateTime start) =>
        start.TimeOfDay < ScheduleConventions.DayBegins ? start.Date.PlusDays(-1) : start.Date;

    private static int Free(int number, HashSet<int> taken)
    {
        while (!taken.Add(number))
        {
            number = number == int.MaxValue ? 1 : number + 1;
        }

        return number;
    }

    // Positive.
    private static int NumberOf(Guid guid) => Math.Max(1, BitConverter.ToInt32(guid.ToByteArray().AsSpan(..4)) & int.MaxValue);
}

internal sealed record FahrplanRoom(string Name, int? Capacity, Guid Guid);

internal sealed record FahrplanDay(int Index, LocalDate Date, ZonedDateTime Start, ZonedDateTime End, ILookup<string, FahrplanEvent> Rooms);

/// <param name="Number">Positive and unique within the file.</param>
/// <param name="Slug">See <see cref="ScheduleConventions.SlugOf"/>.</param>
internal sealed record FahrplanEvent(PublishedSession Session, int Number, string Slug);

internal sealed record FahrplanPerson(string Name, Guid Guid, int Number, string? Url);
