using System.Collections.Immutable;
using NodaTime;
using Workshop.BrowserTests.Rendering;
using Workshop.Data.Programme;

namespace Workshop.BrowserTests.Admin;

/// <summary>A programme and notices that have a payload in every field: in lines by the pack, in Markdown each as it is.</summary>
internal static class HostileProgramme
{
    private static readonly IReadOnlyList<string> Packs = HostilePages.Packs;

    // They have all payloads among them.
    private static readonly string[] Texts =
        [.. XssPayload.All
            .Chunk(20)
            .Select(some => string.Join(
                "\n\n", some.Select(payload => string.Concat(payload.Markdown.Where(c => !char.IsControl(c) || c is '\n' or '\t')))))];

    // Those that an address may be: the rest is refused.
    private static readonly string[] Urls = [.. Packs
        .Select(pack => "https://example.org/?" + pack)
        .Where(ProgrammeRules.IsUrl), .. Packs.Select(pack => "/" + pack).Where(ProgrammeRules.IsUrl)];

    public static ProgrammeDocument Programme { get; } = new()
    {
        Rooms = Each((slug, pack, _) => new Room(slug, pack, 10, pack)),
        Topics = Each((slug, pack, _) => new Topic(slug, pack)),
        People = Each(
            (slug, pack, text) => new Person
            {
                Slug = slug,
                Name = pack,
                Affiliation = pack,
                Bio = text,
                Links = LinksOf(
                pack),
                PhotoUrl = Urls[0],
                Roles = [PersonRole.Speaker],
            }),
        Papers = Each(
            (slug, pack, text) =>
                new Paper
                {
                    Slug = slug,
                    Title = pack,
                    Authors = [pack],
                    Abstract = text,
                    Decision = pack,
                    Award = pack,
                    PosterNumber = "1",
                    Session = slug,
                    Links = LinksOf(pack),
                }),
        Sessions = Each((slug, pack, text) => new Session
        {
            Slug = slug,
            Uid = Guid.NewGuid(),
            Title = pack,
            Subtitle = pack,
            Abstract = text,
            Kind = SessionKind.Talk,
            Topic = slug,
            Room = slug,
            // Two at once, so that the conflicts name them too.
            StartsAt = new LocalDateTime(2024, 12, 14, 9, 0).PlusMinutes(Number(slug) / 2 * 60),
            DurationMinutes = 60,
            People = [new Participant(slug), new Participant("x0"), new Participant(null, pack)],
            Links = LinksOf(pack),
            SlidesUrl = Urls[^1],
            RecordingUrl = Urls[0],
        }),
    };

    public static NoticesDocument Notices { get; } = new()
    {
        Deadlines = Each(
            (slug, pack, _) =>
                new Deadline { Slug = slug, What = pack, At = new LocalDateTime(2199, 1, 1, 0, 0), Zone = Deadline.AnywhereOnEarth }),
        Sponsors = Each((slug, pack, _) => new Sponsor(slug, pack, pack, Urls[0], Urls[0])),
        News = Each(
            (slug, pack, text) =>
                new NewsItem { Slug = slug, Title = pack, Text = text, At = Instant.FromUtc(2024, 9, 1, 0, 0), IsPublic = true }),
    };

    public static IEnumerable<string> SlugsWithTexts => Texts.Select((_, number) => $"x{number}");

    private static ImmutableArray<T> Each<T>(Func<string, string, string, T> make) =>
        [.. Packs.Select((pack, number) => make($"x{number}", pack, Texts.ElementAtOrDefault(number) ?? ""))];

    private static ImmutableArray<Link> LinksOf(string title) => [.. Urls.Take(3).Select(url => new Link(title, url))];

    private static int Number(string slug) => int.Parse(slug[1..], System.Globalization.CultureInfo.InvariantCulture);
}
