using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workshop.Tests;
using Workshop.Tests.Media;

namespace Workshop.BrowserTests.Admin;

/// <summary>Files brought in from the editor: whatever becomes of them, the text stays as it was written.</summary>
public sealed partial class EditorUploadTests(Chromium chromium, AdminPortal portal) : EditorPage(chromium, portal)
{
    private readonly Chromium _chromium = chromium;
    private readonly AdminPortal _portal = portal;

    [Fact]
    public async Task Paste_Picture_StandsInTheTextWithTheCaretWhereItIsDescribed()
    {
        await WriteAsync("Before |after");

        await PasteAsync(new() { ["text/html"] = "<img src='https://example.org/a.png'>" }, ("hall.png", Pictures.Png(61)));
        await Said.GetByText("hall.png is in the text. What does it show").WaitForAsync();
        await Page.Keyboard.TypeAsync("The hall");

        Assert.Matches("^Before !\\[The hall\\|\\]\\(/media/[^)]+/hall.png\\)after$", await ReadAsync());
        Assert.Equal("", await Said.InnerTextAsync());
        await Page.FrameLocator("iframe").GetByAltText("The hall").WaitForAsync();
    }

    [Fact]
    public async Task Drop_SeveralAtOnce_EachTakesItsOwnPlace()
    {
        await WriteAsync("Before\n\n|");

        await DropAsync(("image.png", Pictures.Png(62)), ("image.png", Pictures.Png(63)));
        await Said.GetByRole(AriaRole.Button).Nth(1).WaitForAsync();

        Assert.Matches(
            "^Before\n\n!\\[\\]\\(/media/([^/]+)/image.png\\)\n\n!\\[\\]\\(/media/(?!\\1)[^/]+/image.png\\)$",
            await Text.InputValueAsync());
    }

    [Fact]
    public async Task Choose_PdfFromTheToolbar_BecomesLink()
    {
        await WriteAsync("See |.");

        var chooser = await Page.RunAndWaitForFileChooserAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = "Picture or PDF" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "plan.pdf", MimeType = "application/pdf", Buffer = Pictures.Pdf });
        await Assertions.Expect(Text).ToHaveValueAsync(new Regex("/media/"));

        Assert.Matches("^See \\[plan.pdf\\]\\(/media/[^)]+/plan.pdf\\)\\|.$", await ReadAsync());
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG is not taken")]
    [InlineData("Only words.", "of another kind, whatever its name says")]
    public async Task Paste_FileThatIsNoPicture_LeavesMessageAndTheText(string content, string message)
    {
        await WriteAsync("Before |after");

        await PasteAsync([], ("logo.png", Encoding.UTF8.GetBytes(content)));
        await Said.GetByText(message).WaitForAsync();

        Assert.Equal("Before |after", await ReadAsync());
    }

    [Fact]
    public async Task Upload_WhileWritingGoesOnAndIsSaved_TakesItsPlaceWithoutMovingTheCaret()
    {
        var release = await HoldUploadsAsync();
        await WriteAsync("Before |");

        await PasteAsync([], ("slow.png", Pictures.Png(64)));
        Assert.Equal("Before ![Uploading slow.png…]()|", await ReadAsync());
        await Page.Keyboard.TypeAsync(" and after");
        await SavedAsync();
        Assert.Equal("Before  and after", await SavedTextAsync());
        await Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Page.GetByText("a file is still being uploaded").WaitForAsync();

        release.SetResult();
        await Said.GetByText("slow.png is in the text.").WaitForAsync();
        Assert.Matches("^Before !\\[\\]\\(/media/[^)]+\\) and after\\|$", await ReadAsync());
        await SavedAsync();
        Assert.Equal(await Text.InputValueAsync(), await SavedTextAsync());

        await Page.GetByRole(AriaRole.Button, new() { Name = "Describe it" }).ClickAsync();
        Assert.StartsWith("Before ![|](", await ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_RefusedWhileWritingGoesOn_KeepsWhatWasWritten()
    {
        var release = await HoldUploadsAsync();
        await WriteAsync("Before |");

        await PasteAsync([], ("words.png", "Words"u8.ToArray()), ("fine.png", Pictures.Png(65)));
        await Page.Keyboard.TypeAsync(" and after");
        release.SetResult();
        await Said.GetByText("fine.png is in the text.").WaitForAsync();
        await Said.GetByText("words.png: The file is of another kind").WaitForAsync();

        Assert.Matches("^Before \n\n!\\[\\]\\(/media/[^)]+/fine.png\\) and after\\|$", await ReadAsync());
    }

    [Fact]
    public async Task Undo_AfterUpload_NeverBringsItsPlaceholderBack()
    {
        var release = await HoldUploadsAsync();
        await WriteAsync("Before |");
        await PasteAsync([], ("undone.png", Pictures.Png(66)));
        release.SetResult();
        await Said.GetByText("undone.png is in the text.").WaitForAsync();
        var whole = await Text.InputValueAsync();

        await Page.Keyboard.PressAsync("Control+z");
        Assert.Equal("Before ", await Text.InputValueAsync());
        await Page.Keyboard.PressAsync("Control+Shift+z");
        Assert.Equal(whole, await Text.InputValueAsync());
    }

    [Fact]
    public async Task Upload_SessionEnded_SaysSoAndKeepsTheText()
    {
        await WriteAsync("Signed out |");
        await SavedAsync();
        await Context.ClearCookiesAsync();

        await PasteAsync([], ("late.png", Pictures.Png(67)));
        await Said.GetByText("late.png was not uploaded: you are signed out.").WaitForAsync();

        Assert.Equal("Signed out |", await ReadAsync());
    }

    [Fact]
    public async Task Upload_AnotherSessionBegunMeanwhile_IsTaken()
    {
        await WriteAsync("Signed in again |");
        await SavedAsync();
        await Context.ClearCookiesAsync();
        await (await AdminPortal.SignInAsync(Context)).CloseAsync();

        await PasteAsync([], ("again.png", Pictures.Png(68)));
        await Said.GetByText("again.png is in the text.").WaitForAsync();
    }

    [Fact]
    public async Task Messages_PhoneAndDesktopLightAndDark_AreClean() =>
        await new Looks(_chromium, _portal.Address).AssertCleanAsync(AdminPortal.SignInAsync, new Looks.View("editor-uploads", async page =>
        {
            await page.GotoAsync(Here);
            await TransferAsync(page.GetByLabel("Text", new() { Exact = true }), "drop", [], (
                "hall.png",
                Pictures.Png(69)), ("words.png", "Words"u8.ToArray()));
            await page.GetByText("hall.png is in the text.").WaitForAsync();
            await page.GetByText("words.png: The file is of another kind").WaitForAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Bold" }).HoverAsync();
        }));

    /// <summary>As over a slow line: uploads leave the browser when the answer is set.</summary>
    private async Task<TaskCompletionSource> HoldUploadsAsync()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.RouteAsync("**/admin/media/?handler=Upload", async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        return release;
    }

    private async Task SavedAsync()
    {
        await Eventually.TrueAsync(() => Page.EvaluateAsync<bool>("localStorage.length === 0"));
        await Page.Locator("[data-saved]").Filter(new() { HasTextRegex = Saved() }).WaitForAsync();
    }

    [GeneratedRegex("^Saved [0-9]")]
    private static partial Regex Saved();
}
