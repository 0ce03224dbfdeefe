using System.Collections.Concurrent;
using Microsoft.Playwright;
using Workshop.BrowserTests.Rendering;

namespace Workshop.BrowserTests.Admin;

/// <summary>
/// Shows answers of the portal in frames of a page without a content security policy, so that the encoding stands alone, and
/// hovers, focuses, clicks and types at everything in them. Only our style sheets are left out: they run nothing, and take most of
/// the time.
/// </summary>
internal sealed class HostileStage : IAsyncDisposable
{
    /// <summary>What could run a script if something set it off; the portal's own pages have none of it.</summary>
    public const string Live = """
        () => [...document.querySelectorAll('*')].filter(element =>
            (element.localName === 'script' && !element.src && (element.type !== 'application/ld+json' || element.textContent.includes('<'))) || element.hasAttribute('srcdoc')
            || [...element.attributes].some(a => /^on/i.test(a.name)
              || (/^(href|src|action|formaction|data)$/i.test(a.name) && /^(javascript|data|vbscript):$/.test(new URL(a.value, document.baseURI).protocol))))
          .map(element => `${document.title}: ${element.outerHTML.slice(0, 300)}`)
        """;

    private const int AtOnce = 40;

    private const string Show = """
        htmls => Promise.all([document.body.replaceChildren(), ...htmls.map(html => new Promise(done => {
          const frame = document.createElement('iframe');
          frame.onload = done;
          frame.srcdoc = html.replaceAll('rel="stylesheet"', '');
          document.body.append(frame);
        }))]).then(() => undefined)
        """;

    private readonly IBrowserContext _context;

    private HostileStage(IBrowserContext context) => _context = context;

    /// <summary>Signed in, on one of the portal's pages.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>Numbers of the payloads that have run.</summary>
    public ConcurrentQueue<int> Fired { get; } = [];

    private IEnumerable<IFrame> Frames => Page.Frames.Where(frame => frame.ParentFrame == Page.MainFrame);

    public static async Task<HostileStage> OpenAsync(IBrowser browser, Uri address, Func<IBrowserContext, Task<IPage>> signIn)
    {
        var stage = new HostileStage(await browser.NewContextAsync(new() { BaseURL = address.ToString(), BypassCSP = true }));
        await stage._context.ExposeFunctionAsync("xss", (int number) => stage.Fired.Enqueue(number));
        stage.Page = await signIn(stage._context);
        await stage.Page.GotoAsync("/admin/account/");
        return stage;
    }

    public async Task AssertInertAsync(IReadOnlyList<string> answers)
    {
        foreach (var some in answers.Chunk(AtOnce))
        {
            await ShowAsync(some);
            Assert.Empty(await LiveAsync());
            Assert.Empty(Fired.Distinct().Select(number => XssPayload.All[number].Name));
        }

        TestContext.Current.SendDiagnosticMessage($"{answers.Count} answers with payloads were looked at");
    }

    /// <summary>The same answers in the same frames, with a payload that nothing has encoded: in each of them it runs.</summary>
    public async Task AssertNoticesAsync(IReadOnlyList<string> answers)
    {
        Assert.All(answers, html => Assert.Contains("</main>", html, StringComparison.Ordinal));
        await ShowAsync(
            [.. answers.Select((html, i) => html.Replace(
                "</main>", $"<img src=x onerror=xss({i})><p onmouseover=xss({100 + i})>x</p></main>", StringComparison.Ordinal))]);
        var live = await LiveAsync();

        Assert.Equal(answers.Count, live.Length / 2);
        Assert.Equal(Enumerable.Range(0, answers.Count).Concat(Enumerable.Range(100, answers.Count)), Fired.Distinct().Order());
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task ShowAsync(IReadOnlyList<string> answers)
    {
        await Page.EvaluateAsync(Show, answers);
        Assert.Equal(answers.Count, Frames.Count());
        await Task.WhenAll(Frames.Select(XssPayload.TryTriggerAsync));
    }

    private async Task<string[]> LiveAsync() =>
        [.. (await Task.WhenAll(Frames.Select(frame => frame.EvaluateAsync<string[]>(Live)))).SelectMany(found => found)];
}
