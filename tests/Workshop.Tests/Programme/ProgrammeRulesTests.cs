using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

/// <summary>What is asked of every field of a document, whichever way it comes in.</summary>
public sealed class ProgrammeRulesTests
{
    private static readonly Session Talk =
        new() { Slug = "talk", Uid = Guid.NewGuid(), Title = "Talk", DurationMinutes = 30, StartsAt = At(2024) };
    private static readonly Paper Nets = new() { Slug = "nets", Title = "Nets" };
    private static readonly Person Ada = new() { Slug = "ada", Name = "Ada" };
    private static readonly Deadline Papers = new() { Slug = "papers", What = "Papers", At = At(2024), Zone = "AoE" };
    private static readonly NewsItem Hello =
        new() { Slug = "hello", Title = "Hello", Text = "World", At = Instant.FromUtc(2024, 9, 1, 9, 0) };
    private static readonly string Long = new('a', 301);

    public static TheoryData<ProgrammeDocument, string> WrongProgrammes => new()
    {
        { Sessions(Talk with { Subtitle = "two\nlines" }), "session 'talk': the subtitle is to be one line of up to 300 characters" },
        { Sessions(Talk with { Abstract = "a\u0007bell" }), "session 'talk': the abstract holds a control character" },
        { Sessions(Talk with { StartsAt = At(9999) }), "session 'talk': the start is not of the years 1900 to 2200" },
        { Sessions(
            Talk with { Language =
                "Klingon, mostly" }), "session 'talk': the language is not a tag such as en or pt-BR: 'Klingon, mostly'" },
        { Sessions(
            Talk with { Links = [new Link(
                " ", "/a")] }), "session 'talk': the title of a link is to be one line of up to 1000 characters" },
        { Sessions(
            Talk with { Links = [new Link(
                "A", "javascript:a")] }), "session 'talk': the address of a link is not an address that can be linked to: 'javascript:a'" },
        { Sessions(Talk with { SlidesUrl = "ftp://a" }), "session 'talk': the slides is not an address that can be linked to: 'ftp://a'" },
        { Sessions(
            Talk with { People = [.. Enumerable.Repeat(
                new Participant(null, "Ada"), 101)] }), "session 'talk': has 101 people; 100 can be kept" },
        { Sessions(
            Talk with { Links = [.. Enumerable.Repeat(new Link("A", "/a"), 101)] }), "session 'talk': has 101 links; 100 can be kept" },
        { new() { Rooms = [new Room("hall", "Hall", 0)] }, "room 'hall': the number of seats is from 1 to 100000" },
        { new() { Rooms = [new Room("hall", "Hall", 100_001)] }, "room 'hall': the number of seats is from 1 to 100000" },
        { new() { Rooms = [new Room("hall", "Hall", null, Long)] }, "room 'hall': the location is to be one line of up to 300 characters" },
        { new() { Rooms = [new Room("hall", "Hall"), new Room("hall", "Other")] }, "room 'hall': is there twice" },
        { new() { Topics = [new Topic("brains", "")] }, "topic 'brains': needs a name, in one line of up to 300 characters" },
        { new() { People = [Ada with { Affiliation = Long }] }, "person 'ada': the affiliation is to be one line of up to 300 characters" },
        { new() { People = [Ada with { Bio = "a\0b" }] }, "person 'ada': the text holds a control character" },
        { new() { Papers = [Nets with { Decision = Long }] }, "paper 'nets': the decision is to be one line of up to 300 characters" },
        { new() { Papers = [Nets with { Award = Long }] }, "paper 'nets': the award is to be one line of up to 300 characters" },
        { new() { Papers =
            [Nets with { PosterNumber = "" }] }, "paper 'nets': the poster number is to be one line of up to 300 characters" },
        { new() { Papers =
            [Nets with { Authors = [new('a', 201)] }] }, "paper 'nets': the name of an author is to be one line of up to 200 characters" },
        { new() { Papers =
            [Nets with { Authors = [.. Enumerable.Repeat("Ada", 1001)] }] }, "paper 'nets': has 1001 authors; 1000 can be kept" },
    };

    public static TheoryData<NoticesDocument, string> WrongNotices => new()
    {
        { new() { Deadlines = [Papers with { At = At(9999) }] }, "deadline 'papers': the date is not of the years 1900 to 2200" },
        { new() { Deadlines =
        [
            Papers with { ExtendedFrom = At(1) }
        ] }, "deadline 'papers': the date before it was extended is not of the years 1900 to 2200" },
        { new() { Deadlines = [Papers with { Zone = "Mars" }] }, "deadline 'papers': there is no time zone 'Mars'" },
        { new() { Sponsors = [new Sponsor(
            "lantern", "Lantern", Level: Long)] }, "sponsor 'lantern': the level is to be one line of up to 300 characters" },
        { new() { Sponsors = [new Sponsor(
            "lantern", "Lantern", LogoUrl: "//x")] }, "sponsor 'lantern': the logo is not an address that can be linked to: '//x'" },
        { new() { News = [Hello with { At = Instant.MaxValue }] }, "news 'hello': the date is not of the years 1900 to 2200" },
        { new() { News = [Hello with { Text = "\u001b[31m" }] }, "news 'hello': the text holds a control character" },
    };

    [Theory]
    [MemberData(nameof(WrongProgrammes), DisableDiscoveryEnumeration = true)]
    public void Objections_WrongProgramme_NameTheItemAndItsField(ProgrammeDocument document, string objection) =>
        Assert.Equal([objection], ProgrammeRules.Objections(document));

    [Theory]
    [MemberData(nameof(WrongNotices), DisableDiscoveryEnumeration = true)]
    public void Objections_WrongNotices_NameTheItemAndItsField(NoticesDocument document, string objection) =>
        Assert.Equal([objection], ProgrammeRules.Objections(document));

    [Fact]
    public void Objections_EveryFieldAtItsLimit_AreNone()
    {
        var session = Talk with
        {
            Subtitle = Long[..300],
            Abstract = new('a', 20_000),
            Language = "pt-BR",
            People = [.. Enumerable.Repeat(new Participant(null, new('a', 200)), 100)],
            Links = [.. Enumerable.Repeat(new Link(new('a', 1000), "/a"), 100)],
            StartsAt = At(2200),
            DurationMinutes = 1440,
        };

        Assert.Empty(ProgrammeRules.Objections(Sessions(session) with { Rooms = [new Room("hall", "Hall", 100_000, Long[..300])] }));
    }

    private static ProgrammeDocument Sessions(Session session) => new() { Sessions = [session] };

    private static LocalDateTime At(int year) => new(year, 12, 14, 9, 0);
}
