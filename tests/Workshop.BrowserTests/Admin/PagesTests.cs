using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>The list of pages and what stands behind each, with and without a script.</summary>
public sealed class PagesTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>
{
    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreClean()
    {
        string preview;
        await using (var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address))
        {
            preview = await PrepareAsync(await AdminPortal.SignInAsync(context));
        }

        await new Looks(chromium, portal.Address).AssertCleanAsync(
            AdminPortal.SignInAsync,
            "/admin/pages/", "/admin/pages/?q=nothing", "/admin/pages/?state=draft", "/admin/pages/new", "/admin/pages/trash", "/admin/pages/trash/9/delete", "/admin/pages/links", "/admin/pages/2/delete", "/admin/pages/2/address?from=/travel-awards.html",
            "/admin/pages/1/history", "/admin/pages/1/history/diff?from=1&to=2", "/admin/pages/1/history/diff?from=1&to=2&view=inline", "/admin/pages/2/share",
            new Looks.View("pages-opened", page => OpenAsync(page, "/admin/pages/", "tbody tr:nth-child(2) summary")),
            new Looks.View("pages-new-refused", async page =>
            {
                await OpenAsync(page, "/admin/pages/new", "h1");
                await page.GetByLabel("Title").FillAsync("Another");
                await page.GetByLabel("Address").FillAsync("/admin/");
                await page.Keyboard.PressAsync("Enter");
                await page.Locator("#Input_Permalink-wrong").WaitForAsync();
            }),
            new Looks.View("pages-shared", async page =>
            {
                await OpenAsync(page, "/admin/pages/2/share", "h1");
                await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
                await page.Locator("[data-copy]").WaitForAsync();
            }),
            new Looks.View("preview", page => OpenAsync(page, preview, "h1")));
    }

    [Fact]
    public async Task Move_FromTheKeyboardWithoutJavaScript_KeepsTheFocusAndIsOnTheSite()
    {
        await using var context = await chromium.Browser.NewContextAsync(390, ColorScheme.Light, portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync("/admin/pages/");
        var before = await TitlesAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Move down: {before[0]}", Exact = true }).PressAsync("Enter");
        await page.Locator(".done").WaitForAsync();
        Assert.Equal($"Move down: {before[0]}", (await page.Locator(":focus .unseen").InnerTextAsync()).Trim());
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText($"“{before[0]}” is number 3").WaitForAsync();

        Assert.Equal([before[1], before[2], before[0], .. before[3..]], await TitlesAsync(page));
        foreach (var _ in before[..2])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Move up: {before[0]}", Exact = true }).PressAsync("Enter");
            await page.WaitForURLAsync("**/admin/pages/");
        }

        Assert.Equal(before, await TitlesAsync(page));
    }

    [Fact]
    public async Task Drag_ByTheGrip_MovesThePageAndEscapeLeavesItWhereItWas()
    {
        await using var context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address);
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync("/admin/pages/");
        var before = await TitlesAsync(page);

        await DragAsync(page, 0, 2);
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        Assert.Equal(before, await TitlesAsync(page));

        await DragAsync(page, 0, 2);
        await page.Mouse.UpAsync();
        await page.GetByText($"“{before[0]}” is number 3").WaitForAsync();
        Assert.Equal([before[1], before[2], before[0], .. before[3..]], await TitlesAsync(page));

        await DragAsync(page, 2, 0);
        await page.Mouse.UpAsync();
        await page.GetByText($"“{before[0]}” is number 1").WaitForAsync();
        Assert.Equal(before, await TitlesAsync(page));
    }

    [Fact]
    public async Task TrashAndRestore_WithoutJavaScript_TakesThePageFromTheSiteAndBringsItBackAsADraft()
    {
        await using var context = await chromium.Browser.NewContextAsync(390, ColorScheme.Light, portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync("/admin/pages/new");
        await page.GetByLabel("Title").FillAsync("Short lived");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));

        await page.GotoAsync("/admin/pages/?q=short");
        await page.GetByText("More about Short lived").PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete this page" }).PressAsync("Enter");
        Assert.Equal("“Short lived” is in the trash.", await page.Locator(".done").InnerTextAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Trash" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore Short lived" }).PressAsync("Enter");
        Assert.Equal("“Short lived” is back at /short-lived/, as a draft.", await page.Locator(".done").InnerTextAsync());
    }

    /// <summary>A page in the trash, one with two revisions, and a link to its draft.</summary>
    private static async Task<string> PrepareAsync(IPage page)
    {
        // The front page links to it, and so has a second revision afterwards.
        await page.GotoAsync("/admin/pages/");
        await page.GotoAsync(await page.Locator("tbody td > a", new() { HasText = "Schedule" }).GetAttributeAsync("href") + "address");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("/programme/");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring the links up to date" }).ClickAsync();
        await page.Locator(".done").WaitForAsync();
        await page.GotoAsync("/admin/pages/9/delete");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete this page" }).ClickAsync();
        await page.GotoAsync("/admin/pages/2/share");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        return new Uri(await page.Locator("[data-copy]").InputValueAsync()).AbsolutePath;
    }

    private static async Task OpenAsync(IPage page, string path, string click)
    {
        var answer = await page.GotoAsync(path);
        Assert.Equal((path, 200), (path, answer!.Status));
        await page.Locator(click).First.ClickAsync();
    }

    private static async Task<List<string>> TitlesAsync(IPage page) => [.. await page.Locator("tbody td > a").AllInnerTextsAsync()];

    private static async Task DragAsync(IPage page, int from, int to)
    {
        var grip = (await page.Locator(".grip").Nth(from).BoundingBoxAsync())!;
        var target = (await page.Locator("tbody tr").Nth(to).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(grip.X + (grip.Width / 2), grip.Y + (grip.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(grip.X + 5, target.Y + (target.Height * (to > from ? .8f : .2f)), new() { Steps = 12 });
    }
}
