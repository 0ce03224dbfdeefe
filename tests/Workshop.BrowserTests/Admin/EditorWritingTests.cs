using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>The toolbar, its keys, and what is pasted.</summary>
public sealed class EditorWritingTests(Chromium chromium, AdminPortal portal) : EditorPage(chromium, portal)
{
    private readonly Chromium _chromium = chromium;
    private readonly AdminPortal _portal = portal;

    [Theory]
    [InlineData("Bold", "Come |early|.", "Come **|early|**.")]
    [InlineData("Italic", "Come |early|.", "Come _|early|_.")]
    [InlineData("Heading", "Where\nHow to| get there\n", "Where\n## How to| get there\n")]
    [InlineData("Heading", "### How to| get there", "## How to| get there")]
    [InlineData("Heading", "## How to| get there", "How to| get there")]
    [InlineData("Link", "See |the call|.", "See [the call](|url|).")]
    [InlineData("Quote", "She |said\nso|.", "> She |said\n> so|.")]
    [InlineData("Code", "Run |it|.", "Run `|it|`.")]
    [InlineData("Bulleted list", "|One\nTwo|", "|- One\n- Two|")]
    [InlineData("Numbered list", "|One\nTwo|", "|1. One\n2. Two|")]
    [InlineData("Task list", "Book| a room", "- [ ] Book| a room")]
    public async Task Button_Pressed_WritesMarkdownThatCanBeUndone(string button, string before, string after)
    {
        await WriteAsync(before);

        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        Assert.Equal(after, await ReadAsync());

        await Page.Keyboard.PressAsync("Control+z");
        Assert.Equal(before.Replace("|", "", StringComparison.Ordinal), await Text.InputValueAsync());
    }

    [Theory]
    [InlineData("b", "**|early|**")]
    [InlineData("i", "_|early|_")]
    [InlineData("k", "[early](|url|)")]
    public async Task Shortcut_Pressed_DoesWhatItsButtonDoes(string key, string after)
    {
        await WriteAsync("|early|");

        await Page.Keyboard.PressAsync($"Control+{key}");

        Assert.Equal(after, await ReadAsync());
    }

    [Fact]
    public async Task Toolbar_WithTheKeyboard_IsOneStopWithArrowsInside()
    {
        await WriteAsync("Come |early|.");

        await Page.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("Bold", await FocusedAsync());
        await Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal("Picture or PDF", await FocusedAsync());
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("Heading", await FocusedAsync());
        await Page.Keyboard.PressAsync("Enter");

        Assert.Equal("## Come |early|.", await ReadAsync());
        await Page.Keyboard.PressAsync("Tab");
        Assert.False(await Text.EvaluateAsync<bool>("text => text === document.activeElement"));
    }

    [Fact]
    public async Task Toolbar_Used_IsNoticedByPreviewAndSaving()
    {
        await WriteAsync("Noticed |at once|.");
        await Page.Keyboard.PressAsync("Control+b");

        await Page.FrameLocator("iframe").Locator("strong", new() { HasText = "at once" }).WaitForAsync();
        await Page.GetByText("Saved ").WaitForAsync();

        Assert.Equal("Noticed **at once**.", await SavedTextAsync());
    }

    [Fact]
    public async Task Toolbar_WithoutJavaScript_IsNotShown()
    {
        await using var context = await _chromium.Browser.NewContextAsync(1280, ColorScheme.Light, _portal.Address, javaScript: false);
        var page = await AdminPortal.SignInAsync(context);
        await page.GotoAsync(Here);

        Assert.True(await page.Locator("#Input_Markdown").IsVisibleAsync());
        Assert.False(await page.Locator("markdown-toolbar").IsVisibleAsync());
        Assert.False(await page.Locator("[data-keys]").IsVisibleAsync());
        Assert.False(await page.Locator("#attached").IsVisibleAsync());
    }

    [Theory]
    [InlineData(
        """<meta charset="utf-8"><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #ccc;}--></style><table dir="ltr" style="width:0"><colgroup><col width="100"><col width="100"></colgroup><tbody><tr style="height:21px"><td style="border:0">Room</td><td>Seats</td></tr><tr><td>A | B</td><td>40</td></tr></tbody></table></google-sheets-html-origin>""")]
    [InlineData(
        """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15"><style>td {color:black;}</style></head><body link=blue><!--StartFragment--><table border=0 cellpadding=0><tr height=20><td>Room</td><td>Seats</td></tr><tr><td>A | B</td><td align=right>40</td></tr></table><!--EndFragment--></body></html>""")]
    [InlineData("<table><tr><th>Room<th>Seats<tr><td>A | B<td>40</table>")]
    public async Task Paste_CellsOfSpreadsheet_BecomeTable(string html)
    {
        await WriteAsync("Rooms:|");

        // Spreadsheets bring a picture of the cells, too.
        await PasteAsync(new() { ["text/plain"] = "Room\tSeats\nA | B\t40", ["text/html"] = html }, ("image.png", [1, 2, 3]));

        Assert.Equal("Rooms:\n\n| Room | Seats |\n| --- | --- |\n| A \\| B | 40 |\n\n|", await ReadAsync());
        await Page.FrameLocator("iframe").GetByRole(AriaRole.Columnheader, new() { Name = "Seats" }).WaitForAsync();
        await Page.Keyboard.PressAsync("Control+z");
        Assert.Equal("Rooms:", await Text.InputValueAsync());
    }

    [Fact]
    public async Task Paste_UrlOverWords_LinksThem()
    {
        await WriteAsync("See |the call|.");

        await PasteAsync(new() { ["text/plain"] = "https://example.org/call" });

        Assert.Equal("See [the call](https://example.org/call)|.", await ReadAsync());
    }

    [Fact]
    public async Task Paste_HtmlWithLink_KeepsTheLink()
    {
        await WriteAsync("|");

        await PasteAsync(
            new()
            {
                ["text/plain"] = "See the call.",
                ["text/html"] =
                """<p style="color:red" onclick="alert(1)">See <a href="https://example.org/call" style='color:red'>the call</a>.</p>"""
            });

        Assert.Equal("See [the call](https://example.org/call).|", await ReadAsync());
    }

    [Fact]
    public async Task Paste_WithShift_IsPlain()
    {
        await Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await WriteAsync("See |the call|.");
        await Page.EvaluateAsync("navigator.clipboard.writeText('https://example.org/call')");

        await Page.Keyboard.PressAsync("Control+Shift+v");

        Assert.Equal("See https://example.org/call|.", await ReadAsync());
    }

    private Task<string> FocusedAsync() => Page.EvaluateAsync<string>("document.activeElement.ariaLabel");
}
