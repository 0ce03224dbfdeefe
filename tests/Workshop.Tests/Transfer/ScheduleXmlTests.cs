using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer;

namespace Workshop.Tests.Transfer;

/// <summary><c>schedule.xml</c> as other programmes export it.</summary>
public sealed class ScheduleXmlTests(TestDatabase database) : ImportTest(database)
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
            [("first", half, false, 30, SessionKind.Talk), ("second-of-two", half, true, 45, SessionKind.Talk), ("by-the-clock", new LocalDateTime(2024, 10, 27, 1, 15), false, 1440, SessionKind.Talk)],
            programme.Sessions.Select(session => (session.Slug, session.StartsAt!.Value, session.IsLater, session.DurationMinutes, session.Kind)));
        var first = programme.Sessions[0];
        Assert.Equal((Guid.Parse("00000000-0000-0000-0000-00000000000a"), "At half past two", "<p>Short</p>\n\nLong & wide", "https://nets.example/files/s.pdf", "en"), (first.Uid, first.Subtitle, first.Abstract, first.SlidesUrl, first.Language));
        Assert.Equal([new Link("Paper", "https://b.example/x.pdf"), new Link("A", "https://a.example/")], first.Links);
        Assert.Equal([new Participant("ada-lovelace"), new Participant("charles-babbage")], first.People);
        Assert.Equal([SessionStatus.Confirmed, SessionStatus.Cancelled, SessionStatus.Confirmed], programme.Sessions.Select(session => session.Status));
        Assert.Equal(
            [
                "schedule.xml: 1 × 'feedback_url' of events left out: it has no place here.",
                "schedule.xml: 1 × 'url' of events left out: it has no place here.",
                "schedule.xml: 1 × 'venue' of the conference left out: it has no place here.",
                "schedule.xml: 1 × events of the type 'gnome' became talks.",
                "schedule.xml: 3 events in 3 rooms on 1 days were read.",
                "schedule.xml:13: 'javascript:alert(1)' is no address that can be linked to, and was left out.",
                "schedule.xml:22: The event is longer than 24 hours and was shortened to that.",
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
        Assert.Equal((0, 0, 0, 3), (report.Programme.Created, report.Programme.Changed, report.Programme.Removed, report.Programme.Unchanged));
    }

    [Fact]
    public async Task Import_MovedAndRenamed_IsTheSameSessionByItsGuid()
    {
        await ImportAsync(("schedule.xml", Schedule));

        var report = await ImportAsync(("schedule.xml", Schedule.Replace("<slug>first</slug>", "<slug>renamed</slug>", StringComparison.Ordinal).Replace("First of two", "Renamed", StringComparison.Ordinal)));

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
        Assert.Equal([new LocalDateTime(2024, 10, 26, 20, 30), new LocalDateTime(2024, 10, 26, 21, 30)], programme.Sessions.Take(2).Select(session => session.StartsAt!.Value));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><schedule/>", "schedule.xml: The XML cannot be read")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><schedule/>", "schedule.xml: The XML cannot be read")]
    [InlineData("<schedule>", "schedule.xml:1: The XML cannot be read")]
    [InlineData("<rss/>", "schedule.xml:1: The root is <rss>")]
    [InlineData("<schedule><day date=\"2024-10-26\"><room name=\"A\">\n<event><title>T</title></event></room></day></schedule>", "schedule.xml:2: The event has no 'date'")]
    public async Task Import_NoSuchFile_IsRefusedByItsLine(string xml, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(("schedule.xml", xml)));

        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
    }
}
