using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary><c>people.yml</c>, <c>papers.csv</c> and their like, and what <c>schedule.yml</c> says of a session beside its time.</summary>
public sealed class ItemFilesTests(SharedDatabase shared) : ImportTest(shared)
{
    private static readonly ImportOptions Publishing = new() { Publish = true };

    private static readonly (string, string)[] Site =
    [
        ("edition.yml", "name: N\ntime_zone: America/Vancouver"),
        (
            "people.yml",
            "people:\n  - name: Ada\n    roles: [Speaker, organizer]\n    photo: /media/x\n    links:\n      - {title: Home, "
            + "url: 'https://ada.example/'}\n      - https://b.example/\n"),
        ("topics.yml", "topics:\n  - {name: Brains, slug: brain}\n"),
        ("schedule.yml", """
            rooms: [{name: Hall}]
            sessions:
              - title: Talk
                slug: talk
                kind: talk
                subtitle: With a subtitle
                topic: Brains
                start: 2024-12-14 09:00
                duration: 30
                room: Hall
                abstract: |
                  Some *words*.
                people: [{name: Ada, role: chair}, Somebody]
                links: [{title: Code, url: 'https://code.example/'}]
                slides: https://slides.example/
                recording: https://video.example/
                language: en
                status: cancelled
              - {title: Other, topic: Machines, start: 2024-12-14 10:00, duration: 30}
            """),
        ("papers.csv", "Title,Authors,Status,Session\nOn nets,\"Ada; Charles\",Poster,talk\n"),
        ("deadlines.yml", "deadlines:\n  - {what: Papers, at: 2024-09-09 23:59, zone: AoE, extended from: 2024-08-30 23:59}\n"),
        ("sponsors.yml", "sponsors:\n  - {name: Lantern, level: Gold}\n"),
        ("news.yml", "news:\n  - {title: Hello, text: World, at: 2024-09-01 09:00, public: yes}\n"),
    ];

    [Fact]
    public async Task Import_EveryFile_FillsBothDocumentsAndReleasesTheProgramme()
    {
        var report = await ImportAsync(Tree(Site), Publishing);

        await using var db = Open();
        var edition = await db.Editions.SingleAsync(Cancellation);
        var programme = ProgrammeJson.Read<ReleaseDocument>((await db.ProgrammeReleases.SingleAsync(Cancellation)).Document).Programme;
        var ada = programme.People.Single();
        Assert.Equal(("ada", "Ada", "/media/x"), (ada.Slug, ada.Name, ada.PhotoUrl));
        Assert.Equal([PersonRole.Speaker, PersonRole.Organizer], ada.Roles);
        Assert.Equal([new Link("Home", "https://ada.example/"), new Link("b.example", "https://b.example/")], ada.Links);
        Assert.Equal([new Topic("brain", "Brains"), new Topic("machines", "Machines")], programme.Topics);
        var talk = programme.Sessions[0];
        Assert.Equal(
            (
                "With a subtitle",
                "Some *words*.",
                "brain",
                "https://slides.example/",
                "https://video.example/",
                "en",
                SessionStatus.Cancelled),
            (talk.Subtitle, talk.Abstract, talk.Topic, talk.SlidesUrl, talk.RecordingUrl, talk.Language, talk.Status));
        Assert.Equal([new Participant("ada", null, ParticipantRole.Chair), new Participant(null, "Somebody")], talk.People);
        Assert.Equal([new Link("Code", "https://code.example/")], talk.Links);
        Assert.Equal(
            ("talk", "Poster", "Ada|Charles"),
            (programme.Papers[0].Session, programme.Papers[0].Decision, string.Join('|', programme.Papers[0].Authors)));
        var notices = await new ProgrammeWriter(db).NoticesOfAsync(edition.Id, Cancellation);
        Assert.Equal(new LocalDateTime(2024, 8, 30, 23, 59), notices.Deadlines.Single().ExtendedFrom);
        Assert.Equal(Instant.FromUtc(2024, 9, 1, 16, 0), notices.News.Single().At);
        Assert.True(notices.News.Single().IsPublic);
        Assert.Equal("Gold", notices.Sponsors.Single().Level);
        Assert.True(report.Programme.IsReleased);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task Import_Twice_WritesNothing()
    {
        await ImportAsync(Tree(Site), Publishing);

        var report = await ImportAsync(Tree(Site), Publishing);

        Assert.False(report.HasChanges);
        await using var db = Open();
        Assert.Equal((2, 1), (await db.DocumentRevisions.CountAsync(Cancellation), await db.ProgrammeReleases.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Import_WhatTheFilesDoNotName_Stays()
    {
        await ImportAsync(Site);

        await ImportAsync(
            ("people.yml", "people:\n  - {name: Bob}\n"),
            ("schedule.yml", "sessions:\n  - {title: Talk, slug: talk, start: 2024-12-14 09:30, duration: 30}\n"));

        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal(["Ada", "Bob"], programme.People.Select(person => person.Name));
        Assert.Equal(("Some *words*.", SessionStatus.Cancelled, 9, 30), (
            programme.Sessions[0].Abstract,
            programme.Sessions[0].Status,
            programme.Sessions[0].StartsAt!.Value.Hour,
            programme.Sessions[0].StartsAt!.Value.Minute));
    }

    [Fact]
    public async Task Import_KeysThatAreNone_AreReportedByLineAndTheRestIsTaken()
    {
        var report = await ImportAsync(("edition.yml", "time_zone: UTC"), ("schedule.yml", """
            room: Hall
            rooms:
              - name: Hall
                capacity: 120
                seats: 120
            sessions:
              - title: A
                start: 2024-12-14 09:00
                duration: 5
                absract: Words.
                people: [{name: Ada, rol: chair}]
                links: [{titel: B, url: https://b.example/}]
            """));

        Assert.Equal(
            ["schedule.yml:1: 'room' is not a key of a schedule and was left out.",
             "schedule.yml:5: 'seats' is not a key of a room and was left out.",
             "schedule.yml:10: 'absract' is not a key of a session and was left out.",
             "schedule.yml:11: 'rol' is not a key of one of 'people' and was left out.",
             "schedule.yml:12: 'titel' is not a key of a link and was left out."],
            report.Findings.Select(finding => finding.ToString()));
        await using var db = Open();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
        Assert.Equal(120, programme.Rooms.Single().Capacity);
    }

    [Fact]
    public async Task Import_OneAuthorInAListOfYaml_IsOne()
    {
        await ImportAsync((
            "papers.yml",
            "papers:\n  - title: A\n    authors: ['Martin Luther King, Jr.']\n    pdf: /pdf/abc.pdf\n    link: https://a.example/\n"));

        await using var db = Open();
        var paper = (await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation)).Papers
            .Single();
        Assert.Equal(["Martin Luther King, Jr."], paper.Authors);
        Assert.Equal(["https://openreview.net/pdf/abc.pdf", "https://a.example/"], paper.Links.Select(link => link.Url));
    }

    [Fact]
    public async Task Import_TwoFilesOfOneList_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(
            () => ImportAsync(("papers.yml", "papers: []"), ("papers.csv", "title\nA\n")));

        Assert.Equal("papers.csv: There is a papers.yml too, and one of the two has to say what the papers are.", refusal.Message);
    }

    [Fact]
    public async Task Import_WhatAFileDoesNotName_IsCounted()
    {
        await ImportAsync(("topics.yml", "topics: [{name: A}, {name: B}, {name: C}]"));

        var report = await ImportAsync(("topics.yml", "topics: [{name: A}]"));

        var text = new StringWriter();
        ImportReportText.Write(report, text);
        Assert.Contains(
            "topics.yml: 0 created, 0 changed, 1 unchanged; 2 of the list not in the file, which stay",
            text.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "people.yml",
        "people:\n  - name: Ada\n  - name: Bob\n    photo: 'javascript:x'\n",
        "people.yml:4: 'photo' is not an address such as https://example.org/ or /media/….")]
    [InlineData(
        "people.yml", "people:\n  - name: Ada\n    full name: Ada\n", "people.yml:3: 'full name' means “Name”, as an earlier key does.")]
    [InlineData("people.yml", "people:\n  - name: [a]\n", "people.yml:2: 'name' is a list, where one value was expected.")]
    [InlineData("people.yml", "people: Ada\n", "people.yml:1: 'people' is to be a list.")]
    [InlineData(
        "deadlines.yml",
        "deadlines:\n  - {what: A, at: soon}\n",
        "deadlines.yml:2: 'at' is not a local time such as 2024-09-09 23:59, of the years 1900 to 2200.")]
    [InlineData(
        "deadlines.yml",
        "deadlines:\n  - {what: A, at: 9999-12-31 23:59}\n",
        "deadlines.yml:2: 'at' is not a local time such as 2024-09-09 23:59, of the years 1900 to 2200.")]
    [InlineData(
        "papers.csv", "Title,Session\nA,\nB,Nowhere\n", "papers.csv: row 3, 'Session' is not a session of the programme: 'Nowhere'.")]
    [InlineData("papers.csv", "Title\nA,B\n", "papers.csv: row 2 has 2 columns, the head has 1.")]
    [InlineData("news.yml", "news:\n  - {title: A}\n", "news.yml:2: 'Text' is missing.")]
    [InlineData(
        "schedule.yml", "sesions:\n  - title: A\n", "schedule.yml:1: There are 0 entries under 'sessions'; from 1 to 5000 can be read.")]
    [InlineData(
        "schedule.yml",
        "rooms:\n  - name: A\n    capacity: many\n",
        "schedule.yml:3: 'capacity' is not a number of seats from 1 to 100000: 'many'.")]
    [InlineData(
        "schedule.yml",
        "sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 5\n    language: English, mostly\n",
        "schedule.yml:5: 'language' is not a language tag such as en or pt-BR: 'English, mostly'.")]
    [InlineData(
        "schedule.yml",
        "sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 5\n    slides: 'javascript:x'\n",
        "schedule.yml:5: 'slides' is not an address such as https://example.org/ or /media/…: 'javascript:x'.")]
    [InlineData(
        "schedule.yml",
        "sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 5\n    status: perhaps\n",
        "schedule.yml:5: 'status' is none of confirmed, cancelled: 'perhaps'.")]
    [InlineData(
        "schedule.yml",
        "sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 5\n    people:\n      - {name: A, role: king}\n",
        "schedule.yml:6: 'role' is none of speaker, chair, panelist, organizer: 'king'.")]
    public async Task Import_WrongFile_RefusesAllByFileLineAndField(string file, string text, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(("a.md", "# A"), (file, text)));

        Assert.Equal([reason], refusal.Reasons.Select(why => why.ToString()));
        await using var db = Open();
        Assert.Equal((0, 0), (await db.Pages.CountAsync(Cancellation), await db.DocumentRevisions.CountAsync(Cancellation)));
    }
}
