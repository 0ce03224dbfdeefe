using System.Text;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary>The two files of our own: <c>edition.yml</c> and <c>schedule.yml</c>.</summary>
public sealed class OwnFormatTests
{
    [Fact]
    public void Read_Edition_HoldsTheKeysThatAreThere()
    {
        var edition = Read(
            "edition.yml",
            "slug: \"2024\"\nname: NeuroAI\nstarts: 2024-12-14\nends: 2024-12-15\ntime_zone: America/Vancouver\naccent: "
            + "'#1234aB'\ncontact: a@b.org\nvenue:\n").Edition!;

        Assert.Equal(
            ["accent", "contact", "ends", "name", "slug", "starts", "time_zone", "venue"],
            edition.Values.Keys.Order());
        Assert.Equal(("2024", "NeuroAI", "2024-12-14", null), (edition["slug"], edition["name"], edition["starts"], edition["venue"]));
    }

    [Theory]
    [InlineData("name: x\nslug: Not A Slug", 2, "'slug'")]
    [InlineData("slug: admin", 1, "'slug'")]
    [InlineData("slug: sessions", 1, "'slug'")]
    [InlineData("name:", 1, "'name'")]
    [InlineData("starts: 14.12.2024", 1, "'starts'")]
    [InlineData("starts: 2024-12-14\nends: 2024-12-13", 2, "'ends'")]
    [InlineData("time_zone: Mars/Olympus", 1, "'time_zone'")]
    [InlineData("accent: red", 1, "'accent'")]
    [InlineData("contact: nobody", 1, "'contact'")]
    [InlineData("venue: [a, b]", 1, "'venue'")]
    [InlineData("a: &a 1\nb: *a", 1, "anchors")]
    [InlineData("- a", 1, "keys")]
    public void Read_WrongEdition_RefusesAllWithFieldAndLine(string text, int line, string word) =>
        AssertRefused("edition.yml", text, line, word);

    [Fact]
    public void Read_Schedule_HoldsRoomsAndSessions()
    {
        var programme = Read("schedule.yml", """
            rooms:
              - name: Ballroom B
                location: West Building
            sessions:
              - title: Opening remarks
                start: 2024-12-14 08:15
                end: 2024-12-14 08:25
                room: Ballroom B
                people: [Ada, René]
              - title: Opening remarks
                kind: poster_session
                start: 2024-12-14 23:30
                duration: 60
            """).Programme!;

        Assert.Equal([new ImportedRoom("Ballroom B", "West Building")], programme.Rooms);
        Assert.Equal(["opening-remarks", "opening-remarks-2"], programme.Sessions.Select(session => session.Slug));
        Assert.Equal([SessionKind.Other, SessionKind.PosterSession], programme.Sessions.Select(session => session.Kind));
        Assert.Equal(["Ada", "René"], programme.Sessions[0].People!.Value.Select(person => person.Name));
        Assert.Equal(
            (new LocalDateTime(2024, 12, 14, 8, 15), (int?)null, (int?)60),
            (programme.Sessions[0].StartsAt, programme.Sessions[0].DurationMinutes, programme.Sessions[1].DurationMinutes));
    }

    [Theory]
    [InlineData("title: A\n    start: 2024-12-14 08:15\n    end: 2024-12-14 09:00\n    kind: lecture", 5, "'kind'")]
    [InlineData("title: A\n    start: 08:15\n    duration: 5", 3, "'start'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15+01:00\n    duration: 5", 3, "'start'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15", 2, "'end'")]
    [InlineData("title: A\n    start: 9999-12-14 08:15\n    duration: 5", 3, "'start'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15\n    duration: 0", 4, "'duration'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15\n    duration: 5\n    room: Nowhere", 5, "'room'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15\n    duration: 5\n    slug: A B", 5, "'slug'")]
    [InlineData("title: A\n    start: 2024-12-14 08:15\n    duration: 5\n    people: {a: b}", 5, "'people'")]
    [InlineData("start: 2024-12-14 08:15\n    duration: 5", 2, "'title'")]
    [InlineData(
        "title: A\n    slug: a\n    start: 2024-12-14 08:15\n    duration: 5\n  - title: B\n    slug: a\n    start: 2024-12-14 "
        + "08:15\n    duration: 5", 6, "'slug'")]
    public void Read_WrongSchedule_RefusesAllWithFieldAndLine(string session, int line, string word) =>
        AssertRefused("schedule.yml", $"sessions:\n  - {session}\n", line, word);

    private static void AssertRefused(string file, string text, int line, string word)
    {
        var refusal = Assert.Throws<ImportRefusedException>(() => Read(file, text));

        var reason = Assert.Single(refusal.Reasons);
        Assert.Equal((file, line), (reason.File, reason.Line));
        Assert.Contains(word, reason.Message, StringComparison.Ordinal);
    }

    private static ImportedSite Read(string file, string text) =>
        SiteReader.Read(new SourceTree([new SourceFile(file, text.Length, Encoding.UTF8.GetBytes(text))], []));
}
