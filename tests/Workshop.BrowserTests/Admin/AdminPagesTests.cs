using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>Settings, log, dashboard and lists as an administrator meets them, without a script.</summary>
public sealed class AdminPagesTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>
{
    [Fact]
    public Task Pages_PhoneAndDesktopLightAndDark_AreClean() => new Looks(chromium, portal.Address).AssertCleanAsync(
        AdminPortal.SignInAsync,
        "/admin/", "/admin/pages/", "/admin/pages/1/", "/admin/programme/", "/admin/media/", "/admin/settings/",
        "/admin/settings/versions/", "/admin/settings/versions/1", "/admin/audit/", "/admin/audit/?text=nothing");

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
