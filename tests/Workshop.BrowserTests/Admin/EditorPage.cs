using Microsoft.Playwright;

namespace Workshop.BrowserTests.Admin;

/// <summary>
/// An open editor for each test, which fails on whatever Chromium complains about, the content security policy first of all.
/// </summary>
public abstract class EditorPage(Chromium chromium, AdminPortal portal) : IClassFixture<AdminPortal>, IAsyncLifetime
{
    protected const string Here = "/admin/pages/6/";

    private readonly List<string> _complaints = [];

    protected IBrowserContext Context { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    protected ILocator Text => Page.GetByLabel("Text", new() { Exact = true });

    protected ILocator Said => Page.Locator("[data-uploads]");

    public async ValueTask InitializeAsync()
    {
        Context = await chromium.Browser.NewContextAsync(1280, ColorScheme.Light, portal.Address);
        Page = await AdminPortal.SignInAsync(Context);
        Page.Console += (_, message) =>
        {
            // What an upload that is refused answers is not a complaint.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        await Page.GotoAsync(Here);
        await Page.GetByRole(AriaRole.Toolbar).WaitForAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_complaints);
    }

    /// <summary>Fills the text, in which <c>|</c> stands where the caret is to be, or two of them round what is selected.</summary>
    protected async Task WriteAsync(string text)
    {
        var start = text.IndexOf('|', StringComparison.Ordinal);
        var end = Math.Max(start, text.LastIndexOf('|') - 1);
        await Text.FillAsync(text.Replace("|", "", StringComparison.Ordinal));
        await Text.EvaluateAsync("(text, [start, end]) => { text.focus(); text.setSelectionRange(start, end); }", new[] { start, end });
    }

    /// <summary>The text as <see cref="WriteAsync"/> takes it.</summary>
    protected Task<string> ReadAsync() => Text.EvaluateAsync<string>("""
        ({ value, selectionStart: start, selectionEnd: end }) =>
          value.slice(0, start) + "|" + (start === end ? "" : value.slice(start, end) + "|") + value.slice(end)
        """);

    /// <summary>What the server has, in a tab of its own.</summary>
    protected async Task<string> SavedTextAsync()
    {
        var other = await Context.NewPageAsync();
        await other.GotoAsync(Here);
        var text = await other.GetByLabel("Text", new() { Exact = true }).InputValueAsync();
        await other.CloseAsync();
        return text;
    }

    /// <summary>As the clipboard of a spreadsheet, a browser or a file manager has it.</summary>
    protected Task PasteAsync(Dictionary<string, string> texts, params (string Name, byte[] Bytes)[] files) =>
        TransferAsync(Text, "paste", texts, files);

    protected Task DropAsync(params (string Name, byte[] Bytes)[] files) => TransferAsync(Text, "drop", [], files);

    protected static Task TransferAsync(
        ILocator text, string type, Dictionary<string, string> texts, params (string Name, byte[] Bytes)[] files) =>
        text.EvaluateAsync("""
            (text, { type, texts, files }) => {
              const transfer = new DataTransfer();
              for (const [kind, words] of Object.entries(texts)) {
                transfer.setData(kind, words);
              }
              for (const { name, bytes } of files) {
                transfer.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name, { type: "image/png" }));
              }
              const options = { bubbles: true, cancelable: true };
              text.dispatchEvent(type === "paste"
                ? new ClipboardEvent(type, { ...options, clipboardData: transfer })
                : new DragEvent(type, { ...options, dataTransfer: transfer }));
            }
            """, new
        {
            type,
            texts,
            files = files
                .Select(file => new { name = file.Name, bytes = Convert.ToBase64String(file.Bytes) })
                .ToArray()
        });
}
