using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>Settings, log, dashboard and lists as an administrator meets them, without a script.</summary>
public sealed class AdminPagesTests(AdminPortal portal, Chromium chromium) : IClassFixture<AdminPortal>
{
    private static readonly string[] Paths =
    [
        "/admin/", "/admin/pages/", "/admin/pages/1/", "/admin/programme/", "/admin/media/", "/admin/settings/",
        "/admin/settings/versions/", "/admin/settings/versions/1", "/admin/audit/", "/admin/audit/?text=nothing",
    ];

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreValidAxeCleanAndDoNotOverflow()
    {
        var files = new List<string>();
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            await using var context = await NewContextAsync(width, scheme);
            var page = await AdminPortal.SignInAsync(context);
            foreach (var path in Paths)
            {
                var answer = await page.GotoAsync(path);
                var name = $"{path.Replace('/', '-').Replace('?', '-')}{width}{scheme}";
                if (Environment.GetEnvironmentVariable("WORKSHOP_SCREENSHOTS") is { Length: > 0 } folder)
                {
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
                }

                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                var result = await page.RunAxe(new AxeRunOptions());

                Assert.Equal(200, answer!.Status);
                Assert.Equal((name, ""), (name, string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"))));
                Assert.Equal((name, 0), (name, overflow));
                if (width == 390 && scheme == ColorScheme.Light)
                {
                    files.Add(Path.Combine(Path.GetTempPath(), $"workshop-admin-{name}-{Guid.NewGuid():N}.html"));
                    await File.WriteAllBytesAsync(files[^1], await answer.BodyAsync());
                }
            }
        }

        var (exitCode, output) = await ValidHtmlTests.CheckAsync(files);
        files.ForEach(File.Delete);
        Assert.True(output.Length == 0, output);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Settings_SavedAndRestoredWithoutJavaScript_AreOnTheSiteAtOnce()
    {
        await using var context = await NewContextAsync(390, ColorScheme.Light, javaScript: false);
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

    private Task<IBrowserContext> NewContextAsync(int width, ColorScheme scheme, bool javaScript = true) =>
        chromium.Browser.NewContextAsync(new()
        {
            BaseURL = portal.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
        });
}
