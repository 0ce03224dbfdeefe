using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Pages;

[StartsPortals(2, "one test loses its database")]
public sealed class SchedulePageTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2024, 12, 14);
    private static readonly ProgrammeDocument Programme = new()
    {
        Rooms = [new Room("hall", "Hall"), new Room("foyer", "Foyer")],
        Topics = [new Topic("vision", "Vision"), new Topic("language", "Language")],
        People =
            [new Person { Slug = "ada", Name =
                "Ada", Affiliation = "Analytical Engines", Bio = "**Counts.**" }, new Person { Slug = "alan", Name = "Alan" }],
        Papers = [new Paper { Slug = "p", Title = "A paper", Authors = ["B. Author"], Decision = "Oral", Session = "talk" }],
        Sessions = [
            Releases.Session("opening", Day.At(new LocalTime(9, 0))) with { Room = "hall", Kind = SessionKind.Other },
            Releases.Session("talk", Day.At(new LocalTime(10, 0))) with
            {
                Room = "hall", Topic = "vision",
                People = [new Participant("ada", Role: ParticipantRole.Chair), new Participant(null, "Somebody")],
                Abstract = "Of **minds**.",
                SlidesUrl = "https://slides.example/", RecordingUrl = "https://video.example/", Links = [new Link(
                    "Code", "https://code.example/")], Subtitle = "And more",
            },
            Releases.Session(
                "demo", Day.At(new LocalTime(10, 30))) with { Room = "foyer", Topic = "language", People = [new Participant("alan")] },
            Releases.Session("off", Day.At(new LocalTime(22, 0))) with { Room = "hall", Status = SessionStatus.Cancelled },
        ],
    };

    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await FillAsync(_portal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<Edition> FillAsync(RunningPortal portal)
    {
        var edition = await portal.AddEditionAsync();
        await portal.PublishAsync(edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        await portal.PublishAsync(edition, "/topics/vision/", "Seeing", layout: PageLayout.Topic);
        await portal.PublishAsync(edition, "/topics/none/", "Nothing", layout: PageLayout.Topic);
        await portal.ReleaseAsync(edition, Programme);
        return edition;
    }

    [Theory]
    [InlineData("", "opening talk demo off")]
    [InlineData("?topic=vision", "talk")]
    [InlineData("?room=hall", "opening talk off")]
    [InlineData("?kind=talk&room=foyer", "demo")]
    [InlineData("?person=ada", "talk")]
    [InlineData("?mine=demo,opening,nothing", "opening demo")]
    [InlineData("?topic=&room=&kind=&person=", "opening talk demo off")]
    [InlineData("?topic=nothing", "opening talk demo off")]
    public async Task Get_Filtered_HasTheSessionsThatMatch(string query, string sessions) =>
        Assert.Equal(sessions, Slugs(await _portal.ReadAsync("/schedule/" + query)));

    [Fact]
    public async Task Get_Filtered_ShowsTheFiltersAndEachCanBeTakenAway()
    {
        var page = await _portal.ReadAsync("/schedule/?room=hall&kind=talk&tz=Europe/Berlin");

        Assert.Equal("2 sessions of 4, by:", page.QuerySelector(".chosen p")!.TextContent);
        Assert.Equal(
            [("Room: Hall take away", "?kind=talk&tz=Europe%2FBerlin"), ("Kind: Talk take away", "?room=hall&tz=Europe%2FBerlin")],
            page.QuerySelectorAll(".chosen a").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        Assert.Equal(["Europe/Berlin", "", "hall", "talk", ""], page
            .QuerySelectorAll(".filters select")
            .Select(select => ((AngleSharp.Html.Dom.IHtmlSelectElement)select).Value));
    }

    [Theory]
    [InlineData("?topic=%3Cscript%3E", "There is no topic “<script>” in the programme, so it was not filtered by.")]
    [InlineData("?tz=Mars/Phobos", "There is no time zone “Mars/Phobos”, so times are the workshop's own.")]
    [InlineData("?mine=talk,gone", "Some sessions of this link are not in the programme, or not any more.")]
    [InlineData("?mine=talk,demo", "“talk” and “demo” overlap.")]
    public async Task Get_WhatCannotBe_IsSaidInWords(string query, string note) =>
        Assert.Equal(note, (await _portal.ReadAsync("/schedule/" + query)).QuerySelector(".note")!.TextContent);

    [Theory]
    [InlineData("", "Saturday 14 December 2024", "Vancouver time (UTC−8)", "09:00 10:00 10:30 22:00")]
    [InlineData("?tz=Europe/Berlin", "Saturday 14 December 2024|Sunday 15 December 2024", "Berlin time (UTC+1)", "18:00 19:00 19:30 07:00")]
    [InlineData(
        "?tz=Asia/Kolkata", "Saturday 14 December 2024|Sunday 15 December 2024", "Kolkata time (UTC+5:30)", "22:30 23:30 00:00 11:30")]
    public async Task Get_InAZone_NamesItAndGroupsByItsDays(string query, string days, string zone, string times)
    {
        var page = await _portal.ReadAsync("/schedule/" + query);

        Assert.Equal(days.Split('|'), page.QuerySelectorAll("caption h2").Select(day => day.TextContent));
        Assert.All(page.QuerySelectorAll("caption small"), caption => Assert.Equal($"All times in {zone}", caption.TextContent));
        Assert.Equal(
            times, string.Join(' ', page.QuerySelectorAll("[data-session]").Select(entry => entry.QuerySelector("time")!.TextContent)));
    }

    [Fact]
    public async Task Get_RoomsInParallel_IsATableByRoomAndTime()
    {
        var page = await _portal.ReadAsync("/schedule/");
        var one = await _portal.ReadAsync("/schedule/?room=hall");

        Assert.Equal(["Time", "Hall", "Foyer"], page.QuerySelectorAll(".rooms thead th").Select(head => head.TextContent.Trim()));
        Assert.Equal(["09:00", "10:00", "10:30", "22:00"], page.QuerySelectorAll(".rooms tbody th").Select(head => head.TextContent));
        Assert.Equal("2", page.QuerySelector("#session-talk")!.ParentElement!.GetAttribute("rowspan"));
        Assert.Null(one.QuerySelector(".rooms"));
        Assert.Equal(3, one.QuerySelectorAll(".programme tbody tr").Length);
    }

    [Fact]
    public async Task Get_ACancelledSession_SaysSo()
    {
        var entry = (await _portal.ReadAsync("/schedule/")).QuerySelector("#session-off")!;
        var page = await _portal.ReadAsync("/sessions/off/");

        Assert.Contains("cancelled", entry.ClassList);
        Assert.Equal("Cancelled", entry.QuerySelector(".kind")!.TextContent);
        Assert.StartsWith("Cancelled.", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithEverything_ShowsEverything()
    {
        var page = await _portal.ReadAsync("/sessions/talk/?tz=Europe/Berlin");

        Assert.Equal("talk", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("And more", page.QuerySelector(".lead")!.TextContent);
        Assert.Equal("1 h, Berlin time (UTC+1)", page.QuerySelector(".facts small")!.TextContent);
        Assert.Equal("<p>Of <strong>minds</strong>.</p>", page.QuerySelector(".prose")!.InnerHtml.Trim());
        Assert.Equal("/topics/vision/?tz=Europe%2FBerlin", page.QuerySelector(".facts a")!.GetAttribute("href"));
        Assert.Equal(["/people/ada/?tz=Europe%2FBerlin"], page.QuerySelectorAll(".rows a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Chair, Analytical Engines", page.QuerySelector(".rows")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A paper", page.QuerySelectorAll(".rows")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["/sessions/talk.ics", "https://slides.example/", "https://video.example/", "https://code.example/"], page
            .QuerySelectorAll(".actions a")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal(
            [("prev", "Before opening")],
            page.QuerySelectorAll(".neighbours a").Select(link => (link.GetAttribute("rel")!, link.TextContent.Trim())));
        Assert.EndsWith("/sessions/talk/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithOthersAtTheSameTime_LeadsToWhatIsOverBeforeItAndWhatBeginsAfterIt()
    {
        await _portal.ReleaseAsync(
            _edition,
            Programme with
            {
                Sessions = [
                    .. Programme.Sessions,
                    Releases.Session("beside", Day.At(new LocalTime(10, 0))) with { Room = "foyer" },
                    Releases.Session("after", Day.At(new LocalTime(11, 0))) with { Room = "foyer" },
                    Releases.Session("evening", Day.At(new LocalTime(22, 30))) with { Room = "hall" },
                ],
            },
            RunningPortal.Now + Duration.FromDays(1));

        var page = await _portal.ReadAsync("/sessions/talk/");

        Assert.Equal(["Before opening", "After after", "After, in Hall evening"], page
            .QuerySelectorAll(".neighbours a")
            .Select(link => link.TextContent.Trim()));
    }

    [Fact]
    public async Task Session_Withdrawn_IsShownAsCancelledUntilItComesBack()
    {
        await _portal.ReleaseAsync(
            _edition,
            Programme with { Papers = [], Sessions = [Programme.Sessions[0]], Topics = [], People = [] },
            RunningPortal.Now + Duration.FromDays(1));
        var page = await _portal.ReadAsync("/sessions/talk/");

        Assert.StartsWith("Cancelled.", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("talk", Slugs(await _portal.ReadAsync("/schedule/")), StringComparison.Ordinal);
        await _portal.ReleaseAsync(_edition, Programme, RunningPortal.Now + Duration.FromDays(2));
        Assert.Null((await _portal.ReadAsync("/sessions/talk/")).QuerySelector(".note"));
    }

    [Fact]
    public async Task Get_WhileClocksChange_NamesBothOffsetsAndTellsTheTwoHoursApart()
    {
        var edition = await _portal.AddEditionInAsync("America/New_York", "2025", isCurrent: false);
        var night = new LocalDate(2025, 11, 2);
        await _portal.ReleaseAsync(edition, new ProgrammeDocument
        {
            Sessions = [Releases.Session("first", night.At(new LocalTime(1, 30)), 45), Releases.Session(
                "second", night.At(new LocalTime(1, 30))) with { IsLater = true }, Releases.Session("day", night.At(new LocalTime(9, 0)))],
        });

        var page = await _portal.ReadAsync("/2025/schedule/");

        Assert.Equal("All times in New York time (UTC−4, later UTC−5)", page.QuerySelector("caption small")!.TextContent);
        Assert.Equal(
            ["01:30 (UTC-04)–01:15 (UTC-05)", "01:30 (UTC-05)–02:30", "09:00–10:00"],
            page.QuerySelectorAll(".when").Select(
                when => string.Concat(when.QuerySelectorAll("time").Select((time, at) => (at == 0 ? "" : "–") + time.TextContent))));
    }

    [Fact]
    public async Task Schedule_OfAnEditionWithoutAPageForIt_IsThereAndInTheNavigation()
    {
        var edition = await _portal.AddEditionAsync("2023", isCurrent: false);
        using var before = await _portal.Client.GetAsync("/2023/schedule/");
        await _portal.ReleaseAsync(
            edition,
            new ProgrammeDocument
            {
                Sessions = [Releases.Session("then", Day.At(new LocalTime(23, 30))) with { Links = [new Link("Venue", "/venue/")] }]
            });

        var page = await _portal.ReadAsync("/2023/schedule/");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal("then", Slugs(page));
        Assert.Equal("Sun 15 Dec, 00:30", page.QuerySelectorAll(".when time")[1].TextContent);
        Assert.Contains("/2023/schedule/", page.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        Assert.Contains("/2023/schedule/</loc>", await _portal.Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(
            "/2023/venue/", (await _portal.ReadAsync("/2023/sessions/then/")).QuerySelectorAll(".actions a")[1].GetAttribute("href"));
    }

    [Fact]
    public async Task PersonAndTopic_WithSessions_ListThem()
    {
        var person = await _portal.ReadAsync("/people/ada/");
        var topic = await _portal.ReadAsync("/topics/vision/");

        Assert.Equal(("Ada", "Analytical Engines", "<p><strong>Counts.</strong></p>"), (
            person.QuerySelector("h1")!.TextContent,
            person.QuerySelector(".lead")!.TextContent,
            person.QuerySelector(".prose")!.InnerHtml.Trim()));
        Assert.Equal("talk", Slugs(person));
        Assert.Equal("talk", Slugs(topic));
        Assert.NotNull(topic.QuerySelector(".sessions time"));
    }

    [Fact]
    public async Task Find_OtherSpellings_AreLedToTheAddress()
    {
        foreach (var (asked, there) in new[] { (
            "/Sessions/TALK",
            "/sessions/talk/"), ("/people/ada", "/people/ada/"), ("/Schedule.ICS", "/schedule.ics"), ("/schedule.ics/", "/schedule.ics") })
        {
            using var answer = await _portal.Client.GetAsync(asked);
            Assert.Equal(
                (asked, HttpStatusCode.MovedPermanently, there), (asked, answer.StatusCode, answer.Headers.Location!.OriginalString));
        }
    }

    [Fact]
    public async Task Sitemap_WithAProgramme_HasItsSessionsAndPeople()
    {
        var sitemap = await _portal.Client.GetStringAsync("/sitemap.xml");

        Assert.Contains("/sessions/talk/</loc><lastmod>2024-09-01T12:00:00Z</lastmod>", sitemap, StringComparison.Ordinal);
        Assert.Contains("/people/ada/</loc>", sitemap, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventData_OfHomeScheduleAndSession_SaysWhenWhereAndWhetherAtAll()
    {
        foreach (var path in new[] { "/", "/schedule/" })
        {
            using var whole = Data(await _portal.ReadAsync(path));
            Assert.Equal("2024-12-14", whole.RootElement.GetProperty("startDate").GetString());
        }

        using var schedule = Data(await _portal.ReadAsync("/schedule/"));
        Assert.Equal(["talk", "demo", "off"], schedule.RootElement
            .GetProperty("subEvent")
            .EnumerateArray()
            .Select(session => session.GetProperty("name").GetString()));

        using var talk = Data(await _portal.ReadAsync("/sessions/talk/"));
        using var off = Data(await _portal.ReadAsync("/sessions/off/"));
        Assert.Equal(("2024-12-14T10:00:00-08:00", "Hall"), (
            talk.RootElement.GetProperty("startDate").GetString(),
            talk.RootElement.GetProperty("location").GetProperty("name").GetString()));
        Assert.Equal("https://schema.org/EventCancelled", off.RootElement.GetProperty("eventStatus").GetString());
        Assert.Null((await _portal.ReadAsync("/topics/vision/")).QuerySelector("script[type='application/ld+json']"));
    }

    [Fact]
    public async Task Policy_OfPagesWithAScript_AllowsOwnScriptsAndNothingMore()
    {
        foreach (var (path, isAllowed) in new[] { ("/schedule/", true), (
            "/sessions/talk/",
            true), ("/people/ada/", true), ("/topics/vision/", true), ("/topics/none/", false), ("/", false), ("/schedule.ics", false) })
        {
            using var answer = await _portal.Client.GetAsync(path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

            Assert.Equal((path, isAllowed), (path, policy.Contains("script-src 'self'", StringComparison.Ordinal)));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everything_WhileTheDatabaseIsAway_IsAnswered()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        await FillAsync(portal);
        await portal.LoseDatabaseAsync();

        foreach (var path in new[]
        {
            "/schedule/", "/schedule/?room=hall&tz=Asia/Kolkata", "/sessions/talk/", "/sessions/talk/?tz=UTC",
            "/people/ada/", "/topics/vision/", "/schedule.ics", "/schedule/2024-12-14.ics",
            "/sessions/talk.ics", "/people/ada.ics", "/schedule.json", "/schedule.xml", "/feed.xml", "/sitemap.xml",
        })
        {
            using var answer = await portal.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Get_AThousandSessionsInFortyRooms_IsSmallEnoughForAPhone()
    {
        await _portal.ReleaseAsync(_edition, LargeProgramme.Of(sessions: 1000, rooms: 40), RunningPortal.Now + Duration.FromDays(1));
        await _portal.ReadAsync("/schedule/?tz=UTC");

        var began = Stopwatch.GetTimestamp();
        var page = await _portal.Client.GetByteArrayAsync("/schedule/?tz=Europe/Berlin");
        var took = Stopwatch.GetElapsedTime(began);
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(page);
        }

        TestContext.Current.SendDiagnosticMessage(
            string.Create(
                CultureInfo.InvariantCulture,
                $"1,000 sessions: {page.Length} bytes, {compressed.Length} in gzip, {took.TotalMilliseconds:0} ms"));
        Assert.InRange(compressed.Length, 10_000, 300_000);
    }

    private static JsonDocument Data(IDocument page) =>
        JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);

    private static string Slugs(IDocument page) =>
        string.Join(' ', page.QuerySelectorAll("[data-session]").Select(entry => entry.GetAttribute("data-session")));
}
