using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Tests;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests;

/// <summary>A programme of two days and three rooms, as attendees use it on the day.</summary>
public sealed class ProgrammeTests(SamplePortal sample, Chromium chromium) : IAsyncLifetime
{
    private const string Talk = "#session-learning";

    // 10:10 in Vancouver, 19:10 in Berlin: between the beginning of two talks and the next.
    private static readonly DateTime Now = new(2024, 12, 14, 18, 10, 0, DateTimeKind.Utc);

    private readonly TestClock _clock = new();
    private SamplePortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _clock.Advance(Now - _clock.GetUtcNow());
        _portal = await sample.StartAnotherAsync(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        await using var db = _portal.OpenDatabase();
        var edition = await db.Editions.SingleAsync();
        var writer = new ProgrammeWriter(db);
        var origin = new DocumentOrigin("Ada", SystemClock.Instance.GetCurrentInstant(), "Filled");
        await writer.ChangeAsync(edition.Id, (ProgrammeDocument _) => Programme(), origin, CancellationToken.None);
        await writer.ReleaseAsync(edition.Id, seen: null, "Two days now.", origin, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _portal.Address };
        await Eventually.TrueAsync(async () => (await client.GetAsync("/sessions/learning/")).IsSuccessStatusCode);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public Task Pages_PhoneAndDesktopLightAndDark_AreClean() => new Looks(chromium, _portal.Address).AssertCleanAsync(
        async context =>
        {
            var page = await context.NewPageAsync();
            await page.Clock.SetFixedTimeAsync(Now);
            return page;
        },
        "/schedule/",
        "/schedule/?room=hall&tz=Asia/Kolkata&topic=nothing",
        "/schedule/?mine=learning,demo",
        "/sessions/learning/",
        "/sessions/off/",
        "/people/ada/",
        "/topics/explainable-ai/",
        "/");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Schedule_OnAPhoneInAnotherZone_HasItsTimesWithAndWithoutJavaScript(bool javaScript)
    {
        await using var context = await NewContextAsync(javaScript);
        var page = await OpenAsync(context, "/schedule/");

        await page.Locator("select[name=tz]").SelectOptionAsync("Europe/Berlin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/schedule/?tz=Europe%2FBerlin*");

        Assert.Equal("19:00", await page.Locator($"{Talk} time").First.InnerTextAsync());
        Assert.Contains("Berlin time (UTC+1)", await page.Locator("caption small").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Now", await page.Locator($"{Talk} .flag").InnerTextAsync());
        Assert.Equal("Next", await page.Locator("#session-demo .flag").InnerTextAsync());
        Assert.Contains("Next A demo Sat 14 Dec, 19:30, Foyer", await page.Locator(".current").InnerTextAsync(), StringComparison.Ordinal);
        if (javaScript)
        {
            await page.GotoAsync("/schedule/");
            await page.WaitForURLAsync("**/schedule/?tz=Europe%2FBerlin");
            await page.GotoAsync("/sessions/learning/");
            await page.WaitForURLAsync("**/sessions/learning/?tz=Europe%2FBerlin");
        }
    }

    [Fact]
    public async Task Current_AsTimePasses_MovesOnByItself()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/schedule/");
        Assert.Equal("Now", await page.Locator($"{Talk} .flag").InnerTextAsync());

        await page.Clock.SetFixedTimeAsync(Now.AddHours(1));
        await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

        Assert.Equal(0, await page.Locator($"{Talk} .flag").CountAsync());
        Assert.Equal("Now", await page.Locator("#session-panel .flag").InnerTextAsync());
    }

    [Fact]
    public async Task Zone_OfSomebodyElsesLink_IsShownAndNotRemembered()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/schedule/?tz=Asia/Tokyo");
        await page.GotoAsync("/schedule/?tz=europe/berlin");

        await page.GotoAsync("/schedule/");

        Assert.EndsWith("/schedule/", page.Url, StringComparison.Ordinal);
        Assert.Equal("10:00", await page.Locator($"{Talk} time").First.InnerTextAsync());
    }

    [Fact]
    public async Task Star_OnTwoPages_WarnsThatTheyOverlap()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/sessions/demo/");
        await page.Locator(".star").ClickAsync();
        await page.GotoAsync("/sessions/learning/");
        await page.Locator(".star").ClickAsync();

        Assert.Equal("Overlaps with “A demo”.", await page.Locator(".clash").InnerTextAsync());
        await page.Locator("a.mine").ClickAsync();
        Assert.Equal(2, await page.Locator("[data-session]").CountAsync());
    }

    [Fact]
    public async Task Star_OfASessionThatIsGone_IsForgottenOnTheSchedule()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/schedule/");
        await page.EvaluateAsync(
            "localStorage.setItem(`workshop:mine:${document.querySelector('[data-edition]').dataset.edition}`, JSON.stringify({ "
            + "gone: { title: 'Gone', start: 0, end: 1 }, demo: { title: 'A demo', start: 0, end: 1 } }))");

        await page.ReloadAsync();

        Assert.Equal("My schedule (1)", await page.Locator("a.mine").InnerTextAsync());
    }

    [Fact]
    public async Task Deadlines_OfAReaderElsewhere_AreInTheirTimeToo()
    {
        await using (var db = _portal.OpenDatabase())
        {
            var edition = await db.Editions.SingleAsync();
            Deadline deadline = new()
            {
                Slug = "camera",
                What = "Camera-ready papers",
                At = new LocalDateTime(
                2025, 1, 15, 23, 59),
                Zone = Deadline.AnywhereOnEarth,
            };
            await new ProgrammeWriter(db).ChangeAsync(
                edition.Id,
                (NoticesDocument notices) => notices with { Deadlines = [.. notices.Deadlines, deadline] },
                new DocumentOrigin("Ada", SystemClock.Instance.GetCurrentInstant(), "Filled"),
                CancellationToken.None);
        }

        await using var context = await chromium.Browser.NewContextAsync(
            new() { BaseURL = _portal.Address.ToString(), TimezoneId = "Asia/Kolkata" });
        var page = await context.NewPageAsync();
        await Eventually.TrueAsync(async () =>
        {
            await page.GotoAsync("/");
            return await page.GetByText("Camera-ready papers").CountAsync() > 0;
        });

        var line = await page.Locator(".deadlines li", new() { HasText = "Camera-ready" }).InnerTextAsync();
        Assert.Contains("15 Jan 2025, 23:59 AoE", line, StringComparison.Ordinal);
        Assert.Contains("16 Jan 2025, 17:29 your time", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Star_TwoThatOverlap_AreKeptCountedWarnedOfAndCarriedByALink()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/schedule/");
        await page.GetByRole(AriaRole.Button, new() { Name = "My schedule: Learning with local rules" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "My schedule: A demo" }).ClickAsync();

        Assert.Equal("Overlaps with “A demo”.", await page.Locator($"{Talk} .clash").InnerTextAsync());
        await page.ReloadAsync();
        Assert.Equal("true", await page.Locator($"{Talk} .star").GetAttributeAsync("aria-pressed"));
        Assert.Equal("My schedule (2)", await page.Locator("a.mine").InnerTextAsync());
        var link = await page.Locator("a.mine").GetAttributeAsync("href");

        await using var other = await NewContextAsync(javaScript: true);
        var there = await OpenAsync(other, link!);
        Assert.Equal(2, await there.Locator("[data-session]").CountAsync());
        await there.GetByRole(AriaRole.Button, new() { Name = "Keep these as mine" }).ClickAsync();
        await there.GotoAsync("/schedule/");
        Assert.Equal("My schedule (2)", await there.Locator("a.mine").InnerTextAsync());
        Assert.Empty(await other.CookiesAsync());
    }

    [Fact]
    public async Task Print_OfTwoDays_HasAPageForEach()
    {
        await using var context = await NewContextAsync(javaScript: true);
        var page = await OpenAsync(context, "/schedule/");

        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("WORKSHOP_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "schedule.pdf"), pdf);
        }

        Assert.Equal(2, System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1);
    }

    private static ProgrammeDocument Programme()
    {
        var day = new LocalDate(2024, 12, 14);
        return new ProgrammeDocument
        {
            Rooms = [new Room("hall", "Ballroom B", 400, "West Building"), new Room(
                "foyer", "Foyer", Location: "West Building"), new Room("room-3", "Meeting room 3")],
            Topics = [new Topic("explainable-ai", "Explainable AI"), new Topic("memory", "Memory")],
            People = [
                new Person { Slug = "ada", Name =
                    "Ada Lovelace", Affiliation =
                        "Analytical Engines", Bio = "Ada writes programs for machines that *do not exist yet*.", Roles =
                            [PersonRole.Speaker, PersonRole.Organizer], Links = [new Link("Home page", "https://example.org/ada")] },
                new Person { Slug = "donald", Name = "Donald H.", Affiliation = "McGill" },
            ],
            Papers =
                [new Paper { Slug = "paper", Title = "Local rules are enough", Authors = ["D. H.", "A. L."], Decision =
                    "Spotlight", PosterNumber = "12", Session = "learning", Links = [new Link("PDF", "https://example.org/paper.pdf")] }],
            Sessions = [
                A("opening", "Opening", day, 9, 0, 15, "hall") with { Kind = SessionKind.Other },
                A("prediction", "Prediction as the currency of cortex", day, 9, 15, 45, "hall") with { Kind =
                    SessionKind.Keynote, People = [new Participant("ada")] },
                A("learning", "Learning with local rules", day, 10, 0, 60, "hall") with
                {
                    Topic = "explainable-ai", Subtitle = "And why nobody believes it",
                    People = [new Participant("donald"), new Participant(
                        "ada", Role: ParticipantRole.Chair), new Participant(null, "The audience")],
                    Abstract = "Cells that fire together wire together.\n\n## Questions\n\n- Is that all?\n- Does it scale?", SlidesUrl =
                        "https://example.org/slides.pdf", RecordingUrl = "https://example.org/video", Links = [new Link(
                            "Code", "https://example.org/code")],
                },
                A("demo", "A demo", day, 10, 30, 30, "foyer") with { Topic = "memory" },
                A("tutorial", "Tutorial: spikes for everybody, with pen and paper", day, 9, 15, 105, "room-3") with { Kind =
                    SessionKind.Talk },
                A("panel", "Panel: what would change your mind?", day, 11, 0, 60, "hall") with { Kind = SessionKind.Panel },
                A("lunch", "Lunch", day, 12, 0, 60, null) with { Kind = SessionKind.Break },
                A("off", "Nets that sleep", day, 13, 0, 45, "hall") with { Status = SessionStatus.Cancelled, People = [new Participant(
                    null, "Warren M.")] },
                A("posters", "Forty posters", day, 15, 0, 120, "foyer") with { Kind = SessionKind.PosterSession },
                A("second", "What is left to say", day.PlusDays(
                    1), 9, 0, 60, "hall") with { Kind = SessionKind.Keynote, People = [new Participant("ada")] },
                A("closing", "Closing", day.PlusDays(1), 10, 0, 15, "hall") with { Kind = SessionKind.Other },
            ],
        };
    }

    private static Session A(string slug, string title, LocalDate day, int hour, int minute, int minutes, string? room) =>
        new()
        {
            Slug = slug,
            Uid = Guid.NewGuid(),
            Title = title,
            Kind = SessionKind.Talk,
            StartsAt = day.At(
            new LocalTime(hour, minute)),
            DurationMinutes = minutes,
            Room = room,
        };

    private Task<IBrowserContext> NewContextAsync(bool javaScript) =>
        chromium.Browser.NewContextAsync(390, ColorScheme.Light, _portal.Address, javaScript);

    private static async Task<IPage> OpenAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        await page.Clock.SetFixedTimeAsync(Now);
        await page.GotoAsync(path);
        return page;
    }
}
