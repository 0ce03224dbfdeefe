using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Workshop.BrowserTests;

/// <summary>
/// Pages as they are met: on a phone and on a desk, light and dark. Each must be free of axe violations, of anything that
/// sticks out, of whatever Chromium complains about (the content security policy first of all), and valid HTML. A page is
/// opened once, on the phone, and looked at in all four; nothing of ours is decided by the width at which a page is loaded.
/// Where <c>WORKSHOP_SCREENSHOTS</c> names a folder, pictures are left there.
/// </summary>
internal sealed class Looks(Chromium chromium, Uri address)
{
    private static readonly (int Width, ColorScheme Scheme)[] All =
        [(390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark)];

    // No script runs in the frame of the preview, not even this one; what is in it is a public page, and looked at as such.
    private const string Violations = """
        () => axe.run(document, { iframes: false, resultTypes: ['violations'] })
          .then(found => found.violations.map(violation => `${violation.id}: ${violation.nodes[0].html}`))
        """;

    // Deque's own way in loads it anew for every run, and puts the results together on a page of its own.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _findings = [];
    private readonly DirectoryInfo _sources = Directory.CreateTempSubdirectory("workshop-looks-");

    /// <param name="enter">Opens the page to walk with, signed in if it has to be.</param>
    /// <param name="views">In the order in which the browser goes through them.</param>
    public async Task AssertCleanAsync(Func<IBrowserContext, Task<IPage>> enter, params View[] views)
    {
        await using var context = await chromium.Browser.NewContextAsync(All[0].Width, All[0].Scheme, address);
        var page = await enter(context);
        IResponse? last = null;
        page.Response += (_, answer) =>
        {
            var isPage = answer.Request.IsNavigationRequest && answer.Frame == page.MainFrame;
            last = isPage ? answer : last;
            // What a script sends may be refused: the view says so.
            Note($"{page.Url} loads {answer.Url}: {answer.Status}", !isPage && answer.Request.Method == "GET" && answer.Status >= 400);
        };
        // What fails to load is a page that is to be refused, or noted above.
        page.Console += (_, message) => Note($"{page.Url} says {message.Text}", message.Type is "error" or "warning"
            && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal));
        foreach (var view in views)
        {
            await ShowAsync(page, All[0].Width, All[0].Scheme);
            await view.OpenAsync(page);
            await File.WriteAllBytesAsync(Path.Combine(_sources.FullName, $"{view.Name}.html"), await last!.BodyAsync());
            foreach (var (width, scheme) in All)
            {
                await ShowAsync(page, width, scheme);
                await LookAsync(page, $"{view.Name}-{width}-{scheme}");
            }
        }

        var (_, output) = await ValidHtmlTests.CheckAsync(_sources.EnumerateFiles().Select(file => file.FullName));
        _sources.Delete(recursive: true);
        Assert.True(_findings.Count == 0, string.Join("\n", _findings));
        Assert.True(output.Length == 0, output);
    }

    /// <summary>What axe finds wrong with the page as it is at this moment.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        return await page.EvaluateAsync<string[]>(Violations);
    }

    private static async Task ShowAsync(IPage page, int width, ColorScheme scheme)
    {
        await page.SetViewportSizeAsync(width, 844);
        // A colour on its way from one scheme to the other is in neither.
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
    }

    private async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKSHOP_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }

        foreach (var violation in await ViolationsAsync(page))
        {
            Note($"{name} {violation}", isWrong: true);
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
        public static implicit operator View(string path) => Of(path);

        public static View Of(string path, int status = 200) => new(NameOf(path), async page =>
        {
            var answer = await page.GotoAsync(path);
            Assert.Equal((path, status), (path, answer!.Status));
        });

        private static string NameOf(string path) =>
            string.Concat(path.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) || c is '=' or '&' ? c : '-')) is { Length: > 0 } name
                ? name
                : "home";
    }
}
