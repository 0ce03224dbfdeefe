using System.Net;

namespace Workshop.Tests.Publishing;

/// <summary>The page cache as readers meet it, over HTTP.</summary>
public sealed class PageCacheTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;
    private PublishingCounts _counts = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", "Overview", "Some words.");
        _counts = new PublishingCounts(_portal);
    }

    public ValueTask DisposeAsync()
    {
        _counts.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/overview/")]
    [InlineData("/sitemap.xml")]
    public async Task Get_SecondTime_RendersNothingAndAnswersTheSameBytes(string path)
    {
        var first = await _portal.Client.GetByteArrayAsync(path);
        Assert.Equal((1, 0, 1), (_counts.Rendered, _counts.Cached, _counts.InCache));

        var second = await _portal.Client.GetByteArrayAsync(path);

        Assert.Equal((1, 1, 1), (_counts.Rendered, _counts.Cached, _counts.InCache));
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Get_OtherEncodingOfTheSamePath_IsTheSameEntry()
    {
        await _portal.Client.GetByteArrayAsync("/overview/");
        await _portal.Client.GetByteArrayAsync(new Uri(_portal.Client.BaseAddress!, "/%6fverview/"));

        Assert.Equal((1, 1, 1), (_counts.Rendered, _counts.Cached, _counts.InCache));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task Head_BeforeAndAfterTheFirstGet_HasItsHeadersAndNoBody(string coding)
    {
        using var rendered = await SendAsync(HttpMethod.Head, "/overview/", ("Accept-Encoding", coding));
        using var get = await SendAsync(HttpMethod.Get, "/overview/", ("Accept-Encoding", coding));
        using var cached = await SendAsync(HttpMethod.Head, "/overview/", ("Accept-Encoding", coding));

        Assert.Equal(1, _counts.Rendered);
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
        foreach (var head in new[] { rendered, cached })
        {
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            Assert.Equal(HeadersOf(get), HeadersOf(head));
        }
    }

    [Theory]
    [InlineData("GET", "/overview/?x=1", 200)]
    [InlineData("GET", "/overview", 301)]
    [InlineData("GET", "/OVERVIEW/", 301)]
    [InlineData("GET", "/nothing/", 404)]
    [InlineData("GET", "/robots.txt", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("POST", "/overview/", 405)]
    [InlineData("GET", "/overview/", 200, "Cookie", "theme=dark; workshop-organizer=abc")]
    public async Task Request_NotForAPublicPageAlone_IsNeitherKeptNorAnsweredFromTheCache(
        string method, string path, int status, string header = "Accept", string value = "*/*")
    {
        for (var n = 0; n < 2; n++)
        {
            using var answer = await SendAsync(new HttpMethod(method), path, (header, value));
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.Equal((0, 0, 0), (_counts.Rendered, _counts.Cached, _counts.InCache));

        using var page = await SendAsync(HttpMethod.Get, "/overview/");
        Assert.Equal((1, 1), (_counts.Rendered, _counts.InCache));
    }

    [Fact]
    public async Task Get_WithTheOrganizerCookie_IsNotAnsweredFromWhatIsKeptForThePublic()
    {
        await _portal.Client.GetByteArrayAsync("/overview/");

        using var answer = await SendAsync(HttpMethod.Get, "/overview/", ("Cookie", "workshop-organizer=abc"));

        Assert.Equal((0, 1), (_counts.Cached, _counts.InCache));
        Assert.Contains("Some words.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ThousandsOfAddressesThatSomebodyMakesUp_LeaveTheCacheAsLargeAsTheSite()
    {
        var random = new Random(1);
        var paths = Enumerable.Range(0, 3000).Select(n => (n % 4) switch
        {
            0 => $"/{random.NextInt64():x}/",
            1 => $"/overview/?{random.NextInt64():x}={n}",
            2 => $"/overview/{random.NextInt64():x}",
            _ => $"/overview/{new string('/', 1 + (n % 50))}",
        });

        await Parallel.ForEachAsync(paths, async (path, stopping) => (await _portal.Client.GetAsync(path, stopping)).Dispose());

        Assert.Equal(0, _counts.InCache);
        foreach (var path in new[] { "/", "/overview/", "/sitemap.xml" })
        {
            await _portal.Client.GetByteArrayAsync(path);
        }

        Assert.Equal(3, _counts.InCache);
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => KeyValuePair.Create(header.Key, string.Join(',', header.Value)))
            .OrderBy(header => header.Key, StringComparer.Ordinal);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _portal.Client.SendAsync(request);
    }
}
