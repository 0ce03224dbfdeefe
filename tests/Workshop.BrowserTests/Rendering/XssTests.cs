using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Microsoft.Playwright;
using Workshop.Web.Rendering;

namespace Workshop.BrowserTests.Rendering;

/// <summary>
/// Every payload is rendered and put into a real page without a content security policy, so that the sanitizer stands
/// alone; then everything is hovered, focused, clicked and typed at. The control shows that the same page notices.
/// </summary>
public sealed class XssTests(Chromium chromium, SamplePortal portal)
{
    private const string Origin = "http://payload.test/";

    private const string Forbidden = """
        () => [...document.querySelectorAll('main *')].filter(element =>
            /^(script|iframe|frame|object|embed|svg|math|style|form|base|meta|link|template|noscript|select|textarea|button|video|audio)$/i.test(element.localName)
            || element.namespaceURI !== 'http://www.w3.org/1999/xhtml'
            || [...element.attributes].some(a => /^on|^(style|srcdoc|formaction|name|srcset)$/i.test(a.name) || (/^(href|src)$/i.test(a.name) && !/^(https?|mailto|tel):$/.test(new URL(a.value, document.baseURI).protocol))))
          .map(element => element.closest('section').title + ': ' + element.outerHTML)
        """;

    private static readonly IReadOnlyList<XssPayload> Payloads = XssPayload.All;

    [Fact]
    public void Payloads_AreNamedByClassAndDistinct()
    {
        Assert.Equal(215, Payloads.Count);
        Assert.Equal(Payloads.Count, Payloads.Select(payload => payload.Name).Distinct().Count());
        Assert.All(Payloads, payload => Assert.Matches("^[A-Za-z:-]+: .|^clobbering: .", payload.Name));
    }

    [Fact]
    public async Task Render_Payloads_RunNoScript()
    {
        await using var stage = await Stage.OpenAsync(chromium.Browser);

        foreach (var batch in Payloads.Chunk(50))
        {
            var html = new StringBuilder();
            foreach (var payload in batch)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<section title=\"{payload.Number} {payload.Name}\">{MarkdownRenderer.Render(payload.Markdown).Html}</section>\n");
            }

            Assert.Empty(await stage.ShowAsync(html.ToString()));
            Assert.Equal(batch.Length, await stage.Page.Locator("main > section").CountAsync());
            Assert.Empty(await stage.Page.EvaluateAsync<string[]>(Forbidden));
            await stage.Page.EvaluateAsync(XssPayload.Trigger);
        }

        Assert.Empty(stage.Fired.Select(number => Payloads[number].Name));
        Assert.Empty(stage.Surprises);
    }

    /// <summary>Without the content security policy, and by what there is on the page: nothing that an event could set off.</summary>
    [Fact]
    public async Task Search_Payloads_AreText()
    {
        const string Foreign = """
            () => [...document.querySelectorAll('main *')].filter(element =>
                !/^(div|header|h1|h2|form|input|button|p|ul|ol|li|a|mark)$/.test(element.localName) || [...element.attributes].some(a => /^on|^(style|formaction)$/i.test(a.name)))
              .map(element => element.outerHTML)
            """;
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = portal.Address.ToString(), BypassCSP = true });
        var fired = new ConcurrentQueue<int>();
        await context.ExposeFunctionAsync("xss", (int number) => fired.Enqueue(number));
        var page = await context.NewPageAsync();

        foreach (var payload in Payloads)
        {
            await page.GotoAsync(
                "/search?q=" + Uri.EscapeDataString(payload.Markdown), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            Assert.Empty(await page.EvaluateAsync<string[]>(Foreign));
            Assert.Equal("Search", await page.InnerTextAsync("h1"));
        }

        Assert.Empty(fired);
    }

    /// <summary>The same page, the same triggers, no sanitizer: each way in that the page above has to notice.</summary>
    [Theory]
    [InlineData("<script>xss(1)</script>")]
    [InlineData("<img src=x onerror=xss(1)>")]
    [InlineData("<svg onload=xss(1)>")]
    [InlineData("<p onmouseover=xss(1)>x</p>")]
    [InlineData("<p onclick=xss(1)>x</p>")]
    [InlineData("<p onpointerdown=xss(1)>x</p>")]
    [InlineData("<p onkeydown=xss(1)>x</p>")]
    [InlineData("<p tabindex=0 onfocus=xss(1)>x</p>")]
    [InlineData("<input onfocus=xss(1) autofocus>")]
    [InlineData("<details ontoggle=xss(1)><summary>x</summary></details>")]
    [InlineData("<a href='javascript:xss(1)'>x</a>")]
    [InlineData("<a href='jav&#x09;ascript:xss(1)'>x</a>")]
    [InlineData("<form action='javascript:xss(1)'><button>x</button></form>")]
    [InlineData("<iframe srcdoc='<script>parent.xss(1)</script>'></iframe>")]
    [InlineData("<iframe src='javascript:parent.xss(1)'></iframe>")]
    [InlineData("<style>@keyframes k{}</style><p style='animation-name:k' onanimationstart=xss(1)>x</p>")]
    public async Task Control_WithoutTheSanitizer_IsNoticed(string html)
    {
        await using var stage = await Stage.OpenAsync(chromium.Browser);

        await stage.ShowAsync($"<section title=\"control\">{html}</section>");
        var forbidden = await stage.Page.EvaluateAsync<string[]>(Forbidden);
        await stage.Page.EvaluateAsync(XssPayload.Trigger);

        Assert.Equal([1], stage.Fired.Distinct());
        Assert.NotEmpty(forbidden);
    }

    [Theory]
    [InlineData("<script src='//evil.example/x.js'></script>")]
    [InlineData("<iframe src='https://evil.example/'></iframe>")]
    [InlineData("<link rel=stylesheet href='//evil.example/x.css'>")]
    public async Task Control_RequestToAnotherHost_IsNoticed(string html)
    {
        await using var stage = await Stage.OpenAsync(chromium.Browser);

        await stage.ShowAsync($"<section title=\"control\">{html}</section>");
        await stage.Page.EvaluateAsync(XssPayload.Trigger);

        Assert.Contains(stage.Surprises, surprise => surprise.Contains("evil.example", StringComparison.Ordinal));
    }

    /// <summary>
    /// The payloads are live: as plain Markdown without our passes, each in a frame of its own, over a hundred run (the others are
    /// for other browsers, other parsers, or other flaws).
    /// </summary>
    [Fact]
    public async Task Control_PayloadsWithoutTheSanitizer_Run()
    {
        await using var stage = await Stage.OpenAsync(chromium.Browser);
        foreach (var batch in Payloads.Chunk(75))
        {
            await stage.ShowAsync(
                string.Concat(
                    batch.Select(payload => $"<iframe srcdoc=\"{WebUtility.HtmlEncode(Markdown.ToHtml(payload.Markdown))}\"></iframe>")));
            await Task.WhenAll(stage.Page.Frames.Skip(1).Select(XssPayload.TryTriggerAsync));
        }

        var live = stage.Fired.Distinct().Count();
        Assert.True(live >= 100, $"Only {live} of {Payloads.Count} payloads ran.");
    }

    /// <summary>A page of its own that records calls of <c>xss</c>, pop-ups, navigations and requests.</summary>
    private sealed class Stage(IBrowserContext context, IPage page) : IAsyncDisposable
    {
        private string _html = "";

        public IPage Page { get; } = page;

        public ConcurrentQueue<int> Fired { get; } = new();

        public ConcurrentQueue<string> Surprises { get; } = new();

        public static async Task<Stage> OpenAsync(IBrowser browser)
        {
            var context = await browser.NewContextAsync();
            var stage = new Stage(context, await context.NewPageAsync());
            await context.ExposeFunctionAsync("xss", (int number) => stage.Fired.Enqueue(number));
            await context.RouteAsync("**/*", stage.ServeAsync);
            context.Page += (_, popup) => stage.Surprises.Enqueue("pop-up " + popup.Url);
            stage.Page.Dialog += (_, dialog) => stage.Surprises.Enqueue("dialog " + dialog.Message);
            return stage;
        }

        /// <returns>What happened on loading already, other than images.</returns>
        public async Task<IReadOnlyCollection<string>> ShowAsync(string html)
        {
            _html = html;
            await Page.GotoAsync(Origin);
            return [.. Surprises];
        }

        public async ValueTask DisposeAsync() => await context.DisposeAsync();

        private async Task ServeAsync(IRoute route)
        {
            var request = route.Request;
            if (request.Url == Origin && request.IsNavigationRequest && request.Method == "GET")
            {
                await route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        ContentType = "text/html; charset=utf-8",
                        Body = $"<!doctype html><title>Payloads</title><main>{_html}</main>",
                    });
                return;
            }

            if (request.ResourceType != "image" && !request.Url.EndsWith("/favicon.ico", StringComparison.Ordinal))
            {
                Surprises.Enqueue($"{request.ResourceType} {request.Url}");
            }

            await route.AbortAsync();
        }
    }
}
