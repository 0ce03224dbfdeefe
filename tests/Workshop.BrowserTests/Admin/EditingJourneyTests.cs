using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>What organizers do with a page from its first word to its last address, across the pages of the admin area.</summary>
public sealed class EditingJourneyTests(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>
{
    // More stops than any page here has.
    private const int Stops = 150;

    [Fact]
    public async Task Keyboard_Alone_WritesSavesPublishesAndRestoresAndTheLivePageWaitsForPublish()
    {
        var stored = await portal.AddPageAsync("The first text.");
        await using var context = await NewContextAsync();
        var page = await portal.SignInAsync(context, EditorPortal.Ada);
        await page.GotoAsync($"/admin/pages/?q={Uri.EscapeDataString(stored.LatestRevision!.Title)}");

        await TabToAsync(page, stored.LatestRevision.Title);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/admin/pages/{stored.Id}/");
        await TabToAsync(page, "Text");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("The second text.");
        await page.Keyboard.PressAsync("Control+s");
        await page.GetByText("Saved ", new() { Exact = false }).First.WaitForAsync();
        Assert.Empty(await Looks.ViolationsAsync(page));
        await TabToAsync(page, "Publish");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Published: readers see it now.").WaitForAsync();
        Assert.Equal("The second text.", await PublicAsync(context, stored.Permalink));

        await TabToAsync(page, "History");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/history");
        Assert.Empty(await Looks.ViolationsAsync(page));
        await TabToAsync(page, "Restore revision 1");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Revision 1 is the draft again").WaitForAsync();
        Assert.Equal("The second text.", await PublicAsync(context, stored.Permalink));

        await TabToAsync(page, "Edit");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/admin/pages/{stored.Id}/");
        Assert.Equal("The first text.", await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync());
        await TabToAsync(page, "Publish");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Published: readers see it now.").WaitForAsync();
        Assert.Equal("The first text.", await PublicAsync(context, stored.Permalink));
    }

    [Fact]
    public async Task Two_OnTheSameLine_PutBothTextsTogetherByHand()
    {
        var stored = await portal.AddPageAsync("One line.");
        var here = $"/admin/pages/{stored.Id}/";
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await portal.SignInAsync(one, EditorPortal.Ada);
        var ben = await portal.SignInAsync(other, EditorPortal.Ben);
        await ada.GotoAsync(here);
        await ben.GotoAsync(here);

        // At the very same time, as far as two browsers can.
        await Task.WhenAll(WriteAsync(ada, "One line of Ada."), WriteAsync(ben, "One line of Ben."));
        await Task.WhenAll(ada.Keyboard.PressAsync("Control+s"), ben.Keyboard.PressAsync("Control+s"));
        var loser = await AskedAsync(ada, ben);
        await loser.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await loser.GetByRole(AriaRole.Heading, new() { Name = "Two texts of" }).WaitForAsync();
        var both = string.Join(' ', (await loser.Locator(".choice pre.source").AllInnerTextsAsync()).Order());
        await loser.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("One line of Ada and Ben.");
        await loser.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await loser.WaitForURLAsync("**" + here);

        Assert.Equal("One line of Ada. One line of Ben.", both);
        await using var db = portal.Sample.OpenDatabase();
        var texts = await db.Revisions
            .Where(revision => revision.PageId == stored.Id)
            .OrderBy(revision => revision.Number)
            .Select(revision => revision.Markdown)
            .ToListAsync();
        Assert.Equal("One line.", texts[0]);
        Assert.Equal(["One line of Ada.", "One line of Ben."], texts[1..3].Order());
        Assert.Equal("One line of Ada and Ben.", texts[^1]);
    }

    [Fact]
    public async Task Schedule_InTheHourThatIsNotThere_IsAskedAboutAndNothingIsLost()
    {
        var stored = await portal.AddPageAsync();
        await using (var db = portal.Sample.OpenDatabase())
        {
            await db.Editions.ExecuteUpdateAsync(set => set.SetProperty(edition => edition.TimeZone, "Europe/Berlin"));
        }

        await using var context = await NewContextAsync();
        var page = await portal.SignInAsync(context, EditorPortal.Ada);
        await page.GotoAsync($"/admin/pages/{stored.Id}/");
        await WriteAsync(page, "For later.");
        await ScheduleAsync("2099-03-29T02:30");
        await page.GetByText("does not exist in Europe/Berlin: clocks go forward from 02:00 to 03:00").WaitForAsync();
        Assert.Equal("For later.", await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync());
        await ScheduleAsync("2098-10-26T02:30");
        await page.GetByLabel("The second, after").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule", Exact = true }).ClickAsync();
        await page.GetByText("Scheduled. What you write from now on is not in it.").WaitForAsync();

        await using var after = portal.Sample.OpenDatabase();
        Assert.Equal(
            NodaTime.Instant.FromUtc(2098, 10, 26, 1, 30),
            await after.Pages.Where(found => found.Id == stored.Id).Select(found => found.PublishAt).SingleAsync());

        async Task ScheduleAsync(string at)
        {
            if (!await page.GetByLabel("Goes live at").IsVisibleAsync())
            {
                await page.GetByText("Schedule, unpublish, discard").ClickAsync();
            }

            await page.GetByLabel("Goes live at").FillAsync(at);
            await page.GetByRole(AriaRole.Button, new() { Name = "Schedule", Exact = true }).ClickAsync();
        }
    }

    [Fact]
    public async Task Rename_WithLinksToThePage_BringsThemUpToDateAndLeadsOn()
    {
        var target = await portal.AddPageAsync();
        var linking = await portal.AddPageAsync($"Read [the other]({target.Permalink}#rooms).");
        var moved = $"/moved-{target.Id}/";
        await using var context = await NewContextAsync(javaScript: false);
        var page = await portal.SignInAsync(context, EditorPortal.Ada);

        await page.GotoAsync($"/admin/pages/{target.Id}/address");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync(moved);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Texts that link to a former address" }).WaitForAsync();
        await page.GetByLabel("Publish these at once").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring the links up to date" }).ClickAsync();
        await page.Locator(".done").WaitForAsync();

        await using var anonymous = await NewContextAsync();
        var reader = await anonymous.NewPageAsync();
        await reader.GotoAsync(linking.Permalink);
        Assert.Equal(moved + "#rooms", await reader.GetByRole(AriaRole.Link, new() { Name = "the other" }).GetAttributeAsync("href"));
        await reader.GotoAsync(target.Permalink);
        Assert.Equal(moved, new Uri(reader.Url).AbsolutePath);
    }

    [Fact]
    public async Task PreviewLink_OpenedByAnybody_ShowsTheDraftUntilItIsTakenBack()
    {
        var stored = await portal.AddPageAsync();
        await using var context = await NewContextAsync();
        var page = await portal.SignInAsync(context, EditorPortal.Ada);
        await page.GotoAsync($"/admin/pages/{stored.Id}/");
        await WriteAsync(page, "Only a draft.");
        await page.Keyboard.PressAsync("Control+s");
        await page.Locator("[data-saved]", new() { HasTextString = "Saved " }).WaitForAsync();
        await page.GotoAsync($"/admin/pages/{stored.Id}/share");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = new Uri(await page.Locator("[data-copy]").InputValueAsync()).AbsolutePath;

        await using var anonymous = await NewContextAsync();
        var reader = await anonymous.NewPageAsync();
        Assert.Equal(200, (await reader.GotoAsync(link))!.Status);
        Assert.Equal("Only a draft.", await reader.Locator(".prose:not(.words)").InnerTextAsync());
        Assert.Empty(await anonymous.CookiesAsync());
        Assert.NotEqual("Only a draft.", await PublicAsync(anonymous, stored.Permalink));

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await page.GetByText("The link works no more.").WaitForAsync();
        Assert.Equal(410, (await reader.GotoAsync(link))!.Status);
        Assert.Equal("This link does not work", await reader.InnerTextAsync("h1"));
    }

    /// <summary>The one of them whose save came second.</summary>
    private static async Task<IPage> AskedAsync(params IPage[] pages)
    {
        while (true)
        {
            foreach (var page in pages)
            {
                if (await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).IsVisibleAsync())
                {
                    return page;
                }
            }

            await Task.Delay(50);
        }
    }

    private static Task WriteAsync(IPage page, string text) => page.GetByLabel("Text", new() { Exact = true }).FillAsync(text);

    private static async Task<string> PublicAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        var text = await page.Locator(".prose:not(.words)").InnerTextAsync();
        await page.CloseAsync();
        return text;
    }

    /// <summary>As far as the key goes, to what is called exactly so.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (var stop = 0; stop < Stops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var reached = await page.EvaluateAsync<string>(
                "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()");
            if (reached == name)
            {
                return;
            }
        }

        Assert.Fail($"No key leads to “{name}” on {page.Url}.");
    }

    private Task<IBrowserContext> NewContextAsync(bool javaScript = true) =>
        chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address, javaScript);
}
