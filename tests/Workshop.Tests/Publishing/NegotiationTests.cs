using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Workshop.Data.Editions;

namespace Workshop.Tests.Publishing;

/// <summary>Content codings and entity tags as a browser and a CDN see them (RFC 9110, sections 8.8, 12.5.3, 13.1.2, 15.4.5).</summary>
public sealed partial class NegotiationTests(NegotiationTests.Site site) : IClassFixture<NegotiationTests.Site>
{
    private const string Markdown = "Some words, Größe and 神経.\n\n";

    private readonly RunningPortal _portal = site.Portal;

    [Theory]
    [InlineData(null)]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("br", "gzip, deflate, br")]
    [InlineData("gzip", "br;q=0.5, gzip;q=0.9")]
    [InlineData(null, "*;q=0, identity")]
    [InlineData(null, ";;")]
    public async Task Get_AcceptEncoding_SendsThatCodingOfTheSamePage(string? expected, params string[] wishes)
    {
        var plain = await _portal.Client.GetByteArrayAsync("/overview/");

        using var answer = await GetAsync("Accept-Encoding", wishes);
        var body = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(plain, ContentCodings.Decode(body, expected));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>By hand, because HttpClient joins the lines into one.</summary>
    [Fact]
    public async Task Get_RepeatedHeaderLines_AreReadAsOneList()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _portal.Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            "HEAD /overview/ HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br;q=0.1\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"u8.ToArray());

        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Encoding: gzip\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ClientThatTakesNothing_Is406WithoutABody()
    {
        using var answer = await GetAsync("Accept-Encoding", "identity;q=0, *;q=0");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task Get_EachCoding_HasAStrongTagOfItsOwnThatStays()
    {
        var tags = new List<string>();
        foreach (var coding in new[] { "identity", "gzip", "br" })
        {
            using var answer = await GetAsync("Accept-Encoding", coding);
            tags.Add(TagOf(answer));
        }

        Assert.All(tags, tag => Assert.Matches(StrongTag(), tag));
        Assert.Equal(3, tags.Distinct().Count());
        using var again = await GetAsync("Accept-Encoding", "gzip");
        Assert.Equal(tags[1], TagOf(again));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"stale\", {0}, \"other\"")]
    [InlineData("*")]
    public async Task Get_IfNoneMatchOfWhatIsCurrent_Is304WithTheHeadersThatACacheUpdates(string known)
    {
        using var first = await GetAsync("Accept-Encoding", "gzip");

        using var answer = await GetGzipAsync(known.Replace("{0}", TagOf(first), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(TagOf(first), TagOf(answer));
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal(first.Headers.CacheControl, answer.Headers.CacheControl);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("\"stale\"")]
    [InlineData("W/\"stale\", \"other\"")]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Get_IfNoneMatchOfSomethingElse_SendsThePage(string known)
    {
        using var answer = await GetGzipAsync(known);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_IfNoneMatchOfAnotherCoding_SendsThePageInTheCodingThatIsAskedFor()
    {
        using var plain = await GetAsync("Accept-Encoding", "identity");

        using var answer = await GetGzipAsync(TagOf(plain));

        Assert.Equal((HttpStatusCode.OK, "gzip"), (answer.StatusCode, answer.Content.Headers.ContentEncoding.Single()));
    }

    [Fact]
    public async Task Get_BrotliOfTheFirstAnswerAfterTheBetterOneIsThere_IsStill304()
    {
        // A snapshot in which this page has other bytes, so that its compression begins anew.
        await _portal.PublishAsync(site.Edition, "/late/", "Late");
        using var quick = await GetAsync("Accept-Encoding", "br");
        var quickBody = await quick.Content.ReadAsByteArrayAsync();
        HttpResponseMessage best = quick;
        await Eventually.TrueAsync(async () => TagOf(best = await GetAsync("Accept-Encoding", "br")) != TagOf(quick));
        var bestBody = await best.Content.ReadAsByteArrayAsync();
        Assert.True(bestBody.Length < quickBody.Length, $"{bestBody.Length} bytes are not fewer than {quickBody.Length}.");
        Assert.Equal(ContentCodings.Decode(quickBody, "br"), ContentCodings.Decode(bestBody, "br"));

        foreach (var tag in new[] { TagOf(quick), TagOf(best) })
        {
            using var request = Request(("Accept-Encoding", ["br"]), ("If-None-Match", [tag]));
            using var answer = await _portal.Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.NotModified, tag), (answer.StatusCode, TagOf(answer)));
        }
    }

    [Fact]
    public async Task Get_TagOfBeforeAPublishThatLeftThePageAsItWas_IsStill304()
    {
        using var first = await GetAsync("Accept-Encoding", "gzip");
        var before = _portal.Site;
        await _portal.PublishAsync(site.Edition, "/aside/", new() { Title = "Aside", Markdown = "" }, inNavigation: false);
        Assert.NotSame(before, _portal.Site);

        using var answer = await GetGzipAsync(TagOf(first));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Get_Page_MayBeKeptByAnybodyWhoAsksBeforeShowingIt()
    {
        using var answer = await GetAsync("Accept-Encoding", "gzip");

        var control = answer.Headers.CacheControl!;
        Assert.True(control.Public);
        Assert.Equal(TimeSpan.Zero, control.MaxAge);
        Assert.False(control.NoStore || control.Private);
    }

    public sealed class Site(TestDatabase databases) : IAsyncLifetime
    {
        public RunningPortal Portal { get; private set; } = null!;

        public Edition Edition { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await RunningPortal.StartAsync(databases);
            Edition = await Portal.AddEditionAsync();
            await Portal.PublishAsync(Edition, "/overview/", "Overview", string.Concat(Enumerable.Repeat(Markdown, 200)));
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }

    private static string TagOf(HttpResponseMessage answer) => answer.Headers.GetValues("ETag").Single();

    private static HttpRequestMessage Request(params (string Name, string[] Lines)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/overview/");
        foreach (var (name, lines) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, lines);
        }

        return request;
    }

    private async Task<HttpResponseMessage> GetAsync(string header, params string[] lines)
    {
        using var request = Request((header, lines));
        return await _portal.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> GetGzipAsync(string ifNoneMatch)
    {
        using var request = Request(("Accept-Encoding", ["gzip"]), ("If-None-Match", [ifNoneMatch]));
        return await _portal.Client.SendAsync(request);
    }

    [GeneratedRegex("^\"[0-9a-z-]+\"$")]
    private static partial Regex StrongTag();
}
