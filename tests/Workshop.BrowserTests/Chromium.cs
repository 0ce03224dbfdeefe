using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Workshop.BrowserTests.Chromium))]

namespace Workshop.BrowserTests;

/// <summary>One Chromium for all tests: the one at <c>WORKSHOP_CHROMIUM</c>, or Debian's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("Chromium has not started.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("WORKSHOP_CHROMIUM") ?? "/usr/bin/chromium",
            // Containers give Chromium neither user namespaces for its sandbox nor a large /dev/shm.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

internal static class Contexts
{
    /// <summary>A browser with nothing kept, of some width in pixels.</summary>
    public static Task<IBrowserContext> NewContextAsync(
        this IBrowser browser, int width, ColorScheme scheme, Uri address, bool javaScript = true) =>
        browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
        });
}
