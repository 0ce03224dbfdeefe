using System.Net;
using System.Net.Sockets;
using System.Text;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Hosting;

/// <summary>Whatever address a request claims to be for, none of it comes back in an answer.</summary>
[StartsPortals(4, "each has a public address of its own")]
public sealed class ForgedAddressTests(TestDatabase databases)
{
    private static readonly string[] Paths =
    [
        "/", "/overview", "/overview/", "/nothing/", "/search", "/search?q=text", "/feed.xml", "/sitemap.xml", "/robots.txt",
        "/css/site.css",
        "/admin", "/admin/", "/admin/people/", "/account/login", "/account/logout", "/account/oidc", "/account/plain-http",
    ];

    private static readonly string[] Forgeries =
    [
        "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "X-Forwarded-For: 6.6.6.6",
        "Forwarded: host=evil.example;proto=https",
        "X-Original-Host: evil.example", "X-Host: evil.example", "X-Rewrite-URL: //evil.example/", "X-Original-URL: //evil.example/", "X-Forwarded-Prefix: /evil.example",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("https://workshop.example")]
    [InlineData("http://localhost:5000")]
    public async Task Answers_ForgedHostOfEveryKind_NeverNameIt(string? publicUrl)
    {
        await using var portal = await StartAsync(publicUrl);

        foreach (var path in Paths)
        {
            await AssertSilentAsync(portal, $"GET {path} HTTP/1.1\r\nHost: evil.example");
            await AssertSilentAsync(portal, $"HEAD {path} HTTP/1.1\r\nHost: evil.example");
            await AssertSilentAsync(portal, $"POST {path} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0");
            await AssertSilentAsync(portal, $"GET http://evil.example{path} HTTP/1.1\r\nHost: evil.example");
            await AssertSilentAsync(portal, $"GET http://evil.example{path} HTTP/1.1\r\nHost: localhost");
            await AssertSilentAsync(portal, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{string.Join("\r\n", Forgeries)}");
            await AssertSilentAsync(portal, $"GET {path} HTTP/1.0\r\nX-Forwarded-Host: evil.example");
        }
    }

    [Fact]
    public async Task SignIn_ForgedHost_SetsCookiesForTheConfiguredHostAndStays()
    {
        await using var portal = await StartAsync("https://workshop.example");
        await portal.AddOrganizerAsync();
        using var browser = new ProxiedBrowser(portal.Client.BaseAddress!);

        using var answer = await browser.SignInAsync("ada@example.org", host: "evil.example");

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
        Assert.All(browser.Cookies.Values, cookie => Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<RunningPortal> StartAsync(string? publicUrl)
    {
        var portal = await RunningPortal.StartAsync(databases, publicUrl is null ? [] : [$"--Workshop:PublicUrl={publicUrl}"]);
        await portal.PublishAsync(await portal.AddEditionAsync(), "/overview/", "Overview");
        return portal;
    }

    private static async Task AssertSilentAsync(RunningPortal portal, string head)
    {
        var answer = await SendAsync(portal.Client.BaseAddress!, head);

        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.False(answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal), head + "\n" + answer);
        Assert.False(answer.Contains("evil", StringComparison.OrdinalIgnoreCase), head + "\n" + answer);
        Assert.False(answer.Contains("6.6.6.6", StringComparison.Ordinal), head + "\n" + answer);
    }

    /// <summary>Byte for byte as given, which a client that knows HTTP would not send.</summary>
    private static async Task<string> SendAsync(Uri portal, string head)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, portal.Port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
