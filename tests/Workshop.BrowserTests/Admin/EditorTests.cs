using System.Diagnostics;
using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>The editor in a real browser: what is typed is kept, whatever happens.</summary>
public sealed class EditorTests(EditorPortal portal, Chromium chromium) : EditingTest(portal, chromium)
{
    [Fact]
    public async Task Typing_WithoutAnyButton_IsSavedWithinFiveSecondsAndShownBeside()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);

        await TypeAsync(page, "Typed and never saved by hand. ");
        await page.FrameLocator("iframe").GetByText("Typed and never saved by hand.").WaitForAsync();
        await SavedAsync(page, 5500);

        Assert.StartsWith("Typed and never saved by hand.", await LatestAsync(), StringComparison.Ordinal);
        await page.GotoAsync(Written.Permalink);
        Assert.Equal(0, await page.GetByText("Typed and never saved by hand.").CountAsync());
    }

    /// <summary>
    /// The process of the tab is killed: no event tells the page so. A second is for the way to the server on a busy machine.
    /// </summary>
    [Fact]
    public async Task Tab_KilledWhileTyping_LosesAtMostFiveSeconds()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        var killer = await context.NewCDPSessionAsync(page);
        await TypeAsync(page, "First. ");
        var began = Stopwatch.GetTimestamp();
        var typed = new List<TimeSpan>();
        // Without a pause of three seconds, after which it would be saved anyway.
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(8))
        {
            await page.Keyboard.TypeAsync($"<{typed.Count}>");
            typed.Add(Stopwatch.GetElapsedTime(began));
        }

        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.SetResult();
        _ = killer.SendAsync("Page.crash");
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var killed = Stopwatch.GetElapsedTime(began);

        var latest = await LatestAsync();
        var lost = typed
            .Index()
            .Where(word => !latest.Contains($"<{word.Index}>", StringComparison.Ordinal))
            .Select(word => killed - word.Item)
            .ToList();
        Assert.StartsWith("First. <0>", latest, StringComparison.Ordinal);
        Assert.NotEmpty(lost);
        Assert.InRange(lost.Max(), TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task SessionEnded_SavePressed_SavesOnceSignedInAgain()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await context.ClearCookiesAsync();

        await TypeAsync(page, "Written while signed out. ");
        await page.Keyboard.PressAsync("Control+s");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        var popup = await context.RunAndWaitForPageAsync(
            () => page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync());
        await popup.GetByLabel("Email").FillAsync(Ada);
        await popup.GetByLabel("Password").FillAsync(SamplePortal.Password);
        await popup.Keyboard.PressAsync("Enter");
        await popup.WaitForURLAsync("**/admin/");
        await popup.CloseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await SavedAsync(page);

        Assert.StartsWith("Written while signed out.", await LatestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_InDifferentPlaces_BothHaveBoth()
    {
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await OpenAsync(one, Ada);
        var ben = await OpenAsync(other, Ben);

        await SaveAsync(ada, "Ada was here. ");
        await ben.GetByLabel("Text", new() { Exact = true }).FocusAsync();
        await ben.Keyboard.PressAsync("Control+End");
        await ben.Keyboard.TypeAsync("\n\nBen was here.");
        await ben.Keyboard.PressAsync("Control+s");
        await ben.GetByText("with what somebody else has changed meanwhile").WaitForAsync();

        var text = await ben.GetByLabel("Text", new() { Exact = true }).InputValueAsync();
        Assert.StartsWith("Ada was here.", text, StringComparison.Ordinal);
        Assert.EndsWith("Ben was here.", text, StringComparison.Ordinal);
        Assert.Equal(text, await LatestAsync());
    }

    [Fact]
    public async Task Two_OnTheSameLine_ChooseBetweenBothTexts()
    {
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await OpenAsync(one, Ada);
        var ben = await OpenAsync(other, Ben);

        await SaveAsync(ada, "Ada was here. ");
        await TypeAsync(ben, "Ben was here. ");
        await ben.Keyboard.PressAsync("Control+s");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await ben.GetByRole(AriaRole.Heading, new() { Name = "Two texts of" }).WaitForAsync();
        Assert.Contains("Ada was here.", await ben.Locator("pre.source").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        await ben.GetByRole(AriaRole.Button, new() { Name = "Take this one" }).ClickAsync();
        await ben.WaitForURLAsync("**" + Here);

        Assert.StartsWith("Ben was here.", await LatestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_Away_TextIsKeptInTheBrowserAndSentAtTheNextVisitToCompare()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await context.SetOfflineAsync(true);
        await TypeAsync(page, "Written on the train. ");
        await page.GetByText("Not saved: the server cannot be reached.").WaitForAsync();
        await page.CloseAsync();
        await context.SetOfflineAsync(false);

        var again = await context.NewPageAsync();
        await again.GotoAsync(Here);
        await again.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        Assert.StartsWith(
            "Written on the train.", (await again.Locator("pre.source").First.InnerTextAsync()).TrimStart('\n'), StringComparison.Ordinal);
        await again.GetByRole(AriaRole.Button, new() { Name = "Take this one" }).ClickAsync();
        await again.WaitForURLAsync("**" + Here);

        Assert.StartsWith("Written on the train.", await LatestAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await again.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task Publish_AfterTyping_PublishesWhatWasTyped()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await TypeAsync(page, "Out with it. ");

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.GetByText("Published: readers see it now.").WaitForAsync();
        await page.GotoAsync(Written.Permalink);

        Assert.Equal(1, await page.GetByText("Out with it.").CountAsync());
    }

    [Fact]
    public async Task Form_WithoutJavaScript_SavesPreviewsAndPublishes()
    {
        await using var context = await Chromium.Browser.NewContextAsync(390, ColorScheme.Light, Portal.Address, javaScript: false);
        var page = await OpenAsync(context, Ada);
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Plain as a form.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).PressAsync("Enter");
        await page.FrameLocator("iframe").GetByText("Plain as a form.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).PressAsync("Enter");
        await page.GetByText("Saved as revision 2.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).PressAsync("Enter");
        await page.GetByText("Published: readers see it now.").WaitForAsync();
        await page.GotoAsync(Written.Permalink);

        Assert.Equal(1, await page.GetByText("Plain as a form.").CountAsync());
    }

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreClean()
    {
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await OpenAsync(one, Ada);
        var ben = await OpenAsync(other, Ben);
        await SaveAsync(ada, "Ada was here. ");
        await TypeAsync(ben, "Ben was here. ");
        await ben.Keyboard.PressAsync("Control+s");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Compare" }).WaitForAsync();

        await new Looks(Chromium, Portal.Address).AssertCleanAsync(
            context => Portal.SignInAsync(context, Ada),
            new("editor", async page =>
            {
                await page.GotoAsync(Here);
                await page.FrameLocator("iframe").Locator("h1").WaitForAsync();
                // The band of a shared draft has the same name in the style sheet of the site.
                Assert.Equal("0px", await page.Locator("iframe").EvaluateAsync<string>("frame => getComputedStyle(frame).padding"));
            }),
            new("clash", page => page.GotoAsync(Here + "clash/3")));
    }

    private static async Task SaveAsync(IPage page, string text)
    {
        await TypeAsync(page, text);
        await page.Keyboard.PressAsync("Control+s");
        await SavedAsync(page);
    }

    private async Task<string> LatestAsync() => (await StoredAsync()).LatestRevision!.Markdown;
}
