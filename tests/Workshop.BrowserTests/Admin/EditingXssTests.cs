using System.Collections.Concurrent;
using Microsoft.Playwright;
using Workshop.BrowserTests.Rendering;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>
/// Whatever is written into any field of a page or a file is text wherever it is shown. The answers of the portal stand in
/// frames of a page without a content security policy, so that the encoding stands alone, and everything in them is hovered,
/// focused, clicked and typed at. Only our style sheets are left out: they run nothing, and take most of the time.
/// </summary>
public sealed class EditingXssTests(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>, IAsyncLifetime
{
    private const int AtOnce = 40;

    private const string Show = """
        htmls => Promise.all([document.body.replaceChildren(), ...htmls.map(html => new Promise(done => {
          const frame = document.createElement('iframe');
          frame.onload = done;
          frame.srcdoc = html.replaceAll('rel="stylesheet"', '');
          document.body.append(frame);
        }))]).then(() => undefined)
        """;

    /// <summary>What could run a script if something set it off; the portal's own pages have none of it.</summary>
    private const string Live = """
        () => [...document.querySelectorAll('*')].filter(element =>
            (element.localName === 'script' && !element.src && (element.type !== 'application/ld+json' || element.textContent.includes('<'))) || element.hasAttribute('srcdoc')
            || [...element.attributes].some(a => /^on/i.test(a.name)
              || (/^(href|src|action|formaction|data)$/i.test(a.name) && /^(javascript|data|vbscript):$/.test(new URL(a.value, document.baseURI).protocol))))
          .map(element => `${document.title}: ${element.outerHTML.slice(0, 300)}`)
        """;

    private const string Write = """
        text => {
          for (const field of document.querySelectorAll('#editor :is(textarea, input:not([type]), input[type=text])')) field.value = text;
          document.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true }));
        }
        """;

    private static readonly string[] SearchBoxes = ["/admin/pages/?q=", "/admin/media/?q="];

    private readonly ConcurrentQueue<int> _fired = [];
    private Browser _organizer = null!;
    private IBrowserContext _context = null!;
    private IPage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _organizer = new Browser(portal.Address);
        using var signedIn = await _organizer.SubmitAsync("/account/login", ("Input.Email", EditorPortal.Ada), ("Input.Password", SamplePortal.Password));
        _context = await chromium.Browser.NewContextAsync(new() { BaseURL = portal.Address.ToString(), BypassCSP = true });
        await _context.ExposeFunctionAsync("xss", (int number) => _fired.Enqueue(number));
        _stage = await portal.SignInAsync(_context, EditorPortal.Ada);
        await _stage.GotoAsync("/admin/account/");
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _organizer.Dispose();
    }

    [Fact]
    public async Task Payloads_ThroughEveryFieldInEveryView_RunNoScript()
    {
        var hostile = new HostilePages(_organizer);
        var picture = await hostile.AddPictureAsync();
        var pages = await hostile.AddAsync();
        var here = pages[0][0];

        await AssertInertAsync([
            .. await ReadAsync(hostile, pages.SelectMany(views => views)),
            .. await hostile.SendWhatIsRefusedAsync(here),
            .. await hostile.SendAddressesAndNamesAsync(),
            .. await hostile.DescribeAsync(picture),
            .. await ReadAsync(hostile, SearchBoxes.SelectMany(box => HostilePages.Packs.Select(pack => box + Uri.EscapeDataString(pack)))),
            .. await ReadAsync(hostile, ["/admin/", "/admin/pages/", "/admin/audit/", "/", "/search?q=xss", "/feed.xml", .. await MediaAsync(hostile)]),
        ]);
        foreach (var views in pages)
        {
            await hostile.TrashAsync(views[0]);
        }

        await AssertInertAsync([await hostile.GetAsync("/admin/pages/trash")]);
    }

    /// <summary>The editor's own script puts what the server has drawn into the frame and the list of checks beside it.</summary>
    [Fact]
    public async Task LivePreview_OfPayloads_HasNothingThatCouldRun()
    {
        var page = await portal.AddPageAsync();
        await _stage.GotoAsync($"/admin/pages/{page.Id}/");
        await _stage.FrameLocator("iframe").Locator("h1").WaitForAsync();
        foreach (var batch in XssPayload.All.Chunk(50))
        {
            var all = $"Batch {batch[0].Number}\n\n" + string.Join("\n\n", batch.Select(payload => payload.Markdown));
            await _stage.EvaluateAsync(Write, all);
            await _stage.FrameLocator("iframe").Locator("h1", new() { HasText = $"Batch {batch[0].Number}" }).WaitForAsync();
            Assert.Empty(await _stage.EvaluateAsync<string[]>($"() => {{ const look = document => ({Live})(); return [...look(document), ...look(document.querySelector('iframe').contentDocument)]; }}"));
        }

        await _stage.EvaluateAsync(XssPayload.Trigger);
        Assert.Empty(_fired);
    }

    /// <summary>The same answers in the same frames, with a payload that nothing has encoded: in each view it runs.</summary>
    [Fact]
    public async Task Control_PayloadsWithoutEncoding_RunInEveryView()
    {
        var page = await portal.AddPageAsync();
        var root = $"/admin/pages/{page.Id}/";
        var hostile = new HostilePages(_organizer);
        var picture = await hostile.AddPictureAsync();
        string[] views =
        [
            root, root + "preview", root + "history", root + "history/diff?from=1&to=1", root + "share", root + "address", root + "delete", page.Permalink,
            "/admin/", "/admin/pages/", "/admin/pages/new", "/admin/pages/trash", "/admin/media/", $"/admin/media/{picture}", "/admin/audit/",
        ];

        var answers = await ReadAsync(hostile, views);
        await ShowAsync([.. answers.Select((html, i) => html.Replace("</main>", $"<img src=x onerror=xss({i})><p onmouseover=xss({100 + i})>x</p></main>", StringComparison.Ordinal))]);
        var live = await LiveAsync();

        Assert.Equal(views.Length, live.Length / 2);
        Assert.Equal(Enumerable.Range(0, views.Length).Concat(Enumerable.Range(100, views.Length)), _fired.Distinct().Order());
    }

    private static async Task<List<string>> ReadAsync(HostilePages hostile, IEnumerable<string> paths)
    {
        var answers = new List<string>();
        foreach (var path in paths)
        {
            answers.Add(await hostile.GetAsync(path));
        }

        return answers;
    }

    /// <summary>The whole library, page by page of the list.</summary>
    private static async Task<List<string>> MediaAsync(HostilePages hostile)
    {
        var paths = new List<string> { "/admin/media/" };
        while (await hostile.NextAsync(paths[^1]) is { } next)
        {
            paths.Add(next);
        }

        return paths;
    }

    private async Task AssertInertAsync(IReadOnlyList<string> answers)
    {
        foreach (var some in answers.Chunk(AtOnce))
        {
            await ShowAsync(some);
            Assert.Empty(await LiveAsync());
            Assert.Empty(_fired.Distinct().Select(number => XssPayload.All[number].Name));
        }

        TestContext.Current.SendDiagnosticMessage($"{answers.Count} answers with payloads were looked at");
    }

    private async Task ShowAsync(IReadOnlyList<string> answers)
    {
        await _stage.EvaluateAsync(Show, answers);
        Assert.Equal(answers.Count, Frames.Count());
        await Task.WhenAll(Frames.Select(XssPayload.TryTriggerAsync));
    }

    private IEnumerable<IFrame> Frames => _stage.Frames.Where(frame => frame.ParentFrame == _stage.MainFrame);

    private async Task<string[]> LiveAsync() => [.. (await Task.WhenAll(Frames.Select(frame => frame.EvaluateAsync<string[]>(Live)))).SelectMany(found => found)];
}
