using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests.Pages;

/// <summary>The layouts that draw people and papers, and what the front page says beside its text.</summary>
public sealed class ProgrammePagesTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task People_ByRole_AreGroupedAndLeadToTheirPages()
    {
        await ReleaseAsync(new ProgrammeDocument
        {
            People = [
                new Person { Slug = "ada", Name = "Ada <b>Lovelace</b>", Affiliation =
                    "Engines & co", Roles = [PersonRole.Organizer, PersonRole.Speaker], PhotoUrl = "https://photos.example/ada.jpg" },
                new Person { Slug = "bob", Name = "Bob", Roles = [PersonRole.Committee] },
                new Person { Slug = "no-role", Name = "Nobody" },
                new Person { Slug = "talks", Name = "Carol" },
            ],
            Sessions = [Tests.Programme.Releases.Session(
                "talk", new LocalDateTime(2024, 12, 14, 9, 0)) with { People = [new Participant("talks")] }],
        });
        await _portal.PublishAsync(_edition, "/speakers/", "Speakers", layout: PageLayout.People);

        var page = await _portal.ReadAsync("/speakers/");

        Assert.Equal(
            ["Speakers", "Organizers", "Programme committee"], page.QuerySelectorAll(".people h2").Select(heading => heading.TextContent));
        Assert.Equal(["Ada <b>Lovelace</b>", "Carol", "Ada <b>Lovelace</b>", "Bob"], page
            .QuerySelectorAll(".people h3 a")
            .Select(link => link.TextContent));
        Assert.Equal("/people/ada/", page.QuerySelector(".people h3 a")!.GetAttribute("href"));
        Assert.Equal("https://photos.example/ada.jpg", page.QuerySelector(".people img")!.GetAttribute("src"));
        Assert.Equal(["C", "B"], page.QuerySelectorAll(".people .initials").Select(initials => initials.TextContent));
    }

    [Theory]
    [InlineData("", "Nets|Brains|Sleep")]
    [InlineData("?q=NETS", "Nets")]
    [InlineData("?q=charles", "Brains")]
    [InlineData("?q=deep+words", "Sleep")]
    [InlineData("?decision=Poster", "Brains|Sleep")]
    [InlineData("?decision=Poster&q=ada", "Sleep")]
    [InlineData("?q=%00%3Cscript%3E", "Brains")]
    [InlineData("?q=xyzzy", "")]
    [InlineData("?q=best", "Nets")]
    [InlineData("?decision=None", "Nets|Brains|Sleep")]
    public async Task Papers_Query_NarrowsThemToWordsAndDecision(string query, string titles)
    {
        await ReleaseAsync(new ProgrammeDocument
        {
            Papers = [
                new Paper { Slug = "nets", Title = "Nets", Authors = ["Ada"], Decision = "Oral", Award = "Best paper", Links = [new Link(
                    "PDF", "https://papers.example/1.pdf")] },
                new Paper { Slug = "brains", Title = "Brains", Authors =
                    ["Charles"], Decision = "Poster", PosterNumber = "7", Abstract = "Some *words* <script>alert(1)</script>" },
                new Paper { Slug = "sleep", Title = "Sleep", Authors = ["Ada"], Decision = "Poster", Abstract = "Deep words" },
            ],
        });
        await _portal.PublishAsync(_edition, "/papers/", "Papers", layout: PageLayout.Papers);

        var page = await _portal.ReadAsync("/papers/" + query);

        Assert.Equal(titles, string.Join('|', page.QuerySelectorAll(".papers h2").Select(heading => heading.TextContent)));
        Assert.Null(page.QuerySelector("main script"));
        if (query.Length == 0)
        {
            Assert.Equal(["Oral · Best paper", "Poster · No. 7", "Poster"], page
                .QuerySelectorAll(".papers .kicker")
                .Select(kicker => kicker.TextContent));
            Assert.Equal("words", page.QuerySelector("#paper-brains details em")!.TextContent);
            Assert.Equal("https://papers.example/1.pdf", page.QuerySelector("#paper-nets .links a")!.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Overview_Notices_AreInOrderWithTheirZones()
    {
        await using (var db = _portal.OpenDatabase())
        {
            var notices = new NoticesDocument
            {
                Deadlines = [
                    new Deadline { Slug = "late", What = "Late", At = new LocalDateTime(2024, 10, 9, 17, 0), Zone = "America/Vancouver" },
                    new Deadline { Slug = "early", What = "Early", At = new LocalDateTime(2024, 9, 9, 23, 59), Zone = "AoE" },
                ],
                Sponsors = [new Sponsor("a", "A", "Gold", "https://a.example/"), new Sponsor(
                    "b", "B", "Silver"), new Sponsor("c", "C", "Gold", null, "https://logos.example/c.svg")],
                News = [
                    new NewsItem { Slug = "old", Title = "Old", Text = "x", At = Instant.FromUtc(2024, 1, 1, 0, 0), IsPublic = true },
                    new NewsItem { Slug = "new", Title = "New", Text = "x", At = Instant.FromUtc(2024, 2, 1, 0, 0), IsPublic = true },
                    new NewsItem { Slug = "secret", Title = "Secret", Text = "x", At = Instant.FromUtc(2024, 3, 1, 0, 0) },
                ],
            };
            await new ProgrammeWriter(db).ChangeAsync(
                _edition.Id, (NoticesDocument _) => notices, new DocumentOrigin("Ada", RunningPortal.Now, "x"), CancellationToken.None);
        }

        await _portal.PublishAsync(_edition, "/overview/", "Overview", layout: PageLayout.Overview);
        var page = await _portal.ReadAsync("/overview/");

        Assert.Equal(["2024-09-09T23:59:00-12:00", "2024-10-09T17:00:00-07:00"], page
            .QuerySelectorAll(".deadlines time")
            .Select(time => time.GetAttribute("datetime")));
        Assert.Contains("AoE", page.QuerySelector(".deadlines li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vancouver time (UTC−7)", page.QuerySelectorAll(".deadlines li")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(["New", "Old"], page.QuerySelectorAll(".news h3").Select(heading => heading.TextContent));
        Assert.DoesNotContain("Secret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(["Gold", "Silver"], page.QuerySelectorAll(".sponsors h3").Select(heading => heading.TextContent));
        Assert.Equal(["A", "C", "B"], page.QuerySelectorAll(".sponsors li").Select(sponsor => sponsor.TextContent.Trim()));
    }

    private async Task ReleaseAsync(ProgrammeDocument programme)
    {
        await using var db = _portal.OpenDatabase();
        var writer = new ProgrammeWriter(db);
        var origin = new DocumentOrigin("Ada", RunningPortal.Now, "x");
        await writer.ChangeAsync(_edition.Id, (ProgrammeDocument _) => programme, origin, CancellationToken.None);
        await writer.ReleaseAsync(_edition.Id, seen: null, note: null, origin, CancellationToken.None);
    }
}
