using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;
using Workshop.Tests.Programme;
using Workshop.Tests.Publishing;

namespace Workshop.Tests.Pages;

/// <summary>Pages that speak of what is on now are kept like any other, and made anew when that is over.</summary>
public sealed class CurrentTimeTests(PortalWithClock shared) : IClassFixture<PortalWithClock>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new TestClock().GetUtcNow();

    private readonly TestClock _clock = shared.Clock;
    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;

    // The clock begins at noon in UTC, five in the morning in Vancouver.
    private static LocalDateTime Noon => new(2024, 9, 1, 5, 0);

    public async ValueTask InitializeAsync()
    {
        // Back to where it begins, whatever the test before has done with it.
        _clock.Advance(Start - _clock.GetUtcNow());
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(_edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        await _portal.ReleaseAsync(_edition, new ProgrammeDocument
        {
            Rooms = [new Room("hall", "Hall")],
            Sessions = [
                Releases.Session("first", Noon.PlusMinutes(10)) with { Title = "The first", Room = "hall" },
                Releases.Session("second", Noon.PlusMinutes(70)) with { Title = "The second" },
            ],
        });
        await using var db = _portal.OpenDatabase();
        await new ProgrammeWriter(db).ChangeAsync(
            _edition.Id,
            (NoticesDocument notices) => notices with
            {
                Deadlines = [
                    new Deadline { Slug = "a", What = "Abstracts", At = new LocalDateTime(
                        2024, 9, 1, 0, 4), Zone = Deadline.AnywhereOnEarth },
                    new Deadline { Slug = "b", What = "Papers", At = new LocalDateTime(
                        2024, 9, 1, 23, 59), Zone = Deadline.AnywhereOnEarth },
                ],
            },
            new DocumentOrigin("Ada", RunningPortal.Now, "Deadlines"),
            CancellationToken.None);
        await _portal.ReloadAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Schedule_AsTimePasses_SaysWhatIsOnAndWhatIsNext()
    {
        Assert.Equal(["Next The first Sun 1 Sep, 05:10, Hall"], await CurrentAsync("/schedule/"));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["Now The first Hall", "Next The second Sun 1 Sep, 06:10"], await CurrentAsync("/schedule/"));
        Assert.Equal(["Now The first Hall", "Next The second Sun 1 Sep, 15:10"], await CurrentAsync("/schedule/?tz=Europe/Berlin"));
        var page = await _portal.ReadAsync("/schedule/");
        Assert.Equal(["Now", "Next"], page.QuerySelectorAll("[data-session] .flag").Select(flag => flag.TextContent));
        Assert.Contains("now", page.QuerySelector("#session-first")!.ClassList);
        _clock.Advance(TimeSpan.FromHours(2));
        page = await _portal.ReadAsync("/schedule/");
        Assert.True(page.QuerySelector(".current")!.HasAttribute("hidden"));
        Assert.Empty(page.QuerySelectorAll(".flag"));
    }

    [Fact]
    public async Task Schedule_UntilSomethingChanges_IsAnsweredFromTheCache()
    {
        using var counts = new PublishingCounts(_portal);
        for (var minute = 0; minute < 12; minute++)
        {
            await _portal.Client.GetStringAsync("/schedule/");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        // As it is asked for at first, and after ten minutes.
        Assert.Equal(2, counts.Rendered);
    }

    [Fact]
    public async Task Overview_AsTimePasses_MarksDeadlinesThatArePastAndTheNext()
    {
        var page = await _portal.ReadAsync("/");
        Assert.Equal(["Abstracts Next", "Papers"], Deadlines(page));
        Assert.Empty(page.QuerySelectorAll(".past"));
        Assert.Equal("Next", page.QuerySelector(".begins h2")!.TextContent);

        // The minute of a deadline is still in time.
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty((await _portal.ReadAsync("/")).QuerySelectorAll(".past"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        page = await _portal.ReadAsync("/");
        Assert.Equal(["Abstracts", "Papers Next"], Deadlines(page));
        Assert.Contains("passed", page.QuerySelector(".past")!.TextContent, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Now and next", (await _portal.ReadAsync("/")).QuerySelector(".begins h2")!.TextContent);
        _clock.Advance(TimeSpan.FromDays(2));
        page = await _portal.ReadAsync("/");
        Assert.Null(page.QuerySelector(".begins"));
        Assert.Equal(2, page.QuerySelectorAll(".past").Length);
    }

    [Fact]
    public async Task Overview_InAnotherZone_SaysDeadlinesAndSessionsInItToo()
    {
        var page = await _portal.ReadAsync("/?tz=Asia/Kolkata");

        Assert.Equal(["1 Sep 2024, 17:34, Kolkata time (UTC+5:30)", "2 Sep 2024, 17:29, Kolkata time (UTC+5:30)"], page
            .QuerySelectorAll(".deadlines .here")
            .Select(here => here.TextContent));
        Assert.Equal("Sun 1 Sep, 17:40", page.QuerySelector(".begins time")!.TextContent);
        Assert.Equal("/sessions/first/?tz=Asia%2FKolkata", page.QuerySelector(".begins a")!.GetAttribute("href"));
    }

    private async Task<IEnumerable<string>> CurrentAsync(string path) =>
        (await _portal.ReadAsync(path)).QuerySelectorAll(".current p").Select(Words);

    private static IEnumerable<string> Deadlines(AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll(".deadlines li strong").Select(Words);

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
