using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary><c>schedule.xml</c> as other programmes export it.</summary>
public sealed class ScheduleXmlTests(SharedDatabase shared) : ImportTest(shared)
{
    private const string Schedule = """
        <?xml version="1.0" encoding="UTF-8"?>
        <schedule>
          <conference>
            <title>Night of nets</title><acronym>non</acronym><time_zone_name>Europe/Berlin</time_zone_name><base_url>https://nets.example/2024/</base_url><venue>Hall 1</venue>
          </conference>
          <day index="1" date="2024-10-26" start="2024-10-26T20:00:00+02:00" end="2024-10-27T06:00:00+01:00">
            <room name="Hall" guid="10000000-0000-0000-0000-000000000001">
              <event guid="00000000-0000-0000-0000-00000000000a" id="1">
                <room>Hall</room><title>First of two</title><subtitle>At half past two</subtitle><type>lecture</type>
                <date>2024-10-27T02:30:00+02:00</date><start>02:30</start><duration>00:30</duration>
                <abstract>&lt;p&gt;Short&lt;/p&gt;</abstract><description>Long &amp; wide</description><slug>first</slug><track>Night</track>
                <persons><person id="1">Ada Lovelace</person><person id="2">Charles Babbage</person></persons><language>en</language>
                <links><link href="https://a.example/">A</link><link href="javascript:alert(1)">Bad</link></links>
                <attachments><attachment href="/files/s.pdf" type="slides">Slides</attachment><attachment href="https://b.example/x.pdf">Paper</attachment></attachments>
                <url>https://nets.example/1</url><feedback_url>https://nets.example/f</feedback_url>
              </event>
              <event guid="00000000-0000-0000-0000-00000000000b" id="2">
                <title>Second of two</title><type>gnome</type><date>2024-10-27T02:30:00+01:00</date><start>02:30</start><duration>0:45</duration><status>cancelled</status><persons/>
              </event>
            </room>
            <room name="Foyer">
              <event id="3"><title>By the clock</title><start>01:15</start><duration>99:00</duration></event>
            </room>
            <room name="Empty"/>
          </day>
        </schedule>
        """;

    [Theory]
    [InlineData("de_DE", "de-DE", "")]
    [InlineData(
        "Elvish, mostly", null, "1 × events are in the language 'Elvish, mostly', which is none such as 'en' or 'pt-BR' and was left out.")]
    public async Task Import_Language_IsATagOrIsReported(string language, string? tag, string finding)
    {
        var report = await ImportAsync(
            ("schedule.xml", Schedule.Replace("<language>en<", $"<language>{language}<", StringComparison.Ordinal)));

        await using var db = Open();
        Assert.Equal(
            tag,
            (await new ProgrammeWriter(db).ProgrammeOfAsync(
                (await db.Editions.SingleAsync(Cancellation)).Id, Cancellation)).Sessions[0].Language);
        Assert.Equal(finding, string.Join(
            '|', report.Findings.Where(loss => loss.Message.Contains("language", StringComparison.Ordinal)).Select(loss => loss.Message)));
    }

    [Fact]
    public async Task Import_NewEdition_HasEveryEventInTheZoneOfTheFile()
    {
        var report = await ImportAsync(("schedule.xml", Schedule));

        await using var db = Open();
        var edition = await db.Editions.SingleAsync(Cancellation);
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync(edition.Id, Cancellation);
        Assert.Equal(("Night of nets", "Europe/Berlin"), (edition.Name, edition.TimeZone));
        Assert.Equal(["Hall", "Foyer", "Empty"], programme.Rooms.Select(room => room.Name));
        Assert.Equal(["Night"], programme.Topics.Select(topic => topic.Name));
        Assert.Equal(["ada-lovelace", "charles-babbage"], programme.People.Select(person => person.Slug));
        var half = new LocalDateTime(2024, 10, 27, 2, 30);
        Assert.Equal(
            [("first", half, false, 30, SessionKind.Talk), ("second-of-two", half, true, 45, SessionKind.Talk), (
                "by-the-clock",
                new LocalDateTime(2024, 10, 27, 1, 15),
                false,
                1440,
                SessionKind.Talk)],
            programme.Sessions.Select(
                session => (session.Slug, session.StartsAt!.Value, session.IsLater, session.DurationMinutes, session.Kind)));
        var first = programme.Sessions[0];
        Assert.Equal(
            (
                Guid.Parse("00000000-0000-0000-0000-00000000000a"),
                "At half past two",
                "<p>Short</p>\n\nLong & wide",
                "https://nets.example/files/s.pdf",
                "en"), (first.Uid, first.Subtitle, first.Abstract, first.SlidesUrl, first.Language));
        Assert.Equal([new Link("Paper", "https://b.example/x.pdf"), new Link("A", "https://a.example/")], first.Links);
        Assert.Equal([new Participant("ada-lovelace"), new Participant("charles-babbage")], first.People);
        Assert.Equal(
            [SessionStatus.Confirmed, SessionStatus.Cancelled, SessionStatus.Confirmed],
            programme.Sessions.Select(session => session.Status));
        Assert.Equal(
            [
                "schedule.xml: 1 × 'feedback_url' of events left out: it has no place here.",
                "schedule.xml: 1 × 'url' of events left out: it has no place here.",
                "schedule.xml: 1 × 'venue' of the conference left out: it has no place here.",
                "schedule.xml: 1 × events are of the type 'gnome', which says nothing here: a new one is a talk.",
                "schedule.xml: 3 events in 3 rooms on 1 days were read.",
                "schedule.xml:13: 'javascript:alert(1)' is not an address that can be linked to, and was left out.",
                "schedule.xml:22: The event is longer than 24 hours and was shortened to that.",
                "schedule.xml: “First of two” begins at 02:30 on Sunday 27 October 2024, which comes twice as clocks are set "
                + "back: the first is taken to be meant.",
            ],
            report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Import_Twice_WritesNothing()
    {
        var options = new ImportOptions { Publish = true };
        await ImportAsync(Tree(("schedule.xml", Schedule)), options);

        var report = await ImportAsync(Tree(("schedule.xml", Schedule)), options);

        Assert.False(report.HasChanges);
        Assert.Equal(
            (0, 0, 0, 3), (report.Programme.Created, report.Programme.Changed, report.Programme.Removed, report.Programme.Unchanged));
    }

    [Fact]
    public async Task Import_MovedAndRenamed_IsTheSameSessionByItsGuid()
    {
        await ImportAsync(("schedule.xml", Schedule));

        var report = await ImportAsync(
            ("schedule.xml", Schedule
                .Replace("<slug>first</slug>", "<slug>renamed</slug>", StringComparison.Ordinal)
                .Replace("First of two", "Renamed", StringComparison.Ordinal)));

        Assert.Equal((0, 1, 0), (report.Programme.Created, report.Programme.Changed, report.Programme.Removed));
        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal(("first", "Renamed"), (programme.Sessions[0].Slug, programme.Sessions[0].Title));
    }

    [Fact]
    public async Task Import_EditionOfAnotherZone_KeepsTheMoments()
    {
        await ImportAsync(("edition.yml", "name: N\ntime_zone: America/New_York"), ("schedule.xml", Schedule));

        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal([new LocalDateTime(2024, 10, 26, 20, 30), new LocalDateTime(2024, 10, 26, 21, 30)], programme.Sessions
            .Take(2)
            .Select(session => session.StartsAt!.Value));
    }

    [Fact]
    public async Task Import_ElementMissingOrEmpty_LeavesTheFieldOrClearsIt()
    {
        await ImportAsync(("schedule.xml", Schedule));
        await ChangeAsync(
            session =>
                session with
                {
                    Kind = SessionKind.Social,
                    Subtitle = "Sub",
                    Abstract = "Text",
                    Topic = "night",
                    SlidesUrl = "/s",
                    RecordingUrl = "/r",
                    Language = "de",
                    Status = SessionStatus.Cancelled,
                });

        await ImportAsync(("schedule.xml", Event("<title>T</title><type>gnome</type><date>2024-10-27T12:00:00+01:00</date>")));
        var kept = (await ProgrammeAsync()).Sessions[0];
        await ImportAsync(
            ("schedule.xml", Event(
                "<title>T</title><date>2024-10-27T12:00:00+01:00</date><subtitle/><abstract/><track/><persons/><links/><attachments/><recording><url/></recording><language/><status>confirmed</status>")));
        var cleared = (await ProgrammeAsync()).Sessions[0];

        Assert.Equal(
            (SessionKind.Social, "Sub", "Text", "night", 2, 2, "/s", "/r", "de", SessionStatus.Cancelled, 30),
            (
                kept.Kind,
                kept.Subtitle,
                kept.Abstract,
                kept.Topic,
                kept.People.Length,
                kept.Links.Length,
                kept.SlidesUrl,
                kept.RecordingUrl,
                kept.Language,
                kept.Status,
                kept.DurationMinutes));
        Assert.Equal(
            (SessionKind.Social, null, null, null, 0, 0, null, null, null, SessionStatus.Confirmed),
            (
                cleared.Kind,
                cleared.Subtitle,
                cleared.Abstract,
                cleared.Topic,
                cleared.People.Length,
                cleared.Links.Length,
                cleared.SlidesUrl,
                cleared.RecordingUrl,
                cleared.Language,
                cleared.Status));
    }

    [Fact]
    public async Task Import_FileThatNamesLess_KeepsRoomsAndWhatHasNoTimeOrIsCancelled()
    {
        await ImportAsync(("schedule.xml", Schedule));
        await ChangeAsync(
            session => session.Slug == "by-the-clock" ? session with { StartsAt = null } : session,
            room => room with { Capacity = 40, Location = "West" });

        var report = await ImportAsync(
            ("schedule.xml", Event("<title>New</title><slug>first</slug><date>2024-10-27T12:00:00+01:00</date>")));

        var programme = await ProgrammeAsync();
        Assert.Equal(["first", "second-of-two", "by-the-clock"], programme.Sessions.Select(session => session.Slug));
        Assert.Equal(
            [new Room("hall", "Hall", 40, "West"), new Room("foyer", "Foyer", 40, "West"), new Room("empty", "Empty", 40, "West")],
            programme.Rooms);
        Assert.Contains(
            "schedule.xml: 2 sessions that are cancelled or have no time were kept, which the file does not name.",
            report.Findings.Select(finding => finding.ToString()));
        Assert.Contains(
            "schedule.xml: 2 rooms were kept, which the file does not name.", report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Import_OtherOrder_KeepsTheStoredOneAndAppendsWhatIsNew()
    {
        await ImportAsync(("schedule.xml", Schedule));
        var other = """
            <schedule><conference><track name="Dawn"/><track name="Night"/></conference><day date="2024-10-27">
            <room name="Cellar"><event><title>New</title><start>10:00</start><duration>1:00</duration></event></room>
            <room name="Empty"/>
            <room name="Foyer"><event><title>By the clock</title><start>11:00</start><duration>1:00</duration></event></room>
            <room name="Hall"><event guid="00000000-0000-0000-0000-00000000000a"><title>First of two</title><start>12:00</start><duration>1:00</duration></event></room>
            </day></schedule>
            """;

        await ImportAsync(("schedule.xml", other));

        var programme = await ProgrammeAsync();
        Assert.Equal(["first", "second-of-two", "by-the-clock", "new-2"], programme.Sessions.Select(session => session.Slug));
        Assert.Equal(["hall", "foyer", "empty", "cellar"], programme.Rooms.Select(room => room.Slug));
        Assert.Equal(["night", "dawn"], programme.Topics.Select(topic => topic.Slug));
    }

    [Theory]
    [InlineData("<conference><day_change>06:00:00</day_change></conference>", "<start>05:30</start>", "2024-10-27T05:30")]
    [InlineData("<conference><day_change>04:00</day_change></conference>", "<start>05:30</start>", "2024-10-26T05:30")]
    [InlineData("", "<start>02:59</start>", "2024-10-27T02:59")]
    [InlineData("", "<start>03:00</start>", "2024-10-26T03:00")]
    [InlineData("", "<date>2024-10-28 01:30</date>", "2024-10-28T01:30")]
    [InlineData("", "<date>2024-10-28T01:30:00</date><start>09:00</start>", "2024-10-28T01:30")]
    [InlineData("<conference><time_zone_name>Europe/Berlin</time_zone_name></conference>", "<start>12:00</start>", "2024-10-26T06:00")]
    [InlineData("<conference><time_zone_name>Mars/Olympus</time_zone_name></conference>", "<start>12:00</start>", "2024-10-26T12:00")]
    public async Task Import_TimeWithoutAnOffset_IsLocalToTheFile(string conference, string time, string expected)
    {
        await ImportAsync(
            ("edition.yml", "name: N\ntime_zone: America/New_York"),
            (
                "schedule.xml",
                $"<schedule>{conference}<day date=\"2024-10-26\"><room "
                + $"name=\"A\"><event><title>T</title>{time}</event></room></day></schedule>"));

        Assert.Equal(expected, (await ProgrammeAsync()).Sessions.Single().StartsAt!.Value.ToString("uuuu-MM-dd'T'HH:mm", null));
    }

    [Theory]
    [InlineData("Using `vector&lt;T&gt;` in\n  C++ &amp;amp; more", "Using `vector<T>` in C++ &amp; more")]
    [InlineData("<![CDATA[<b>A</b>]]>", "<b>A</b>")]
    public async Task Import_Title_IsTheWordsOfTheXml(string xml, string expected)
    {
        await ImportAsync(("schedule.xml", Event($"<title>{xml}</title><date>2024-10-27T12:00:00+01:00</date>")));

        Assert.Equal(expected, (await ProgrammeAsync()).Sessions.Single().Title);
    }

    [Theory]
    [InlineData("https://a.example/?u=https://b.example/", "https://a.example/?u=https://b.example/")]
    [InlineData("files/s.pdf?u=https://b.example/", "https://nets.example/2024/files/s.pdf?u=https://b.example/")]
    [InlineData("//cdn.example/s.pdf", "https://cdn.example/s.pdf")]
    [InlineData("mailto:a@b.example", null)]
    [InlineData("javascript://a.example/%0aalert(1)", null)]
    public async Task Import_Address_IsToldByItsScheme(string href, string? expected)
    {
        var report = await ImportAsync(
            ("schedule.xml", Event(
                $"<title>T</title><date>2024-10-27T12:00:00+01:00</date><links><link href=\"{href}\">L</link></links>",
                "<conference><base_url>https://nets.example/2024/</base_url></conference>")));

        Assert.Equal(expected, (await ProgrammeAsync()).Sessions.Single().Links.SingleOrDefault()?.Url);
        Assert.Equal(expected is null, report.Findings.Any(finding => finding.Message.Contains("not an address", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Import_PathWithoutABaseUrl_IsReportedAndLeftOut()
    {
        var report = await ImportAsync(
            ("schedule.xml", Event("<title>T</title><date>2024-10-27T12:00:00+01:00</date><links><link href=\"/a\">L</link></links>")));

        Assert.Empty((await ProgrammeAsync()).Sessions.Single().Links);
        Assert.Contains(
            "schedule.xml:1: '/a' is not an address that can be linked to, and was left out.",
            report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Import_WhatIsNotRead_IsCounted()
    {
        var report = await ImportAsync(("schedule.xml", """
            <schedule><tracks><track>A</track></tracks><persons><person><name>Ada</name></person></persons><day date="2024-10-27"><event><title>Astray</title></event>
            <room name="Hall"><note>N</note><event><title>T</title><start>10:00</start><duration>1:00</duration><language>Klingon, mostly</language><links><link>A name</link><link>https://a.example/</link></links><abstract>A &lt;!-- secret --&gt; B</abstract></event></room></day></schedule>
            """));

        string[] expected =
        [
            "schedule.xml: 1 × 'tracks' of the schedule left out: it has no place here.",
            "schedule.xml: 1 × 'persons' of the schedule left out: it has no place here.",
            "schedule.xml: 1 × 'event' of days left out: it has no place here.",
            "schedule.xml: 1 × 'note' of rooms left out: it has no place here.",
            "schedule.xml: 1 × events are in the language 'Klingon, mostly', which is none such as 'en' or 'pt-BR' and was left out.",
            "schedule.xml: 1 × links without an address left out.",
            "schedule.xml:2: A comment was left out.",
        ];
        Assert.Subset(report.Findings.Select(finding => finding.ToString()).ToHashSet(), expected.ToHashSet());
        var session = (await ProgrammeAsync()).Sessions.Single();
        Assert.Equal((null, "A  B"), (session.Language, session.Abstract));
        Assert.Equal([new Link("https://a.example/", "https://a.example/")], session.Links);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><schedule/>", "schedule.xml: The XML cannot be read")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><schedule/>", "schedule.xml: The XML cannot be read")]
    [InlineData("<schedule>", "schedule.xml:1: The XML cannot be read")]
    [InlineData("<rss/>", "schedule.xml:1: The root is <rss>")]
    [InlineData("<schedule/>", "schedule.xml:1: There is no <event>")]
    [InlineData(
        "<schedule xmlns=\"urn:x\"><day date=\"2024-10-26\"><room "
        + "name=\"A\"><event><title>T</title><start>10:00</start></event></room></day></schedule>", "schedule.xml:1: The root "
            + "is <schedule> of a namespace")]
    [InlineData(
        "<schedule>\n<day date=\"2024-10-26\"><event><title>T</title></event></day></schedule>", "schedule.xml:1: There is no <event>")]
    [InlineData(
        "<schedule><day date=\"9999-12-31\"><room name=\"A\">\n<event><title>T</title><start>01:00</start></event></room></day></schedule>",
        "schedule.xml:2: The event is in the year 9999")]
    [InlineData(
        "<schedule><day><room name=\"A\">\n<event><title>T</title><date>-9998-01-01T00:00:00+18:00</date></event></room></day></schedule>",
        "schedule.xml:2: The event is in the year -9998")]
    [InlineData(
        "<schedule><day><room name=\"A\">\n<event><title>T</title><date>1899-12-31T10:00:00</date></event></room></day></schedule>",
        "schedule.xml:2: The event is in the year 1899")]
    [InlineData(
        "<schedule><day date=\"2024-10-26\"><room name=\"A\">\n<event><title>T</title></event></room></day></schedule>",
        "schedule.xml:2: The event has no 'date'")]
    public async Task Import_NoSuchFile_IsRefusedByItsLine(string xml, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(("schedule.xml", xml)));

        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NestedDeeply_IsRefusedByItsLine()
    {
        const int Depth = 500_000;
        var xml =
            $"<schedule>\n<day><title>{new StringBuilder().Insert(0, "<a>", Depth)}{new StringBuilder().Insert(0, "</a>", Depth)}</title></day></schedule>";

        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(("schedule.xml", xml)));

        Assert.Equal("schedule.xml:2: Elements are nested more than 30 deep.", refusal.Message);
    }

    private static string Event(string elements, string conference = "") =>
        $"<schedule>{conference}<day date=\"2024-10-27\"><room name=\"Hall\"><event "
        + $"guid=\"00000000-0000-0000-0000-00000000000a\">{elements}</event></room></day></schedule>";

    private async Task<ProgrammeDocument> ProgrammeAsync()
    {
        await using var db = Open();
        return await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
    }

    private async Task ChangeAsync(Func<Session, Session> session, Func<Room, Room>? room = null)
    {
        await using var db = Open();
        await new ProgrammeWriter(db).ChangeAsync(
            (await db.Editions.SingleAsync(Cancellation)).Id,
            (ProgrammeDocument document) =>
                document with
                {
                    Sessions = [.. document.Sessions.Select(session)],
                    Rooms = [.. document.Rooms.Select(room ?? (same => same))],
                },
            new DocumentOrigin("Ada", Now, "Changed"),
            Cancellation);
    }
}
