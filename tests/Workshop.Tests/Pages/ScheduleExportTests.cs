using System.Text.Json;
using System.Xml.Linq;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Pages;

/// <summary><c>/schedule.xml</c> and <c>/schedule.json</c>, by the rules of their schemas.</summary>
public sealed class ScheduleExportTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private static readonly LocalDateTime Morning = new(2024, 12, 14, 9, 0);

    private readonly RunningPortal _portal = shared.Portal;

    public static TheoryData<string, ProgrammeDocument> Programmes => new()
    {
        { "no session", new() { Rooms = [new Room("hall", "Hall")] } },
        { "no session with a place", new() { Sessions = [Releases.Session("talk", Morning) with { StartsAt = null }] } },
        { "all is cancelled", new() { Sessions = [Releases.Session("talk", Morning) with { Status = SessionStatus.Cancelled }] } },
        { "no room", new() { Sessions = [Releases.Session("talk", Morning)] } },
        { "past midnight", new() { Rooms = [new Room(
            "hall", "Hall")], Sessions = [Releases.Session("talk", Morning.PlusHours(15)) with { Room = "hall" }, Releases.Session(
                "late", Morning.PlusHours(17)) with { Room = "hall" }] } },
        { "a day long", new() { Sessions = [Releases.Session("talk", Morning, ProgrammeRules.MaxMinutes)] } },
        { "rooms of one name", new() { Rooms = [new Room("hall", "Hall"), new Room("hall-2", "Hall")], Sessions =
            [Releases.Session("a", Morning) with { Room = "hall" }, Releases.Session("b", Morning) with { Room = "hall-2" }] } },
        {
            "hostile texts",
            new()
            {
                Rooms = [new Room("hall", "\uFFFE]]>&")],
                People = [new Person { Slug = "ada", Name = "<\uFFFF>" }],
                Sessions = [
                    Releases.Session("talk", Morning) with
                    {
                        Title = "</title>\uFFFE", Room = "hall", Language = "en", Abstract = "\uFFFE<!-- a -->",
                        RecordingUrl = "/media/\uFFFE'\"<&", SlidesUrl = "/media/\uFFFF",
                        People = [new Participant("ada"), new Participant(
                            null, "\uFFFE")], Links = [new Link("\uFFFE", "https://a.example/\uFFFE")],
                    },
                ],
            }
        },
    };

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Programmes))]
    public async Task Get_AnyProgramme_KeepsToTheRulesOfTheSchemas(string what, ProgrammeDocument programme)
    {
        Assert.NotEmpty(what);
        await _portal.ReleaseAsync(await _portal.AddEditionAsync(), programme);

        ScheduleRules.Check(XDocument.Parse(await _portal.Client.GetStringAsync("/schedule.xml")));
        using var json = JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"));
        ScheduleRules.Check(json);
    }

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("America/New_York", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+1", false)]
    [InlineData("UTC+05:30", false)]
    [InlineData("EST5EDT", false)]
    public async Task GetJson_ZoneThatTheSchemaRefuses_LeavesItOut(string zone, bool isNamed)
    {
        var programme = new ProgrammeDocument { Sessions = [Releases.Session("talk", Morning)] };
        await _portal.ReleaseAsync(await _portal.AddEditionInAsync(zone), programme);

        using var json = JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"));

        ScheduleRules.Check(json);
        Assert.Equal(isNamed, json.RootElement.GetProperty("schedule").GetProperty("conference").TryGetProperty("time_zone_name", out _));
        var xml = XDocument.Parse(await _portal.Client.GetStringAsync("/schedule.xml"));
        Assert.Equal(zone, xml.Descendants("time_zone_name").Single().Value);
    }

    [Theory]
    [InlineData("Some *words*,\n\n- and `code <!-- b -->`\n<!-- secret -->", "Some *words*,\n\n- and `code <!-- b -->`")]
    // What a comment was taken out of would be another one.
    [InlineData("Before <!<!-- a -->-- shown --> after", "Before <!<!---->-- shown --> after")]
    [InlineData("Before <!-- never closed", "Before <!-- never closed")]
    public async Task Get_AbstractWithAComment_IsItsMarkdownWithoutIt(string markdown, string expected)
    {
        var programme = new ProgrammeDocument { Sessions = [Releases.Session("talk", Morning) with { Abstract = markdown }] };
        await _portal.ReleaseAsync(await _portal.AddEditionAsync(), programme);

        using var json = JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"));

        var xml = XDocument.Parse(await _portal.Client.GetStringAsync("/schedule.xml"));
        Assert.Equal(expected.Trim(), xml.Descendants("abstract").Single().Value);
        Assert.Equal(
            expected.Trim(),
            json.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days")[0]
                .GetProperty("rooms")
                .GetProperty("No room")[0].GetProperty("abstract").GetString());
    }
}
