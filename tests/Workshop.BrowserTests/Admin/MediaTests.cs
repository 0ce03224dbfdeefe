using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Tests.Media;

namespace Workshop.BrowserTests.Admin;

/// <summary>The library of pictures and documents, with and without a script.</summary>
public sealed class MediaTests(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>
{
    private static readonly Dictionary<string, (byte[] Bytes, string Refusal)> Hostile = new()
    {
        ["drawing.png"] = ("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(), "drawing.png: "),
        ["both.gif"] = ("GIF89a/*<html><script>alert(1)</script>*/=1;"u8.ToArray(), "both.gif: "),
        ["page.png"] = ("<!doctype html><script>alert(1)</script>"u8.ToArray(), "page.png: "),
        ["huge.png"] = (Pictures.Bomb(7100), "huge.png: "),
        ["empty.jpg"] = ([], "empty.jpg: "),
    };

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreClean()
    {
        int picture, other;
        await using (var context = await NewContextAsync())
        {
            var page = await portal.SignInAsync(context, EditorPortal.Ada);
            other = await UploadAsync(
                page,
                "a-name-that-is-as-long-as-the-names-that-cameras-and-people-give-to-their-pictures-2024-12-14-10-30-15-final.jpg",
                Pictures.Jpeg(1600, 900));
            await UploadAsync(page, "programme.pdf", Pictures.Pdf);
            picture = await UploadAsync(page, "hall.png", Pictures.Png(640, 480), "The hall, with its windows");
            await portal.AddPageAsync($"![The hall]({await page.Locator("p.preview img").GetAttributeAsync("src")})");
        }

        await new Looks(chromium, portal.Address).AssertCleanAsync(
            context => portal.SignInAsync(context, EditorPortal.Ada),
            "/admin/media/", "/admin/media/?q=nothing", $"/admin/media/{other}", $"/admin/media/{picture}", $"/admin/media/{picture}/replace/{other}",
            new Looks.View("media-delete", async page =>
            {
                await page.GotoAsync($"/admin/media/{picture}");
                await page.GetByText("Delete hall.png").ClickAsync();
            }),
            new Looks.View("media-refused", async page =>
            {
                await page.GotoAsync("/admin/media/");
                await page.GetByLabel("Files").SetInputFilesAsync(File("drawing.png", Hostile["drawing.png"].Bytes));
                await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
                await page.GetByRole(AriaRole.Alert).WaitForAsync();
            }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_HostileFiles_AreRefusedByNameAndNothingIsStored(bool javaScript)
    {
        await using var context = await NewContextAsync(javaScript);
        var page = await portal.SignInAsync(context, EditorPortal.Ben);
        var before = await CountAsync();

        foreach (var (name, (bytes, refusal)) in Hostile)
        {
            await page.GotoAsync("/admin/media/");
            await page.GetByLabel("Files").SetInputFilesAsync(File(name, bytes));
            await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).PressAsync("Enter");
            var said = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
            Assert.StartsWith(refusal, said, StringComparison.Ordinal);
            Assert.EndsWith(".", said, StringComparison.Ordinal);
            TestContext.Current.SendDiagnosticMessage(said);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_Picture_IsDescribedReplacedWhereItIsUsedAndDeleted(bool javaScript)
    {
        await using var context = await NewContextAsync(javaScript);
        var page = await portal.SignInAsync(context, EditorPortal.Ben);
        var size = javaScript ? 50 : 51;

        var first = await UploadAsync(page, "../../x.png", Pictures.Png(size, 40));
        Assert.Equal("x.png", await page.InnerTextAsync("h1"));
        await page.GetByLabel("Alternative text", new() { Exact = true }).FillAsync("A grey square");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved. Pages keep the words that they have").WaitForAsync();
        var used = await portal.AddPageAsync($"![A square]({await page.Locator("p.preview img").GetAttributeAsync("src")})");
        await page.ReloadAsync();
        Assert.Equal(1, await page.GetByRole(AriaRole.Link, new() { Name = used.LatestRevision!.Title, Exact = true }).CountAsync());

        await page.GetByLabel("Another file").SetInputFilesAsync(File("y.png", Pictures.Png(size, 41)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and look" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace in this page" }).ClickAsync();
        await page.Locator(".done").WaitForAsync();
        await using (var db = portal.Sample.OpenDatabase())
        {
            Assert.EndsWith(
                "/y.png)",
                await db.Pages.Where(found => found.Id == used.Id).Select(found => found.LatestRevision!.Markdown).SingleAsync(),
                StringComparison.Ordinal);
        }

        await page.GotoAsync($"/admin/media/{first}");
        await page.GetByText("Delete x.png").PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the file" }).PressAsync("Enter");
        Assert.Equal("x.png is deleted.", await page.Locator(".done").InnerTextAsync());
    }

    /// <returns>The number of the file, whose page is shown.</returns>
    private static async Task<int> UploadAsync(IPage page, string name, byte[] bytes, string alt = "")
    {
        await page.GotoAsync("/admin/media/");
        await page.GetByLabel("Files").SetInputFilesAsync(File(name, bytes));
        await page.GetByLabel("Alternative text", new() { Exact = true }).FillAsync(alt);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
        await page.GetByText("Uploaded.", new() { Exact = true }).WaitForAsync();
        return int.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    // The browser says of what kind it is by the name alone.
    private static FilePayload File(string name, byte[] bytes) =>
        new() { Name = name, MimeType = "image/" + name.Split('.')[^1], Buffer = bytes };

    private Task<IBrowserContext> NewContextAsync(bool javaScript = true) =>
        chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address, javaScript);

    private async Task<(int, int)> CountAsync()
    {
        await using var db = portal.Sample.OpenDatabase();
        return (await db.MediaFiles.CountAsync(), await db.MediaContents.CountAsync());
    }
}
