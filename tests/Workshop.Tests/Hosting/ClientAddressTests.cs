using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Tests.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Hosting;

[StartsPortals(10, "each has proxies or a limit of its own")]
public sealed class ClientAddressTests(TestDatabase databases)
{
    [Theory]
    [InlineData("", "198.51.100.7", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "198.51.100.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.0/8", "198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1, ::1", "2001:db8::7", "2001:db8::7")]
    [InlineData("127.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7")]
    [InlineData("127.0.0.1,10.0.0.0/8", "6.6.6.6, 198.51.100.7, 10.1.2.3", "198.51.100.7")]
    [InlineData("127.0.0.1", "garbage", "127.0.0.1")]
    public async Task Audit_ForwardedFor_IsBelievedFromTheProxiesAlone(string proxies, string forwardedFor, string expected)
    {
        await using var portal = await RunningPortal.StartAsync(
            databases, "--Workshop:PublicUrl=https://workshop.example", $"--Workshop:Proxies={proxies}");
        using var answer = await TryAsync(portal, forwardedFor);

        await using var db = portal.OpenDatabase();
        Assert.Equal(expected, (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.SignInFailed)).Address);
    }

    [Fact]
    public async Task RateLimit_BehindAProxy_CountsEachClient()
    {
        await using var portal = await RunningPortal.StartAsync(
            databases,
            "--Workshop:PublicUrl=https://workshop.example",
            "--Workshop:Proxies=127.0.0.1",
            "--Workshop:SignIn:TriesPerWindow=1");

        Assert.Equal(HttpStatusCode.OK, (await TryAsync(portal, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(portal, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(portal, "198.51.100.8")).StatusCode);
    }

    [Fact]
    public async Task RateLimit_ForgedForwardedFor_IsNoWayRound()
    {
        await using var portal = await RunningPortal.StartAsync(
            databases, "--Workshop:PublicUrl=https://workshop.example", "--Workshop:SignIn:TriesPerWindow=1");

        Assert.Equal(HttpStatusCode.OK, (await TryAsync(portal, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await TryAsync(portal, "198.51.100.8")).StatusCode);
    }

    [Theory]
    [InlineData("Workshop:Proxies", "proxy.example", "Workshop__Proxies has 'proxy.example'")]
    [InlineData("Workshop:Proxies", "10.0.0.0/33", "Workshop__Proxies has '10.0.0.0/33'")]
    [InlineData("Workshop:Proxies", "127.0.0.1,10.1", "Workshop__Proxies has '10.1'")]
    [InlineData("Workshop:SignIn:TriesPerWindow", "many", "Workshop__SignIn__TriesPerWindow is 'many'")]
    [InlineData("Workshop:SignIn:TriesPerWindow", "0", "Workshop__SignIn__TriesPerWindow is '0'")]
    [InlineData("Oidc:Authority", "http://id.example", "Oidc__Authority is 'http://id.example'")]
    [InlineData("Oidc:Authority", "https://id.example", "needs Workshop__PublicUrl")]
    public async Task Start_WrongSetting_IsNamed(string name, string value, string message)
    {
        var wrong = await Assert.ThrowsAsync<SettingException>(() => RunningPortal.StartNowhereAsync($"--{name}={value}"));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> TryAsync(RunningPortal portal, string forwardedFor)
    {
        using var browser = new ProxiedBrowser(portal.Client.BaseAddress!);
        var page = await browser.ReadAsync("/account/login");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Headers = { { "X-Forwarded-For", forwardedFor } },
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("Input.Email", "nobody@example.org"),
                KeyValuePair.Create("Input.Password", "whatever it is"),
                KeyValuePair.Create(
                    "__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            ]),
        };
        return await browser.SendAsync(request);
    }
}
