using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Data.Content;

namespace Workshop.BrowserTests.Admin;

/// <summary>A page for each test, and the editors of those who write in it.</summary>
public abstract partial class EditingTest(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>, IAsyncLifetime
{
    protected const string Ada = EditorPortal.Ada;
    protected const string Ben = EditorPortal.Ben;

    protected EditorPortal Portal { get; } = portal;

    protected Chromium Chromium { get; } = chromium;

    protected ContentPage Written { get; private set; } = null!;

    protected string Here => $"/admin/pages/{Written.Id}/";

    public async ValueTask InitializeAsync() => Written = await Portal.AddPageAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected Task<IBrowserContext> NewContextAsync() => Chromium.Browser.NewContextAsync(1280, ColorScheme.Light, Portal.Address);

    protected async Task<IPage> OpenAsync(IBrowserContext context, string email)
    {
        var page = await Portal.SignInAsync(context, email);
        await page.GotoAsync(Here);
        return page;
    }

    protected static async Task TypeAsync(IPage page, string text, bool atEnd = false)
    {
        await page.GetByLabel("Text", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync(atEnd ? "Control+End" : "Control+Home");
        await page.Keyboard.TypeAsync(text);
    }

    protected static Task SavedAsync(IPage page, float milliseconds = 30_000) =>
        page.Locator("[data-saved]").Filter(new() { HasTextRegex = Saved() }).WaitForAsync(new() { Timeout = milliseconds });

    /// <summary>As the database has it, with its latest and its published revision.</summary>
    protected async Task<ContentPage> StoredAsync()
    {
        await using var db = Portal.Sample.OpenDatabase();
        return await db.Pages
            .Include(page => page.LatestRevision)
            .Include(page => page.PublishedRevision)
            .SingleAsync(page => page.Id == Written.Id);
    }

    [GeneratedRegex("^Saved [0-9]")]
    private static partial Regex Saved();
}
