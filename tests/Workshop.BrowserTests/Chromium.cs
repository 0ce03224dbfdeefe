using Microsoft.Playwright;
using Workshop.BrowserTests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Workshop.BrowserTests;

/// <summary>One headless Chromium for the run: the distribution's own, or the one that WORKSHOP_CHROMIUM names.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("WORKSHOP_CHROMIUM") ?? UsualPlaces.First(File.Exists),
            // No sandbox, because tests run as root in containers; the rest keeps it from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
