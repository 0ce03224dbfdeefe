using System.Text.Json;
using System.Xml.Linq;
using Ical.Net;
using NodaTime;
using NodaTime.Text;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Pages;

/// <summary>
/// The schedule, a session's page, the calendars and the exchange files are made by different code, and must say the same.
/// </summary>
public sealed class ProgrammeAgreementTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    // Clocks are set back at 03:00 on 27 October 2024, at 02:00 on 3 November 2024, and by half an hour at 02:00 on 6 April 2025.
    [InlineData("Europe/Berlin", "2024-10-26T23:30", "2024-10-27T02:30")]
    [InlineData("America/New_York", "2024-11-02T23:30", "2024-11-03T01:30")]
    [InlineData("Australia/Lord_Howe", "2025-04-05T23:30", "2025-04-06T01:45")]
    [InlineData("Asia/Kolkata", "2024-12-14T23:30", "2024-12-15T01:30")]
    // And forward, over a gap into which a time may fall.
    [InlineData("Europe/Berlin", "2024-03-30T23:30", "2024-03-31T02:30")]
    [InlineData("America/New_York", "2024-03-09T23:30", "2024-03-10T02:30")]
    [InlineData("Australia/Lord_Howe", "2024-10-05T23:30", "2024-10-06T02:15")]
    public async Task Instants_AcrossAChangeOfClocks_AreTheSameEverywhere(string zone, string evening, string night)
    {
        var edition = await _portal.AddEditionInAsync(zone);
        await _portal.PublishAsync(edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        await _portal.ReleaseAsync(edition, new ProgrammeDocument
        {
            Sessions = [
                Releases.Session("evening", Local(evening), 180),
                Releases.Session("night", Local(night), 90),
                Releases.Session("later", Local(night), 90) with { IsLater = true },
                Releases.Session("morning", Local(night).Date + new LocalTime(9, 0)),
            ],
        });
        var programme = _portal.Site.Current!.Programme;
        var expected = programme.Sessions.ToDictionary(
            session => session.Title, session => (session.Start.ToInstant(), session.End.ToInstant()));

        Assert.Equal(expected, await FromPageAsync(_portal, "/schedule/"));
        Assert.Equal(expected, await FromPageAsync(_portal, "/schedule/?tz=Pacific/Kiritimati"));
        Assert.Equal(expected, FromCalendar(await _portal.Client.GetStringAsync("/schedule.ics")));
        Assert.Equal(expected, FromXml(XDocument.Parse(await _portal.Client.GetStringAsync("/schedule.xml"))));
        Assert.Equal(expected, FromJson(JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"))));
        foreach (var (slug, times) in expected)
        {
            var page = await _portal.ReadAsync($"/sessions/{slug}/");
            Assert.Equal(times, TimesOf(page.QuerySelectorAll(".facts time")));
            var calendar = FromCalendar(await _portal.Client.GetStringAsync($"/sessions/{slug}.ics"));
            Assert.Equal(KeyValuePair.Create(slug, times), Assert.Single(calendar));
        }
    }

    private static async Task<Dictionary<string, (Instant, Instant)>> FromPageAsync(RunningPortal portal, string path) =>
        (await portal.ReadAsync(path))
            .QuerySelectorAll("[data-session]")
            .ToDictionary(entry => entry.QuerySelector("h3")!.TextContent, entry => TimesOf(entry.QuerySelectorAll("time")));

    private static (Instant, Instant) TimesOf(IEnumerable<AngleSharp.Dom.IElement> times) =>
        times.Select(time => At(time.GetAttribute("datetime")!)).ToList() is [var start, var end] ? (start, end) : default;

    private static Dictionary<string, (Instant, Instant)> FromCalendar(string text) =>
        Calendar.Load(text)!.Events.ToDictionary(
            entry => entry.Summary!, entry => (Instant.FromDateTimeUtc(entry.Start!.AsUtc), Instant.FromDateTimeUtc(entry.End!.AsUtc)));

    private static Dictionary<string, (Instant, Instant)> FromXml(XDocument document) =>
        document.Descendants("event").ToDictionary(
            entry => entry.Element("title")!.Value,
            entry => At(entry.Element("date")!.Value) is var start ? (start, start + Length(entry.Element("duration")!.Value)) : default);

    private static Dictionary<string, (Instant, Instant)> FromJson(JsonDocument document) =>
        document.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days").EnumerateArray()
            .SelectMany(day => day.GetProperty("rooms").EnumerateObject())
            .SelectMany(room => room.Value.EnumerateArray())
            .ToDictionary(entry => entry.GetProperty("title").GetString()!, entry => (
                At(entry.GetProperty("date").GetString()!),
                At(entry.GetProperty("end").GetString()!)));

    private static Instant At(string text) => OffsetDateTimePattern.Rfc3339.Parse(text).Value.ToInstant();

    private static Duration Length(string text) => Duration.FromTimeSpan(TimeSpan.ParseExact(text, "hh\\:mm", null));

    private static LocalDateTime Local(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;
}
