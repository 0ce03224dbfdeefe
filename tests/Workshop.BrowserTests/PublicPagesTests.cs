using Microsoft.Playwright;

namespace Workshop.BrowserTests;

/// <summary>Every public page of the sample, as readers meet it.</summary>
public sealed class PublicPagesTests(SamplePortal portal, Chromium chromium)
{
    // Everything that the overview page needs, headers included.
    private const int OverviewBudget = 25_000;

    [Fact]
    public Task Pages_PhoneAndDesktopLightAndDark_AreClean() => new Looks(chromium, portal.Address).AssertCleanAsync(
        context => context.NewPageAsync(),
        [.. SamplePortal.Pages.Select(path => Looks.View.Of(path)), Looks.View.Of("/no-such-page/", status: 404)]);

    [Fact]
    public async Task Pages_WithoutJavaScript_ReadTheSame()
    {
        await using var with = await NewContextAsync(1280);
        await using var without = await NewContextAsync(1280, javaScript: false);
        var (one, other) = (await with.NewPageAsync(), await without.NewPageAsync());

        foreach (var path in SamplePortal.Pages)
        {
            Assert.Equal((path, await TextAsync(one, path)), (path, await TextAsync(other, path)));
        }

        static async Task<string> TextAsync(IPage page, string path)
        {
            await page.GotoAsync(path);
            // What a reader has of a script: stars, what is on now, and a link to their own time zone.
            await page.EvaluateAsync(
                "document.querySelectorAll('.star, .mine, .here, .flag').forEach(added => added.remove()); "
                + "document.querySelectorAll('[data-current]').forEach(line => line.hidden = true)");
            return await page.Locator("body").InnerTextAsync();
        }
    }

    [Fact]
    public async Task Overview_EverythingItNeeds_IsUnderTheBudget()
    {
        await using var context = await NewContextAsync(1280);
        var page = await context.NewPageAsync();
        var session = await context.NewCDPSessionAsync(page);
        var bytes = 0d;
        session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += data!.Value.GetProperty("encodedDataLength").GetDouble();
        await session.SendAsync("Network.enable");

        await page.GotoAsync("/overview/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        TestContext.Current.SendDiagnosticMessage($"Overview page over the wire: {bytes} bytes");
        Assert.InRange(bytes, 2_000, OverviewBudget);
    }

    [Fact]
    public async Task Keyboard_FirstTab_SkipsToTheContentAndThenEveryLinkIsReached()
    {
        await using var context = await NewContextAsync(1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/overview/");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(await page.Locator(".skip").IsVisibleAsync());

        // Tables that can scroll are stops, too.
        const int OtherStops = 5;
        var links = await page.Locator("a[href]").CountAsync();
        var reached = new HashSet<string>();
        for (var i = 0; i < links + OtherStops; i++)
        {
            reached.Add(
                await page.EvaluateAsync<string>("[...document.querySelectorAll('a[href]')].indexOf(document.activeElement).toString()"));
            await page.Keyboard.PressAsync("Tab");
        }

        reached.Remove("-1");
        Assert.Equal(links, reached.Count);
    }

    [Fact]
    public async Task Navigation_OnAPhone_HasTargetsOfTheRecommendedSizeAndShowsWhereOneIs()
    {
        await using var context = await NewContextAsync(390);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/code-of-conduct/");

        var heights = await page.EvaluateAsync<double[]>(
            "[...document.querySelectorAll('.bar a')].map(a => a.getBoundingClientRect().height)");
        var current = await page.Locator(".bar [aria-current]").BoundingBoxAsync();

        Assert.All(heights, height => Assert.True(height >= 44, $"{height} px"));
        Assert.InRange(current!.X + (current.Width / 2), 0, 390);
    }

    [Fact]
    public async Task Search_OnAPhoneWithTheKeyboardAlone_FindsAPageAndLeadsToIt()
    {
        await using var context = await NewContextAsync(390, javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/overview/");
        var icon = await page.Locator(".find").BoundingBoxAsync();
        await page.Locator(".find").PressAsync("Enter");
        await page.WaitForURLAsync("**/search");

        // The box gets the focus by itself, a moment after the page is there.
        await page.Locator(".search input:focus").WaitForAsync();
        await page.Keyboard.TypeAsync("predictive coding");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=predictive+coding");
        var heights = await Task.WhenAll(
            (await page.Locator(".search input, .search button, .results a").AllAsync()).Select(
                async target => (await target.BoundingBoxAsync())!.Height));
        await page.Locator(".results a").First.PressAsync("Enter");
        await page.WaitForURLAsync("**/topics/self-supervised-systems/");

        Assert.True(icon is { Width: >= 44, Height: >= 44 } && icon.X + icon.Width <= 390);
        Assert.All(heights, height => Assert.True(height >= 44, $"{height} px"));
    }

    [Fact]
    public async Task Search_WithoutTheDatabase_IsClean()
    {
        await using var away = await portal.StartAnotherAsync();
        await away.HideDatabaseAsync();

        await new Looks(chromium, away.Address).AssertCleanAsync(
            context => context.NewPageAsync(), Looks.View.Of("/search?q=neuro", status: 503));

        await away.ShowDatabaseAsync();
    }

    [Fact]
    public async Task Schedule_WideAndPhone_IsATableAndAList()
    {
        await using var wide = await NewContextAsync(1280);
        await using var phone = await NewContextAsync(390);

        Assert.True(await RoomIsBesideTitleAsync(wide));
        Assert.False(await RoomIsBesideTitleAsync(phone));

        static async Task<bool> RoomIsBesideTitleAsync(IBrowserContext context)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync("/schedule/");
            var row = page.Locator("#session-panel");
            var title = await row.Locator("h3").BoundingBoxAsync();
            var room = await row.Locator(".where").BoundingBoxAsync();
            return room!.Y < title!.Y + title.Height && room.X > title.X;
        }
    }

    private Task<IBrowserContext> NewContextAsync(int width, bool javaScript = true) =>
        chromium.Browser.NewContextAsync(width, ColorScheme.Light, portal.Address, javaScript);
}
