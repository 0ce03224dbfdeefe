using System.Net;
using Microsoft.Extensions.Logging;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Hosting;

[StartsPortals(6, "the last have a public address each")]
public sealed class PlainHttpTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("GET", "/account/login")]
    [InlineData("POST", "/account/login")]
    [InlineData("HEAD", "/account/login")]
    [InlineData("GET", "/admin/")]
    [InlineData("DELETE", "/admin/")]
    public async Task Organizers_FromAnotherMachine_AreRefusedInWords(string method, string path)
    {
        var portal = shared.Portal;
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { Host = "192.0.2.1:5000" } };

        using var answer = await portal.Client.SendAsync(request);
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(method == "HEAD" ? null : "Signing in needs https", page.QuerySelector("h1")?.TextContent);
    }

    [Theory]
    [InlineData("localhost", null, 200)]
    [InlineData("localhost:8080", null, 200)]
    [InlineData("127.0.0.1:8080", null, 200)]
    [InlineData("[::1]:8080", null, 200)]
    [InlineData("localhost.evil.example", null, 403)]
    [InlineData("127.0.0.1.evil.example", null, 403)]
    [InlineData("workshop.example", null, 403)]
    [InlineData("localhost", "X-Forwarded-For", 403)]
    [InlineData("localhost", "X-Forwarded-Proto", 403)]
    [InlineData("localhost", "Forwarded", 403)]
    public async Task SignIn_ByHost_IsOpenOnThisMachineOnly(string host, string? header, int expected)
    {
        var portal = shared.Portal;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login") { Headers = { Host = host } };
        if (header is not null)
        {
            request.Headers.Add(header, "192.0.2.1");
        }

        using var answer = await portal.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode)expected, answer.StatusCode);
    }

    [Fact]
    public async Task PublicPages_FromAnotherMachine_AreReadAsEver()
    {
        var portal = shared.Portal;
        await portal.PublishAsync(await portal.AddEditionAsync(), "/overview/", "Overview");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/overview/") { Headers = { Host = "192.0.2.1:5000" } };

        using var answer = await portal.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Client.GetAsync("/account/plain-http")).StatusCode);
    }

    [Theory]
    [InlineData("http://workshop.example", true)]
    [InlineData("http://192.0.2.1:8080", true)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("https://workshop.example", false)]
    [InlineData("", false)]
    public async Task Start_PlainHttpForOthers_WarnsOnce(string publicUrl, bool warns)
    {
        using var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, log.TakeOver, $"--Workshop:PublicUrl={publicUrl}");

        var warnings = log.Entries.Where(
            entry => entry.Level == LogLevel.Warning && entry.Message.Contains("is not https", StringComparison.Ordinal));

        Assert.Equal(warns ? 1 : 0, warnings.Count());
    }
}
