using System.Net;

namespace Workshop.Tests.Hosting;

[StartsPortals(3, "two have a public address each")]
public sealed class EveryAnswerTests(EveryAnswerTests.Site site, TestDatabase databases) : IClassFixture<EveryAnswerTests.Site>
{
    private readonly RunningPortal _portal = site.Portal;

    public static TheoryData<string, string, int> Answers => new()
    {
        { "GET", "/", 200 },
        { "HEAD", "/", 200 },
        { "GET", "/overview/", 200 },
        { "HEAD", "/overview/", 200 },
        { "GET", "/overview", 301 },
        { "GET", "/css/site.css", 200 },
        { "GET", "/theme/8a2be2.css", 200 },
        { "HEAD", "/theme/8a2be2.css", 200 },
        { "HEAD", "/css/site.css", 200 },
        { "HEAD", "/sitemap.xml", 200 },
        { "HEAD", "/robots.txt", 200 },
        { "HEAD", "/health/live", 200 },
        { "HEAD", "/health/ready", 200 },
        { "GET", "/theme/red.css", 404 },
        { "GET", "/favicon.svg", 200 },
        { "GET", "/sitemap.xml", 200 },
        { "GET", "/robots.txt", 200 },
        { "GET", "/feed.xml", 200 },
        { "HEAD", "/feed.xml", 200 },
        { "POST", "/feed.xml", 405 },
        { "GET", "/search", 200 },
        { "GET", "/search?q=text", 200 },
        { "HEAD", "/search?q=text", 200 },
        { "POST", "/search?q=text", 405 },
        { "GET", "/health/live", 200 },
        { "GET", "/health/ready", 200 },
        { "GET", "/nothing/", 404 },
        { "GET", "/media/0000000000000000000000000000000000000000000000000000000000000000/a.png", 404 },
        { "GET", "/error/500", 404 },
        { "GET", "/..%2f..%2fetc/passwd", 404 },
        { "GET", "/%EF%BF%BE", 404 },
        { "GET", "/%EF%BF%BE?x=1", 404 },
        { "POST", "/overview/", 405 },
        { "DELETE", "/overview/", 405 },
        { "POST", "/", 405 },
        { "POST", "/sitemap.xml", 405 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_WhateverItIs_CarriesTheSecurityHeadersAndNoCookie(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _portal.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("strict-origin-when-cross-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task Error_NotFound_IsInTheLookOfTheSiteAndNotToBeIndexed()
    {
        using var answer = await _portal.Client.GetAsync("/nothing/");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal("This page does not exist", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/overview/", page.QuerySelector("nav[aria-label=Main] a")!.GetAttribute("href"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector("link[rel=canonical]"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task Error_MethodThatWrites_IsAnsweredInWords(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/overview/");
        using var answer = await _portal.Client.SendAsync(request);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("This address only answers to reading", page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("https://neuroai.example", "max-age=31536000; includeSubDomains")]
    [InlineData("http://neuroai.example", null)]
    public async Task StrictTransportSecurity_FollowsThePublicAddress(string publicUrl, string? expected)
    {
        await using var portal = await RunningPortal.StartAsync(databases, $"--Workshop:PublicUrl={publicUrl}");
        using var answer = await portal.Client.GetAsync("/health/live");

        Assert.Equal(expected, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task Sitemap_ServerInAnotherCulture_HasTimesInTheFormatOfTheProtocol()
    {
        var culture = System.Globalization.CultureInfo.DefaultThreadCurrentCulture;
        System.Globalization.CultureInfo.DefaultThreadCurrentCulture = new("fi-FI");
        try
        {
            var sitemap = await Task.Run(() => _portal.Client.GetStringAsync("/sitemap.xml"));

            Assert.Contains("<lastmod>2024-09-01T12:00:00Z</lastmod>", sitemap, StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.DefaultThreadCurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Links_ForgedHostHeader_NeverAppears()
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, "/overview/") { Headers = { Host = "evil.example" } };
        using var sitemap = new HttpRequestMessage(HttpMethod.Get, "/sitemap.xml") { Headers = { Host = "evil.example" } };
        using var feed = new HttpRequestMessage(HttpMethod.Get, "/feed.xml") { Headers = { Host = "evil.example" } };

        foreach (var request in new[] { page, sitemap, feed })
        {
            using var answer = await _portal.Client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Contains($"{_portal.Client.BaseAddress}overview/", body, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Page_ClientThatUnderstandsIt_IsCompressed(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/overview/") { Headers = { { "Accept-Encoding", encoding } } };
        using var answer = await _portal.Client.SendAsync(request);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
    }

    /// <summary>One site for all, because nothing here changes it.</summary>
    public sealed class Site(TestDatabase databases) : SharedPortal(databases)
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await Portal.PublishAsync(await Portal.AddEditionAsync(), "/overview/", "Overview");
        }
    }
}
