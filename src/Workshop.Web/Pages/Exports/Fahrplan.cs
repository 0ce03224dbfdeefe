using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Workshop.Web.Hosting;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages.Exports;

/// <summary>
/// A programme as frab's <c>schedule.xml</c> and <c>schedule.json</c> have it (the schemas of github.com/voc/schedule): by day and
/// room. What is cancelled is left out, since neither format can say so; no text is Markdown, and no address is a mail's.
/// </summary>
internal sealed class Fahrplan
{
    /// <summary>Until then a session belongs to the day before.</summary>
    public static readonly LocalTime DayBegins = new(3, 0);

    // Both formats ask every session for a room.
    private const string WithoutRoom = "No room";

    private readonly PublishedSite _site;
    private readonly SiteUrls _urls;

    /// <param name="edition">One that has a release.</param>
    public Fahrplan(PublishedSite site, PublishedEdition edition, SiteUrls urls)
    {
        (_site, Edition, _urls) = (site, edition, urls);
        var ids = new HashSet<int>();
        Rooms = [.. edition.Programme.Document.Rooms.Select(room => new FahrplanRoom(room.Name, room.Capacity, GuidOf($"room/{room.Slug}"))).DistinctBy(room => room.Name)];
        var shown = edition.Programme.Sessions.Where(session => !session.IsCancelled).ToList();
        if (shown.Exists(session => session.Room is null))
        {
            Rooms = [.. Rooms.Append(new FahrplanRoom(WithoutRoom, null, GuidOf("room/"))).DistinctBy(room => room.Name)];
        }

        // By identifier, so that which of two with the same number gets the next one does not depend on their times.
        var numbers = shown.OrderBy(session => session.Source.Uid).ToDictionary(session => session.Slug, session => Free(NumberOf(session.Source.Uid), ids));
        Days =
        [
            .. shown.GroupBy(session => DateOf(session.Start))
                .Select((day, index) => new FahrplanDay(
                    index + 1,
                    day.Key,
                    edition.Programme.Zone.AtLeniently(day.Key + DayBegins),
                    edition.Programme.Zone.AtLeniently(day.Key.PlusDays(1) + DayBegins),
                    day.Select(session => new FahrplanEvent(session, numbers[session.Slug], $"{Acronym}-{numbers[session.Slug]}-{session.Slug}")).ToLookup(@event => @event.Session.Room?.Name ?? WithoutRoom))),
        ];
    }

    public PublishedEdition Edition { get; }

    public IReadOnlyList<FahrplanRoom> Rooms { get; }

    public IReadOnlyList<FahrplanDay> Days { get; }

    public string Version => Edition.Documents.Releases[0].Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Four or more lower case letters, digits and underscores, as both schemas want it.</summary>
    public string Acronym => Edition.Slug.Replace('-', '_').PadRight(4, '_');

    public LocalDate Start => Days.Count > 0 ? Days[0].Date : Edition.StartsOn ?? new LocalDate(1970, 1, 1);

    public LocalDate End => Days.Count > 0 ? Days[^1].Date : Start;

    /// <param name="url">From the root of the site, or of another one.</param>
    public string Absolute(string url) => url.StartsWith('/') ? _urls.Absolute(_site, url) : url;

    public string UrlOf(PublishedSession session) => Absolute(Edition.UrlOf(session));

    public string AbstractOf(PublishedSession session) => session.Source.Abstract is { } markdown ? Edition.Rendered(markdown).PlainText : "";

    public FahrplanPerson PersonOf(PublishedParticipant participant)
    {
        var guid = GuidOf(participant.Person is { } person ? $"person/{person.Slug}" : $"name/{participant.Name}");
        return new FahrplanPerson(participant.Name, guid, NumberOf(guid), participant.Person is { } known ? Absolute(Edition.UrlOf(known)) : null);
    }

    /// <summary>"01:30"</summary>
    public static string Length(Duration length) => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours:00}:{length.Minutes:00}");

    private static LocalDate DateOf(ZonedDateTime start) => start.TimeOfDay < DayBegins ? start.Date.PlusDays(-1) : start.Date;

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

    // Of the name alone, so that it is the same in every release.
    private Guid GuidOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Edition.Slug}/{name}")).AsSpan(..16));
}

internal sealed record FahrplanRoom(string Name, int? Capacity, Guid Guid);

internal sealed record FahrplanDay(int Index, LocalDate Date, ZonedDateTime Start, ZonedDateTime End, ILookup<string, FahrplanEvent> Rooms);

/// <param name="Number">Positive and unique within the file.</param>
/// <param name="Slug">Unique among all conferences, hopefully.</param>
internal sealed record FahrplanEvent(PublishedSession Session, int Number, string Slug);

internal sealed record FahrplanPerson(string Name, Guid Guid, int Number, string? Url);
