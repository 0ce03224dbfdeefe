using System.Text;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary>Our own <c>schedule.xml</c>, imported again.</summary>
public sealed class ScheduleRoundTripTests(PortalWithPublicUrl shared) : IClassFixture<PortalWithPublicUrl>, IAsyncLifetime
{
    private static readonly LocalDate Day = new(2024, 11, 2);

    // Clocks in Vancouver are set back at 02:00 on 3 November 2024 and put forward at 02:00 on 9 March 2025.
    private static readonly ProgrammeDocument Programme = new()
    {
        Rooms = [new Room("hall", "Hall", 300, "West"), new Room(
            "studio", "Studio"), new Room("studio-2", "Studio", 20), new Room("attic", "Attic")],
        Topics = [new Topic("unused", "Unused"), new Topic("vision", "Vision")],
        People = [Person("nobody", "Nobody"), Person(
            "ada", "Ada"), Person("ada-2", "Ada"), Person("rene", "Rene"), Person("rene-2", "René")],
        Sessions = [
            At("panel", 12) with
            {
                Kind = SessionKind.Panel, Room = "hall", Topic = "vision",
                People = [new Participant(
                    "ada", null, ParticipantRole.Chair), new Participant("ada-2", null, ParticipantRole.Panelist), new Participant(
                        null, "The organizers", ParticipantRole.Organizer), new Participant("ada")],
            },
            At("first", 9) with { Title = "Using `vector<T>` in C++ &amp; more", Room =
                "studio-2", People = [new Participant("rene-2")], Language = "pt-BR", Subtitle = "Sub" },
            At("second", 10) with
            {
                Room = "studio", People = [new Participant("rene")],
                Abstract = "A *list*:\n\n- one\n- two <b>bold</b> <!-- secret -->\n\n```\ncode\n```",
                SlidesUrl = "/media/0123/s.pdf", RecordingUrl = "https://video.example/1", Links = [new Link(
                    "Data", "/media/4567/d.zip"), new Link("Proxy", "https://a.example/?u=https://b.example/")],
            },
            At("cancelled", 11) with { Status = SessionStatus.Cancelled, Room = "hall" },
            At("by-the-second-ada", 8) with { Room = "hall", People = [new Participant("ada-2")] },
            At("nowhere", 15) with { Kind = SessionKind.PosterSession },
            Releases.Session("unplaced", Day.At(LocalTime.Noon)) with { StartsAt = null, Abstract = "Later" },
            Releases.Session("later", new LocalDateTime(2024, 11, 3, 1, 30)) with { IsLater = true, Room = "hall" },
            Releases.Session("skipped", new LocalDateTime(2025, 3, 9, 2, 30)) with { Room = "hall" },
            Releases.Session("a-day", new LocalDateTime(2025, 3, 10, 0, 0), ProgrammeRules.MaxMinutes) with { Room = "attic" },
        ],
    };

    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync() => await _portal.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Import_IntoTheSameEdition_ChangesNothing()
    {
        var edition = await _portal.AddEditionAsync();
        await _portal.ReleaseAsync(edition, Programme);

        var report = await ImportAsync(_portal, await _portal.Client.GetByteArrayAsync("/schedule.xml"));

        Assert.Equal(new ProgrammeOutcome(0, 0, 0, Programme.Sessions.Length, 0), report.Programme);
        Assert.False(report.HasChanges);
        Assert.Equal(ProgrammeJson.Write(Programme), ProgrammeJson.Write(await ProgrammeOfAsync(_portal, edition)));
        Assert.Equal(
            ["schedule.xml: 2 sessions that are cancelled or have no time were kept, which the file does not name.", "schedule.xml: 8 events in 3 rooms on 2 days were read."],
            report.Findings
                .Where(finding => finding.File == "schedule.xml" && !finding.Message.StartsWith('“'))
                .Select(finding => finding.ToString())
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_IntoAFreshEditionOfTheSlug_IsExportedAsTheSameBytes()
    {
        await _portal.ReleaseAsync(await _portal.AddEditionAsync(), Programme);
        var exported = await _portal.Client.GetStringAsync("/schedule.xml");
        await _portal.EmptyAsync();
        var edition = await _portal.AddEditionAsync();
        using var before = await _portal.Client.GetAsync("/schedule.xml");
        Assert.DoesNotContain("panel", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var report = await ImportAsync(_portal, Encoding.UTF8.GetBytes(exported), publish: true);
        await _portal.ReloadAsync();

        Assert.True(report.Programme.IsReleased);
        Assert.Equal(exported, await _portal.Client.GetStringAsync("/schedule.xml"));
        var programme = await ProgrammeOfAsync(_portal, edition);
        Assert.Equal(["a-day", "by-the-second-ada", "first", "later", "nowhere", "panel", "second", "skipped"], programme.Sessions
            .Select(session => session.Slug)
            .Order(StringComparer.Ordinal));
        Assert.Equal(["Hall", "Studio", "Attic"], programme.Rooms.Select(room => room.Name));
        Assert.Equal(["unused", "vision"], programme.Topics.Select(topic => topic.Slug));
        var panel = programme.Sessions.Single(session => session.Slug == "panel");
        Assert.Equal(
            [new Participant("ada"), new Participant("ada-2"), new Participant(null, "The organizers"), new Participant("ada")],
            panel.People);
        Assert.Null(programme.Sessions.Single(session => session.Slug == "nowhere").Room);
        Assert.Equal("https://neuroai.example/media/0123/s.pdf", programme.Sessions.Single(session => session.Slug == "second").SlidesUrl);
    }

    private static Session At(string slug, int hour) => Releases.Session(slug, Day.At(new LocalTime(hour, 0)));

    private static Person Person(string slug, string name) => new() { Slug = slug, Name = name, Roles = [PersonRole.Speaker] };

    private static async Task<ImportReport> ImportAsync(RunningPortal portal, byte[] schedule, bool publish = false)
    {
        await using var db = portal.OpenDatabase();
        var site = SiteReader.Read(new SourceTree([new SourceFile("schedule.xml", schedule.Length, schedule)], []));
        return await new Importer(db, new PageWriter(db)).ImportAsync(
            site, new ImportOptions { Publish = publish }, RunningPortal.Now, CancellationToken.None);
    }

    private static async Task<ProgrammeDocument> ProgrammeOfAsync(RunningPortal portal, Edition edition)
    {
        await using var db = portal.OpenDatabase();
        return await new ProgrammeWriter(db).ProgrammeOfAsync(edition.Id, CancellationToken.None);
    }
}
