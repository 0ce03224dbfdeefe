using Microsoft.Playwright;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.BrowserTests.Admin;

/// <summary>The schedule as organizers build it: from nothing, with the keyboard alone, until readers see it.</summary>
public sealed class ProgrammeTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>
{
    private const int Edition = 1;

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreClean()
    {
        // Whole, since the other test begins with nothing on the same portal.
        await ChangeAsync(_ => new ProgrammeDocument
        {
            Rooms = [new Room("ballroom", "Ballroom B", 80, "West Building"), new Room("foyer", "Foyer", 300)],
            People = [new Person { Slug = "grace", Name = "Grace Hopper" }],
            Sessions = [
                A("opening", "Opening", At(8, 15)) with { Kind = SessionKind.Other, DurationMinutes = 10, Room = "ballroom" },
                A("keynote", "Computation that borrows from neurons", At(8, 25)) with { Kind = SessionKind.Keynote, Room = "ballroom" },
                A("coffee", "Coffee", At(9, 10)) with { Kind = SessionKind.Break, DurationMinutes = 20, Room = "foyer" },
                A("panel", "Panel: what would change your mind?", At(11, 15)) with { Kind = SessionKind.Panel, DurationMinutes =
                    60, Room = "ballroom", People = [new Participant("grace", null, ParticipantRole.Chair)] },
                A("tutorial", "A tutorial on spiking networks, with exercises", At(
                    11, 0)) with { People = [new Participant("grace")], Room = "ballroom" },
                A("off", "A talk that was called off", At(10, 0)) with { Status = SessionStatus.Cancelled, Room = "foyer" },
                A("lunch", "Lunch", At(12, 15)) with { Kind = SessionKind.Break, DurationMinutes = 70 },
                A("homeless", "A session that has no place yet", null),
            ],
        });

        await new Looks(chromium, portal.Address).AssertCleanAsync(
            AdminPortal.SignInAsync,
            "/admin/programme/", "/admin/programme/sessions/new?day=2024-12-14", "/admin/programme/sessions/panel", "/admin/programme/release",
            "/admin/programme/releases/", "/admin/programme/releases/1", "/admin/programme/history/",
            new Looks.View("programme-opened", async page =>
            {
                await page.GotoAsync("/admin/programme/?session=panel");
                await page.Locator("#s-panel [value=later]").ClickAsync();
                await page.Locator(".undo").WaitForAsync();
            }),
            new Looks.View("programme-refused", async page =>
            {
                await page.GotoAsync("/admin/programme/?session=panel");
                await page.GetByLabel("Day and time").FillAsync("2024-11-03T01:30");
                await page.GetByRole(AriaRole.Button, new() { Name = "Put it there" }).ClickAsync();
                await page.Locator("[role=alert] button").First.WaitForAsync();
            }),
            new Looks.View("session-refused", async page =>
            {
                await page.GotoAsync("/admin/programme/sessions/panel");
                await page.Locator("#Input_SlidesUrl").FillAsync("nonsense");
                await page.Locator("#Input_At").FillAsync("2024-11-03T01:30");
                await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
                await page.Locator("#at-wrong:not(:empty)").WaitForAsync();
            }),
            new Looks.View("session-clash", async page =>
            {
                await page.GotoAsync("/admin/programme/sessions/lunch");
                await ChangeAsync(
                    document =>
                        document with
                        {
                            Sessions = [.. document.Sessions.Select(
                            session => session.Slug == "lunch" ? session with { Title = session.Title + "!" } : session)]
                        });
                await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Lunch outside");
                await page.Keyboard.PressAsync("Enter");
                await page.Locator("[role=alert] table").WaitForAsync();
            }));
    }

    [Fact]
    public async Task Day_BuiltFromNothingWithTheKeyboardAlone_IsReleasedAndOnThePublicPage()
    {
        await ChangeAsync(_ => new ProgrammeDocument { Rooms = [new Room("hall", "Hall"), new Room("lab", "Lab")] });
        await using var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync("/admin/programme/");

        await AddAsync(page, "Add the first session", "Opening words", "Hall");
        await AddAsync(page, "Add a session on this day", "Neurons at noon", "Hall");
        // Half an hour long, and begins where the other ends: earlier is a conflict.
        await PressAsync(page, "#s-neurons-at-noon .move");
        await page.WaitForURLAsync("**/?session=neurons-at-noon#s-neurons-at-noon");
        await PressAsync(page, "#s-neurons-at-noon [value=earlier]");
        await page.GetByText("“Neurons at noon” begins at 09:25 now.").WaitForAsync();
        Assert.Contains("1 conflict", await page.Locator("#conflicts").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "Hall has “Opening words” and “Neurons at noon” at once",
            await page.Locator("#s-neurons-at-noon .conflict").InnerTextAsync(),
            StringComparison.Ordinal);

        // The focus has stayed on the button: once more, and then back by undo.
        Assert.Equal("earlier", await page.Locator(":focus").GetAttributeAsync("value"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("begins at 09:20 now").WaitForAsync();
        await PressAsync(page, ".undo button");
        await page.GetByText("Undone: “Neurons at noon” begins at 09:20 now.").WaitForAsync();

        await PressAsync(page, "a[href^='/admin/programme/release']:not([href*=releases])");
        await page.WaitForURLAsync("**/admin/programme/release");
        await PressAsync(page, "main form button");
        Assert.EndsWith("/admin/programme/release", page.Url, StringComparison.Ordinal);
        await page.Locator("#Input_AcceptsConflicts").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/admin/programme/releases/");
        Assert.EndsWith("is what readers see now.", await page.Locator(".done").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/schedule/");
        Assert.Equal(["Opening words", "Neurons at noon"], await page.Locator(".programme h3").AllInnerTextsAsync());
        Assert.Contains("09:25", await page.Locator("#session-neurons-at-noon").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drag_ByTheGrip_PutsTheSessionWhereItIsLetGo()
    {
        await using var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address);
        var page = await ThreeAsync(context);

        await DragAsync(page, "three", "td.free[data-room=hall][data-at$='10:00']");
        Assert.Equal(
            "2024-12-14T10:00 hall",
            await page.Locator(".target").EvaluateAsync<string>("cell => `${cell.dataset.at} ${cell.dataset.room}`"));
        await page.Mouse.UpAsync();
        await page.GetByText("“Three” is Sat 14 Dec, 10:00–10:45 in Hall now.").WaitForAsync();
        Assert.EndsWith("/admin/programme/#s-three", page.Url, StringComparison.Ordinal);

        await DragAsync(page, "one", ".side-list");
        await page.Mouse.UpAsync();
        await page.GetByText("“One” is without a time now.").WaitForAsync();
        Assert.Equal(1, await page.Locator(".side-list #s-one").CountAsync());
    }

    [Fact]
    public async Task Drag_AfterTheLastSessionOrOnAnEmptyDay_HasAPlaceThere()
    {
        await using var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address);
        var page = await ThreeAsync(context);

        await DragAsync(page, "three", "td.free[data-room=hall][data-at$='10:45']");
        await page.Mouse.UpAsync();
        await page.GetByText("“Three” is Sat 14 Dec, 10:45–11:30 in Hall now.").WaitForAsync();

        await ChangeAsync(document => document with { Sessions = [A("four", "Four", null)] });
        await page.GotoAsync("/admin/programme/");
        await DragAsync(page, "four", "td.free[data-room=lab][data-at$='09:00']");
        await page.Mouse.UpAsync();
        await page.GetByText("“Four” is Sat 14 Dec, 09:00–09:45 in Lab now.").WaitForAsync();
    }

    [Theory]
    [InlineData("outside")]
    [InlineData("Escape")]
    [InlineData("pointercancel")]
    public async Task Drag_LetGoOfOutsideOrLeft_ChangesNothing(string how)
    {
        await using var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address);
        var page = await ThreeAsync(context);
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        await DragAsync(page, "three", "td.free[data-room=hall][data-at$='10:00']");
        await page.Locator("td.target").WaitForAsync();
        switch (how)
        {
            case "outside":
                // Over a cell that it was not let go of in.
                var head = (await page.Locator("h1").BoundingBoxAsync())!;
                await page.Mouse.MoveAsync(head.X + 2, head.Y + 2);
                break;
            case "Escape":
                await page.Keyboard.PressAsync("Escape");
                break;
            default:
                await page.EvaluateAsync("document.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true }))");
                break;
        }

        await page.Mouse.UpAsync();

        Assert.Equal((0, 0), (await page.Locator(".target, .dragged, .sortable-fallback").CountAsync(), sent));
        Assert.Equal(1, await page.Locator(".side-list #s-three").CountAsync());
        await page.ReloadAsync();
        Assert.Equal(1, await page.Locator(".side-list #s-three").CountAsync());
    }

    [Fact]
    public async Task Drag_WithAFinger_PutsTheSessionWhereItIsLetGo()
    {
        await using var context = await chromium.Browser.NewContextAsync(
            new() { BaseURL = portal.Address.ToString(), ViewportSize = new() { Width = 1280, Height = 844 }, HasTouch = true });
        var page = await ThreeAsync(context);
        var (grip, target) = await EndsAsync(page, "three", "td.free[data-room=hall][data-at$='10:00']");
        var devTools = await context.NewCDPSessionAsync(page);

        await TouchAsync("touchStart", grip.X, grip.Y);
        await TouchAsync("touchMove", target.X - 40, target.Y);
        await TouchAsync("touchMove", target.X, target.Y);
        await devTools.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        await page.GetByText("“Three” is Sat 14 Dec, 10:00–10:45 in Hall now.").WaitForAsync();

        Task TouchAsync(string type, float x, float y) =>
            devTools.SendAsync(
                "Input.dispatchTouchEvent",
                new() { ["type"] = type, ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } } });
    }

    /// <summary>Two sessions in two rooms and a third without a place, on the schedule.</summary>
    private async Task<IPage> ThreeAsync(IBrowserContext context)
    {
        await ChangeAsync(_ => new ProgrammeDocument
        {
            Rooms = [new Room("hall", "Hall"), new Room("lab", "Lab")],
            Sessions = [A("one", "One", At(9, 0)) with { Room = "hall" }, A("two", "Two", At(10, 0)) with { Room = "lab" }, A(
                "three", "Three", null)],
        });
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync("/admin/programme/");
        return page;
    }

    /// <summary>Drags a session over a place, and does not let go: whoever does, does so without a rest.</summary>
    private static async Task DragAsync(IPage page, string session, string to)
    {
        var (grip, target) = await EndsAsync(page, session, to);
        await page.Mouse.MoveAsync(grip.X, grip.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(target.X, target.Y, new() { Steps = 4 });
    }

    private static async Task<((float X, float Y) Grip, (float X, float Y) Target)> EndsAsync(IPage page, string session, string to)
    {
        await page.Locator(to).ScrollIntoViewIfNeededAsync();
        var grip = (await page.Locator($"#s-{session} .grip").BoundingBoxAsync())!;
        var target = (await page.Locator(to).BoundingBoxAsync())!;
        return ((grip.X + (grip.Width / 2), grip.Y + (grip.Height / 2)), (target.X + 20, target.Y + (target.Height / 2)));
    }

    private static async Task AddAsync(IPage page, string link, string title, string room)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = link }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/sessions/new**");
        await page.GetByLabel("Title", new() { Exact = true }).FocusAsync();
        await page.Keyboard.TypeAsync(title);
        await page.GetByLabel("Room").FocusAsync();
        await page.Keyboard.TypeAsync(room);
        await page.GetByLabel("Language").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText($"“{title}” is added.").WaitForAsync();
    }

    private static async Task PressAsync(IPage page, string control)
    {
        await page.Locator(control).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private static LocalDateTime At(int hour, int minute) => new(2024, 12, 14, hour, minute);

    private static Session A(string slug, string title, LocalDateTime? at) =>
        new() { Slug = slug, Uid = Guid.NewGuid(), Title = title, Kind = SessionKind.Talk, StartsAt = at, DurationMinutes = 45 };

    private async Task ChangeAsync(Func<ProgrammeDocument, ProgrammeDocument> change)
    {
        await using var db = portal.Sample.OpenDatabase();
        var origin = new DocumentOrigin("Ben", SystemClock.Instance.GetCurrentInstant(), "Changed something.");
        await new ProgrammeWriter(db).ChangeAsync(Edition, change, origin, CancellationToken.None);
    }
}
