using System.Net;
using Workshop.Data.Content;

namespace Workshop.Tests.Hosting;

public sealed class DatabaseAwayTests(TestDatabase databases)
{
    private static readonly string[] Quiet = ["--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None"];

    [Fact]
    public async Task PublicReads_WhileTheDatabaseIsAway_AreAnsweredAsBefore()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Quiet);
        var edition = await portal.AddEditionAsync();
        var page = await portal.PublishAsync(edition, "/overview/", "Overview", "Words.");
        await using (var db = portal.OpenDatabase())
        {
            await new PageWriter(db).AddRedirectAsync(page, Permalink.Parse("/old/"), CancellationToken.None);
        }

        await portal.ReloadAsync();
        await portal.LoseDatabaseAsync();

        // Never asked for before the database went away, so rendered without it.
        Assert.Contains("Words.", (await portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Words.", (await portal.ReadAsync("/overview/?tz=UTC")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/overview/", await portal.Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await portal.Client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await portal.Client.GetAsync("/old/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Client.GetAsync("/nothing/")).StatusCode);
        Assert.Equal("live", await portal.Client.GetStringAsync("/health/live"));
        await Eventually.TrueAsync(async () => await portal.Client.GetStringAsync("/health/ready") == "ready, without the database: pages are served as they were");
    }
}
