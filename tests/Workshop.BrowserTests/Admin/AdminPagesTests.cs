using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>Settings, log, dashboard and lists as an administrator meets them, without a script.</summary>
public sealed class AdminPagesTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>
{
    [Fact]
    public Task Pages_PhoneAndDesktopLightAndDark_AreClean() => new Looks(chromium, portal.Address).AssertCleanAsync(
        AdminPortal.SignInAsync,
        "/admin/", "/admin/pages/", "/admin/pages/1/", "/admin/programme/", "/admin/media/", "/admin/settings/",
        "/admin/settings/versions/", "/admin/settings/versions/1", "/admin/audit/", "/admin/audit/?text=nothing",
        "/admin/programme/people/", "/admin/programme/people/new", "/admin/programme/people/edit/mirela-vostok-hanley", "/admin/programme/people/delete/mirela-vostok-hanley",
        "/admin/programme/rooms/", "/admin/programme/topics/", "/admin/programme/papers/", "/admin/programme/papers/edit/what-a-single-spike-costs",
        "/admin/deadlines/", "/admin/deadlines/edit/submission", "/admin/sponsors/", "/admin/news/", "/admin/news/edit/extended", "/admin/import/papers");

    [Fact]
    public async Task Lists_WrongFormAndTable_AreClean() => await new Looks(chromium, portal.Address).AssertCleanAsync(
        AdminPortal.SignInAsync,
        new Looks.View("item-wrong", async page =>
        {
            await page.GotoAsync("/admin/deadlines/new");
            await page.GetByLabel("What is due").FillAsync("Papers");
            await page.GetByLabel("When").FillAsync("2024-09-09T23:59");
            await page.GetByLabel("Time zone").FillAsync("Mars/Olympus");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }),
        new Looks.View("import-plan", async page =>
        {
            await page.GotoAsync("/admin/import/papers");
            await page
                .GetByLabel("Or the table itself")
                .FillAsync("Title,Status,Colour\nA new paper,Poster,red\nWhat a single spike costs,Oral,blue\n");
            await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).WaitForAsync();
        }),
        new Looks.View("import-wrong", async page =>
        {
            await page.GotoAsync("/admin/import/papers");
            await page.GetByLabel("Or the table itself").FillAsync("Title,Session\nA new paper,Nowhere\n");
            await page.GetByRole(AriaRole.Button, new() { Name = "See what it would do" }).ClickAsync();
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }));

    [Fact]
    public async Task Lists_WithoutJavaScript_AddMoveAndDelete()
    {
        await using var context = await chromium.Browser.NewContextAsync(390, ColorScheme.Light, portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);

        await page.GotoAsync("/admin/sponsors/");
        await page.GetByRole(AriaRole.Link, new() { Name = "New sponsor" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Tern & Co");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/sponsors/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move up: Tern & Co" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).WaitForAsync();
        Assert.Equal(["Tern & Co"], (await page.Locator("tbody td:nth-child(2)").AllInnerTextsAsync()).Skip(1).Take(1));
        await page.GotoAsync("/overview/");
        Assert.Contains("Tern & Co", await page.Locator(".sponsors").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/admin/sponsors/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete Tern & Co" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/sponsors/");
        Assert.DoesNotContain("Tern & Co", await page.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_SavedAndRestoredWithoutJavaScript_AreOnTheSiteAtOnce()
    {
        await using var context = await chromium.Browser.NewContextAsync(390, ColorScheme.Light, portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);

        await page.GotoAsync("/admin/settings/");
        await page.GetByLabel("Venue").FillAsync("East Building");
        await page.GetByLabel("Footer").FillAsync("Funded by **the sea**.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).PressAsync("Enter");
        await page.WaitForURLAsync("**/admin/settings/");
        Assert.Contains("Saved as version", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/");
        Assert.Contains("East Building", await page.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Funded by the sea.", (await page.Locator(".words").InnerTextAsync()).Trim());

        await page.GotoAsync("/admin/settings/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Earlier versions" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore this version" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/settings/");
        await page.GotoAsync("/");
        Assert.Contains("West Building", await page.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
    }
}
