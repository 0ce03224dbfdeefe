using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Publishing;

/// <summary>Where the parts of a programme are: addresses that no organizer chooses, under the edition's prefix.</summary>
public static class ProgrammeAddress
{
    public const string ScheduleXml = "schedule.xml";
    public const string ScheduleJson = "schedule.json";

    private const string CalendarEnding = ".ics";

    /// <summary>One for each format that schedule apps read.</summary>
    public static IReadOnlyList<string> ExchangeFiles { get; } = [ScheduleXml, ScheduleJson];

    /// <returns>From the root of the site, as are all of these. Slugs need no encoding.</returns>
    public static string UrlOf(this PublishedEdition edition, PublishedSession session) => $"{edition.Prefix}/sessions/{session.Slug}/";

    public static string UrlOf(this PublishedEdition edition, Person person) => $"{edition.Prefix}/people/{person.Slug}/";

    public static string CalendarOf(this PublishedEdition edition, PublishedSession session) =>
        $"{edition.Prefix}/sessions/{session.Slug}{CalendarEnding}";

    public static string CalendarOf(this PublishedEdition edition, Person person) =>
        $"{edition.Prefix}/people/{person.Slug}{CalendarEnding}";

    public static string CalendarOf(this PublishedEdition edition, LocalDate date) =>
        $"{edition.Prefix}/schedule/{TimeText.Machine(date)}{CalendarEnding}";

    public static string CalendarOf(this PublishedEdition edition) => $"{edition.Prefix}/schedule{CalendarEnding}";

    /// <param name="file">One of <see cref="ExchangeFiles"/>.</param>
    public static string ExchangeOf(this PublishedEdition edition, string file) => $"{edition.Prefix}/{file}";

    /// <param name="path">Whole, as it was asked for.</param>
    /// <param name="key">The key of what follows the edition's prefix.</param>
    /// <returns>Null where no part of the programme has that address, and before the first release.</returns>
    internal static SiteAddress? Find(PublishedEdition edition, string path, string key)
    {
        if (edition.Documents.Release is not { } release)
        {
            return null;
        }

        SiteAddress? found = key.Split('/') switch
        {
            ["", "schedule.ics"] => new SiteAddress.Calendar(edition, new ProgrammePart()),
            ["", var file] when ExchangeFiles.Contains(file) => new SiteAddress.Exchange(edition, file),
            ["", "schedule", var file] => IsCalendar(file, out var name) ? Day(name) : null,
            ["", "sessions", var file] when IsCalendar(file, out var name) => Single(name),
            ["", "sessions", var slug] => (edition.Programme.FindSession(slug)
                ?? edition.Withdrawn.FirstOrDefault(session => session.Slug == slug)) is { } session ? new SiteAddress.Session(
                    edition, session) : null,
            ["", "people", var file] when IsCalendar(file, out var name) =>
                edition.Programme.FindPerson(name) is not null || release.Stamps.Values.Any(stamp => stamp.FormerPeople.Contains(name))
                    ? new SiteAddress.Calendar(edition, new ProgrammePart { Person = name })
                    : null,
            ["", "people", var slug] => edition.Programme.FindPerson(slug) is { } person ? new SiteAddress.Person(edition, person) : null,
            _ => null,
        };
        // A key is in lower case and ends without a slash, as slugs are and files do.
        var url = edition.Prefix + key + (found is SiteAddress.Session or SiteAddress.Person ? "/" : "");
        return found is null || path == url ? found : new SiteAddress.Moved(edition, url);

        SiteAddress? Single(string slug) =>
            edition.Programme.FindSession(slug) is { IsPlaced: true } || release.Withdrawn.Any(session => session.Slug == slug)
                ? new SiteAddress.Calendar(edition, new ProgrammePart { Session = slug })
                : null;

        SiteAddress? Day(string name) =>
            LocalDatePattern.Iso.Parse(name) is { Success: true, Value: var date } && DatesOf(edition.Programme, release).Contains(date)
                ? new SiteAddress.Calendar(edition, new ProgrammePart { Date = date })
                : null;
    }

    // Also those on which nothing is left: whoever has subscribed to one has to be told.
    private static IEnumerable<LocalDate> DatesOf(PublishedProgramme programme, ReleaseDocument release) =>
        programme.Days.Select(day => day.Date)
            .Concat(release.Withdrawn.Select(session => session.StartsAt!.Value.Date))
            .Concat(release.Stamps.Values.SelectMany(stamp => stamp.FormerDates));

    private static bool IsCalendar(string file, out string name)
    {
        name = file.EndsWith(CalendarEnding, StringComparison.Ordinal) ? file[..^CalendarEnding.Length] : "";
        return name.Length > 0;
    }
}
