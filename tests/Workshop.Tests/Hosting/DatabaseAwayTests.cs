using System.Net;

namespace Workshop.Tests.Hosting;

public sealed class DatabaseAwayTests(TestDatabase databases)
{
    [Fact]
    public async Task Page_WhileTheDatabaseIsAway_Answers503InWordsAndWithHeaders()
    {
        await using var portal = await RunningPortal.StartAsync(databases, "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None");
        await portal.AddEditionAsync();
        await portal.LoseDatabaseAsync();

        using var page = await portal.Client.GetAsync("/");
        using var ready = await portal.Client.GetAsync("/health/ready");
        using var live = await portal.Client.GetAsync("/health/live");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (page.StatusCode, ready.StatusCode, live.StatusCode));
        Assert.Contains("The site cannot be reached just now", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("Content-Security-Policy"));
        Assert.True(page.Headers.CacheControl?.NoStore);
    }
}
