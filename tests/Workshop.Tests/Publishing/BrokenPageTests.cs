using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workshop.Tests.Publishing;

/// <summary>A page that cannot be rendered, for as long as the cause lasts.</summary>
public sealed class BrokenPageTests(BrokenPageTests.Site site) : IClassFixture<BrokenPageTests.Site>, IAsyncLifetime
{
    private readonly CapturedLog _log = site.Log;
    private readonly RenderingHook _hook = site.Hook;
    private readonly RunningPortal _portal = site.Portal;

    public async ValueTask InitializeAsync()
    {
        _hook.BeforePage = (_, _) => Task.CompletedTask;
        await _portal.EmptyAsync();
        _log.Clear();
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/broken/", "Broken");
        await _portal.PublishAsync(edition, "/venue/", "Venue");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_PageThatThrows_AnswersInTheLookOfTheSiteAndIsLogged()
    {
        _hook.BeforePage = BreakAsync;

        using var answer = await _portal.Client.GetAsync("/broken/");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("Something went wrong", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["/broken/", "/venue/"], page.QuerySelectorAll("nav[aria-label=Main] a").Select(a => a.GetAttribute("href")));
        Assert.DoesNotContain("Half", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Cause, page.Body.TextContent, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Null(answer.Headers.ETag);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        var entry = Assert.Single(_log.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.Equal(Cause, entry.Exception?.Message);
    }

    [Fact]
    public async Task Get_PageThatThrewOnce_IsRenderedAgainOnceTheCauseIsGone()
    {
        using var counts = new PublishingCounts(_portal);
        _hook.BeforePage = BreakAsync;
        for (var n = 0; n < 2; n++)
        {
            using var broken = await _portal.Client.GetAsync("/broken/");
            Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        }

        Assert.Equal((2, 0, 0), (counts.Rendered, counts.Cached, counts.InCache));
        _hook.BeforePage = (_, _) => Task.CompletedTask;

        Assert.Equal("Broken", (await _portal.ReadAsync("/broken/")).QuerySelector("h1")!.TextContent);
        Assert.Equal((3, 0, 1), (counts.Rendered, counts.Cached, counts.InCache));
    }

    [Fact]
    public async Task Get_OtherPagesWhileOneIsBroken_AreAsEver()
    {
        _hook.BeforePage = BreakAsync;
        using var broken = await _portal.Client.GetAsync("/broken/");

        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Equal("Venue", (await _portal.ReadAsync("/venue/")).QuerySelector("h1")!.TextContent);
        Assert.Equal("ready", await _portal.Client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task Get_ErrorPageThatThrowsToo_AnswersABare500AndRecovers()
    {
        _hook.BeforePage = (_, _) => throw new InvalidOperationException(Cause);
        using var answer = await _portal.Client.GetAsync("/broken/");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        _hook.BeforePage = (_, _) => Task.CompletedTask;

        Assert.Equal("Broken", (await _portal.ReadAsync("/broken/")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Get_ReaderWhoLeavesDuringTheRendering_DoesNotBreakItForTheOthers()
    {
        using var counts = new PublishingCounts(_portal);
        var mayRender = new TaskCompletionSource();
        _hook.BeforePage = async (context, _) =>
        {
            await mayRender.Task;
            context.RequestAborted.ThrowIfCancellationRequested();
        };
        using var leaving = new CancellationTokenSource();
        var left = _portal.Client.GetStringAsync("/broken/", leaving.Token);
        await Eventually.TrueAsync(() => Task.FromResult(counts.Rendered == 1));
        var stays = _portal.Client.GetStringAsync("/broken/");

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Task.Delay(100);
        mayRender.SetResult();

        Assert.Contains("<h1>Broken</h1>", await stays, StringComparison.Ordinal);
        Assert.Equal(1, counts.Rendered);
    }

    public sealed class Site(TestDatabase databases) : SharedPortal(databases)
    {
        internal CapturedLog Log { get; } = new();

        internal RenderingHook Hook { get; } = new();

        protected override void Configure(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder)
        {
            Log.TakeOver(builder);
            Hook.AddTo(builder);
        }
    }

    private const string Cause = "This page is broken on purpose.";

    private static async Task BreakAsync(HttpContext context, string page)
    {
        if (page == "/Content" && context.Request.Path == "/broken/")
        {
            await context.Response.WriteAsync("Half a page");
            throw new InvalidOperationException(Cause);
        }
    }
}
