using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Workshop.BrowserTests;

/// <summary>
/// Pages as they are met: on a phone and on a desk, light and dark. Each must be free of axe violations, of anything that
/// sticks out, of whatever Chromium complains about (the content security policy first of all), and valid HTML.
/// Where <c>WORKSHOP_SCREENSHOTS</c> names a folder, pictures are left there.
/// </summary>
internal sealed class Looks(Chromium chromium, Uri address)
{
    private static readonly (int Width, ColorScheme Scheme)[] All =
        [(390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark)];

    private readonly List<string> _findings = [];
    private readonly DirectoryInfo _sources = Directory.CreateTempSubdirectory("workshop-looks-");

    /// <param name="enter">Opens the page to walk with, signed in if it has to be.</param>
    /// <param name="views">In the order in which one browser goes through them.</param>
    public async Task AssertCleanAsync(Func<IBrowserContext, Task<IPage>> enter, params View[] views)
    {
        foreach (var (width, scheme) in All)
        {
            await using var context = await chromium.Browser.NewContextAsync(width, scheme, address);
            var page = await enter(context);
            IResponse? last = null;
            page.Response += (_, answer) => last = answer.Request.IsNavigationRequest && answer.Frame == page.MainFrame ? answer : last;
            page.Console += (_, message) => Note($"{page.Url} says {message.Text}", message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal));
            foreach (var view in views)
            {
                await view.OpenAsync(page);
                await LookAsync(page, $"{view.Name}-{width}-{scheme}");
                if ((width, scheme) == All[0])
                {
                    await File.WriteAllBytesAsync(Path.Combine(_sources.FullName, $"{view.Name}.html"), await last!.BodyAsync());
                }
            }
        }

        var (_, output) = await ValidHtmlTests.CheckAsync(_sources.EnumerateFiles().Select(file => file.FullName));
        _sources.Delete(recursive: true);
        Assert.True(_findings.Count == 0, string.Join("\n", _findings));
        Assert.True(output.Length == 0, output);
    }

    private async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }

        // No script runs in the frame of the preview, not even this one; what is in it is a public page, and looked at as such.
        var result = await page.RunAxe(new AxeRunOptions { Iframes = false });
        foreach (var violation in result.Violations)
        {
            Note($"{name} {violation.Id}: {violation.Nodes[0].Html}", isWrong: true);
        }

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Note($"{name} sticks out by {overflow} pixels", overflow != 0);
    }

    private void Note(string finding, bool isWrong)
    {
        if (isWrong)
        {
            _findings.Add(finding);
        }
    }

    /// <param name="Name">As a file may be called.</param>
    internal sealed record View(string Name, Func<IPage, Task> OpenAsync)
    {
        /// <summary>Of an address that is to answer 200.</summary>
        public static implicit operator View(string path) => new(path.Trim('/').Replace('/', '-').Replace('?', '-') is { Length: > 0 } name ? name : "home", async page =>
        {
            var answer = await page.GotoAsync(path);
            Assert.Equal((path, 200), (path, answer!.Status));
        });
    }
}
