using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Web.Publishing;
using Workshop.Web.Publishing.Cache;

namespace Workshop.Tests.Publishing;

/// <summary>Everybody at once, before the first answer is there.</summary>
public sealed class PageCacheStampedeTests(TestDatabase databases)
{
    private const int Readers = 10_000;

    [Fact]
    public async Task Get_TenThousandFirstRequestsAtOnce_RenderOnceAndAllGetTheSameBytes()
    {
        var hook = new RenderingHook();
        await using var portal = await RunningPortal.StartAsync(databases, hook.AddTo);
        var edition = await portal.AddEditionAsync();
        await portal.PublishAsync(edition, "/overview/", "Overview");
        using var counts = new PublishingCounts(portal);
        using var client = new HttpClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = 300 })
        { BaseAddress = portal.Client.BaseAddress };
        var everybodyIsHere = new TaskCompletionSource();
        hook.BeforePage = (_, _) => everybodyIsHere.Task;

        var reads = Enumerable.Range(0, Readers).Select(_ => client.GetStringAsync("/overview/")).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(counts.Rendered > 0));
        // Long enough for every connection to be waiting with its first request.
        await Task.Delay(300);
        Assert.DoesNotContain(reads, read => read.IsCompleted);
        everybodyIsHere.SetResult();
        var pages = await Task.WhenAll(reads);

        Assert.Equal(1, counts.Rendered);
        Assert.Contains("<h1>Overview</h1>", Assert.Single(pages.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindOrAdd_TenThousandAtOnce_RendersOnceAndAllGetTheSameAnswer()
    {
        var cache = new PageCache(former: null);
        var everybodyIsHere = new TaskCompletionSource();
        var rendered = 0;

        var finds = Enumerable.Range(0, Readers).AsParallel().Select(_ => cache.FindOrAddAsync("/", TimeProvider.System, async () =>
        {
            Interlocked.Increment(ref rendered);
            await everybodyIsHere.Task;
            return await CaptureAsync(StatusCodes.Status200OK, "Words.");
        })).ToList();
        everybodyIsHere.SetResult();
        var answers = await Task.WhenAll(finds);

        Assert.Equal((1, 1), (rendered, cache.Count));
        Assert.Same(cache.Find("/", TimeProvider.System), Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task FindOrAdd_RenderingThatBlocksItsThread_KeepsNoThreadOfThoseWhoAsk()
    {
        var cache = new PageCache(former: null);
        using var everybodyIsHere = new ManualResetEventSlim();

        var finds = Enumerable.Range(0, 100).Select(_ => cache.FindOrAddAsync("/", TimeProvider.System, () =>
        {
            Assert.True(everybodyIsHere.Wait(TimeSpan.FromSeconds(30)), "Those who ask wait for the rendering before they go on.");
            return CaptureAsync(StatusCodes.Status200OK, "Words.");
        })).ToList();
        everybodyIsHere.Set();

        Assert.Single((await Task.WhenAll(finds)).Distinct());
    }

    [Theory]
    [InlineData("Set-Cookie", "secret=1", true)]
    [InlineData("Cache-Control", "private", false)]
    [InlineData("Cache-Control", "no-store", false)]
    public async Task Answer_NotMeantForEverybody_IsNeverKept(string header, string value, bool isRefused)
    {
        var cache = new PageCache(former: null);

        var find = cache.FindOrAddAsync("/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Words.", (header, value)));

        Assert.Equal(isRefused, await Record.ExceptionAsync(() => find) is InvalidOperationException);
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task FindOrAdd_RenderingThatThrows_FailsForAllWhoWaitedAndIsTriedAgainByTheNext()
    {
        var cache = new PageCache(former: null);
        var everybodyIsHere = new TaskCompletionSource();
        var rendered = 0;

        var finds = Enumerable.Range(0, 100).Select(_ => cache.FindOrAddAsync("/", TimeProvider.System, async () =>
        {
            rendered++;
            await everybodyIsHere.Task;
            throw new InvalidOperationException("Broken.");
        })).ToList();
        everybodyIsHere.SetResult();
        foreach (var find in finds)
        {
            Assert.Equal("Broken.", (await Assert.ThrowsAsync<InvalidOperationException>(() => find)).Message);
        }

        Assert.Equal((1, 0), (rendered, cache.Count));
        await cache.FindOrAddAsync("/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Words."));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public async Task FindOrAdd_AnswerThatIsNoPage_IsGivenToTheCallerAndForgotten()
    {
        var cache = new PageCache(former: null);

        var answer = await cache.FindOrAddAsync(
            "/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status500InternalServerError, "Sorry."));

        Assert.False(answer.IsPage);
        Assert.Null(cache.Find("/", TimeProvider.System));
        Assert.True((await cache.FindOrAddAsync("/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Words."))).IsPage);
    }

    [Fact]
    public async Task FindOrAdd_SamePageInTheNextSnapshot_IsTheSameAnswer()
    {
        var former = new PageCache(former: null);
        var same = await former.FindOrAddAsync("/same/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Same."));
        var changed = await former.FindOrAddAsync("/changed/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Before."));

        var next = new PageCache(former);

        Assert.Equal(0, next.Count);
        Assert.Same(same, await next.FindOrAddAsync("/same/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "Same.")));
        Assert.NotSame(
            changed, await next.FindOrAddAsync("/changed/", TimeProvider.System, () => CaptureAsync(StatusCodes.Status200OK, "After.")));
    }

    private static async Task<CapturedAnswer> CaptureAsync(int status, string body, params (string Name, string Value)[] headers)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        return await CapturedAnswer.OfAsync(
            context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.CacheControl = "public, max-age=0";
                foreach (var (name, value) in headers)
                {
                    context.Response.Headers[name] = value;
                }

                return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
            },
            services.GetRequiredService<IServiceScopeFactory>(),
            PublishedSite.NotLoaded,
            "/");
    }
}
