using System.Net;
using System.Text;
using Ical.Net;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;
using Workshop.Web.Programme;

namespace Workshop.Tests.Pages;

public sealed class ProgrammeCalendarTests(PortalWithPublicUrl shared) : IClassFixture<PortalWithPublicUrl>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2024, 12, 14);
    private static readonly ProgrammeDocument Programme = new()
    {
        Rooms = [new Room("hall", "Hall", Location: "West, 1st floor")],
        Topics = [new Topic("vision", "Vision")],
        People = [new Person { Slug = "ada", Name = "Ada" }],
        Sessions = [
            Releases.Session("opening", Day.At(new LocalTime(9, 0))) with { Room = "hall" },
            Releases.Session("talk", Day.At(new LocalTime(10, 0))) with { People = [new Participant("ada")], Topic = "vision" },
            Releases.Session("panel", Day.At(new LocalTime(11, 0))) with { People = [new Participant("ada")] },
            Releases.Session("closing", Day.PlusDays(1).At(new LocalTime(9, 0))),
        ],
    };

    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(_edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        await _portal.ReleaseAsync(_edition, Programme);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_OneMovedOneCancelledOneGone_DiffersInThoseAlone()
    {
        var before = Events(await ReadAsync("/schedule.ics"));
        var sessions = Programme.Sessions;
        await _portal.ReleaseAsync(
            _edition,
            Programme with
            {
                Sessions =
                    [sessions[0] with { StartsAt = Day.At(
                        new LocalTime(9, 5)) }, sessions[1], sessions[2] with { Status = SessionStatus.Cancelled }],
            },
            RunningPortal.Now + Duration.FromDays(1));
        var after = Events(await ReadAsync("/schedule.ics"));

        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(["closing", "opening", "panel"], before.Keys.Where(name => before[name] != after[name]));
        Assert.Equal([("closing", 1, "CANCELLED"), (
            "opening",
            1,
            "CONFIRMED"), ("panel", 1, "CANCELLED"), ("talk", 0, "CONFIRMED")], Calendar.Load(await ReadAsync("/schedule.ics"))!.Events
            .OrderBy(entry => entry.Summary, StringComparer.Ordinal)
            .Select(entry => (entry.Summary, entry.Sequence, entry.Status)));
        Assert.Contains("STATUS:CANCELLED", await ReadAsync("/sessions/closing.ics"), StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", await ReadAsync("/schedule/2024-12-15.ics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfADayAndOfAPerson_TellsWhatHasLeftThem()
    {
        var (opening, talk, panel, closing) = (Programme.Sessions[0], Programme.Sessions[1], Programme.Sessions[2], Programme.Sessions[3]);
        await _portal.ReleaseAsync(
            _edition,
            Programme with
            {
                People = [],
                Sessions =
                    [opening, talk with { People = [] }, panel with { People = [] }, closing with { StartsAt = Day.At(
                        new LocalTime(12, 0)) }]
            },
            RunningPortal.Now + Duration.FromDays(1));

        var ofDay = Calendar.Load(await ReadAsync("/schedule/2024-12-15.ics"))!.Events.Single();
        var ofAda = Calendar.Load(await ReadAsync("/people/ada.ics"))!.Events.OrderBy(entry => entry.Summary, StringComparer.Ordinal);

        Assert.Equal(("closing", "CONFIRMED", new DateTime(2024, 12, 14, 12, 0, 0)), (ofDay.Summary, ofDay.Status, ofDay.Start!.Value));
        Assert.Equal([("panel", "CANCELLED"), ("talk", "CANCELLED")], ofAda.Select(entry => (entry.Summary, entry.Status)));
        Assert.DoesNotContain("CANCELLED", await ReadAsync("/schedule.ics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAPersonWhoIsGoneWithTheirSession_SaysThatItIsOff()
    {
        await _portal.ReleaseAsync(
            _edition, Programme with { People = [], Sessions = [Programme.Sessions[0]] }, RunningPortal.Now + Duration.FromDays(1));

        Assert.Equal(["CANCELLED", "CANCELLED"], Calendar.Load(await ReadAsync("/people/ada.ics"))!.Events.Select(entry => entry.Status));
    }

    [Fact]
    public async Task Get_SessionReplacedByOneOfItsName_TellsBoth()
    {
        var lunch = Releases.Session("talk", Day.At(new LocalTime(14, 0)));
        await _portal.ReleaseAsync(
            _edition, Programme with { Sessions = [Programme.Sessions[0], lunch] }, RunningPortal.Now + Duration.FromDays(1));

        var entries = Calendar.Load(await ReadAsync("/schedule.ics"))!.Events
            .Where(entry => entry.Summary == "talk")
            .OrderBy(entry => entry.Status, StringComparer.Ordinal);

        Assert.Equal(
            [($"{Programme.Sessions[1].Uid}@workshop", "CANCELLED", 1), ($"{lunch.Uid}@workshop", "CONFIRMED", 0)],
            entries.Select(entry => (entry.Uid, entry.Status, entry.Sequence)));
        Assert.Contains($"{lunch.Uid}", await ReadAsync("/sessions/talk.ics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AgainWithItsTag_IsNotModifiedWhateverItsQuery()
    {
        foreach (var path
            in new[]
            {
                "/schedule.ics", "/sessions/talk.ics", "/people/ada.ics", "/schedule/2024-12-14.ics", "/schedule.json",
                "/schedule.xml", "/sessions/talk/", "/people/ada/"
            })
        {
            using var first = await _portal.Client.GetAsync(path);
            using var request = new HttpRequestMessage(
                HttpMethod.Get, path.EndsWith('/') ? path : path + "?t=1")
            { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
            using var again = await _portal.Client.SendAsync(request);

            Assert.Equal(
                (path, HttpStatusCode.OK, HttpStatusCode.NotModified, false),
                (path, first.StatusCode, again.StatusCode, first.Headers.ETag!.IsWeak));
        }
    }

    [Fact]
    public async Task Get_ThePage_ChangesNoByteOfTheCalendar()
    {
        var before = await ReadAsync("/schedule.ics");
        await _portal.PublishAsync(_edition, "/other/", "Other");

        Assert.Equal(before, await ReadAsync("/schedule.ics"));
    }

    [Theory]
    [InlineData("/schedule.ics", "NeuroAI 2024", "closing opening panel talk")]
    [InlineData("/schedule/2024-12-14.ics", "NeuroAI 2024, Saturday 14 December 2024", "opening panel talk")]
    [InlineData("/people/ada.ics", "Ada · NeuroAI 2024", "panel talk")]
    [InlineData("/sessions/talk.ics", "talk · NeuroAI 2024", "talk")]
    public async Task Get_AllOrAPart_HasItsSessionsAndItsName(string path, string name, string sessions)
    {
        using var answer = await _portal.Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        var calendar = Calendar.Load(text)!;

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(sessions.Split(' '), calendar.Events.Select(entry => entry.Summary!).Order(StringComparer.Ordinal));
        Assert.Equal(name, calendar.Properties["X-WR-CALNAME"]!.Value);
        Assert.Equal("America/Vancouver", Assert.Single(calendar.TimeZones).TzId);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", text, StringComparison.Ordinal);
        Assert.Contains("URL:https://neuroai.example/schedule/\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ASession_SaysWhereWhoAndHowToFindIt()
    {
        var entry = Calendar.Load(await ReadAsync("/sessions/opening.ics"))!.Events.Single();
        var talk = Calendar.Load(await ReadAsync("/sessions/talk.ics"))!.Events.Single();

        Assert.Equal(
            ($"{Programme.Sessions[0].Uid}@workshop", "Hall, West, 1st floor", "https://neuroai.example/sessions/opening/"),
            (entry.Uid, entry.Location, entry.Url!.AbsoluteUri));
        Assert.Equal(("Ada", "Talk,Vision"), (talk.Description, string.Join(',', talk.Categories)));
        Assert.Equal(RunningPortal.Now.ToDateTimeUtc(), entry.DtStamp!.AsUtc);
    }

    [Theory]
    [InlineData("/sessions/nothing.ics")]
    [InlineData("/people/nobody.ics")]
    [InlineData("/schedule/2024-12-16.ics")]
    [InlineData("/schedule/tomorrow.ics")]
    [InlineData("/sessions/.ics")]
    [InlineData("/sessions/nothing/")]
    [InlineData("/people/nobody/")]
    public async Task Get_WhatIsNotThere_IsNotFound(string path)
    {
        using var answer = await _portal.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_LongAndHostileTexts_AreFoldedEscapedAndReadBackAsTheyWere()
    {
        var title = "Ünïcödé 🧠, comma; semicolon\\ and \"quotes\" " + string.Concat(Enumerable.Repeat("🧠ü", 80));
        await _portal.ReleaseAsync(
            _edition,
            Programme with { Sessions = [Programme.Sessions[0] with { Title = title, Abstract = "One\nBEGIN:VALARM\n\nTwo" }] },
            RunningPortal.Now + Duration.FromDays(1));
        var bytes = await _portal.Client.GetByteArrayAsync("/sessions/opening.ics");
        var text = Encoding.UTF8.GetString(bytes);

        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', text);
        Assert.DoesNotContain(text.Replace("\r\n", "", StringComparison.Ordinal), char.IsControl);
        var entry = Calendar.Load(text)!.Events.Single();
        Assert.Equal(title, entry.Summary);
        Assert.Empty(entry.Alarms);
    }

    [Fact]
    public void Lines_OfTextsWithControlCharacters_HaveNone()
    {
        var calendar = new ICalendar();
        calendar.Text("SUMMARY", "One\r\nBEGIN:VALARM\u0007\u0085Two");
        calendar.Raw("URL", "https://example.org/\r\nBEGIN:VALARM");

        Assert.Equal(
            "SUMMARY:One\\nBEGIN:VALARMTwo\r\nURL:https://example.org/BEGIN:VALARM\r\n", Encoding.UTF8.GetString(calendar.ToBytes()));
    }

    [Fact]
    public async Task Get_AnEarlierEdition_IsUnderItsPrefix()
    {
        var earlier = await _portal.AddEditionAsync("2023", isCurrent: false);
        await _portal.ReleaseAsync(earlier, Programme with { Sessions = [Releases.Session("then", Day.At(new LocalTime(9, 0)))] });

        Assert.Equal("then", Calendar.Load(await ReadAsync("/2023/schedule.ics"))!.Events.Single().Summary);
        Assert.Equal("then", (await _portal.ReadAsync("/2023/sessions/then/")).QuerySelector("h1")!.TextContent);
        Assert.Contains("https://neuroai.example/2023/sessions/then/", await ReadAsync("/2023/schedule.xml"), StringComparison.Ordinal);
        using var elsewhere = await _portal.Client.GetAsync("/sessions/then/");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private Task<string> ReadAsync(string path) => _portal.Client.GetStringAsync(path);

    private static Dictionary<string, string> Events(string calendar) =>
        calendar.Split("BEGIN:VEVENT")[1..].ToDictionary(
            text => text.Split("SUMMARY:")[1].Split("\r\n")[0], text => text.Split("END:VEVENT")[0]);
}
