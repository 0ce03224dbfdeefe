using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workshop.Data.Content;
using Workshop.Web;

namespace Workshop.Tests.Hosting;

[StartsPortals(4, "each takes its database away")]
public sealed class DatabaseAwayTests(TestDatabase databases)
{
    private static readonly string[] Quiet =
        ["--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.AspNetCore=None", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None"];

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
        Assert.Contains("/overview/", await portal.Client.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await portal.Client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await portal.Client.GetAsync("/old/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Client.GetAsync("/nothing/")).StatusCode);
        Assert.Equal("live", await portal.Client.GetStringAsync("/health/live"));
        await Eventually.TrueAsync(
            async () =>
                await portal.Client.GetStringAsync("/health/ready") == "ready, without the database: pages are served as they were");
    }

    [Fact]
    public async Task Search_WhileTheDatabaseIsAway_SaysWhatCanBeReadAndWorksOnceItIsBack()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Quiet);
        var edition = await portal.AddEditionAsync();
        await portal.PublishAsync(edition, "/overview/", "Overview", "Words.");
        await portal.ReadAsync("/search?q=words");

        await portal.HideDatabaseAsync();
        using var away = await portal.Client.GetAsync("/search?q=words");
        using var form = await portal.Client.GetAsync("/search");
        var page = new HtmlParser().ParseDocument(await away.Content.ReadAsStringAsync());
        await portal.ShowDatabaseAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), away.Headers.RetryAfter?.Delta);
        Assert.True(away.Headers.CacheControl?.NoStore);
        Assert.Equal("This has to wait a moment", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["/", "/overview/"], page.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.Single((await portal.ReadAsync("/search?q=words")).QuerySelectorAll(".results li"));
    }

    [Fact]
    public async Task Invitation_WhileTheDatabaseIsAway_IsLoggedWithoutItsSecret()
    {
        var log = new CapturedLog();
        await using var portal = await RunningPortal.StartAsync(databases, log.TakeOver);
        await portal.AddEditionAsync();

        await portal.HideDatabaseAsync();
        using var away = await portal.Client.GetAsync("/account/invitation/SECRET%0A%1b[31mFAKE");
        await portal.ShowDatabaseAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        var warnings = log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message).ToList();
        Assert.Contains(
            warnings,
            message => message.StartsWith("account/invitation/{token} was answered 503, since the database", StringComparison.Ordinal));
        Assert.DoesNotContain(warnings, message => message.Contains("SECRET", StringComparison.Ordinal) || message.Contains('\u001b'));
    }

    [Fact]
    public async Task Search_WhileTheDatabaseIsSilent_GivesUpWithinAFewSeconds()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Quiet);
        await portal.AddEditionAsync();
        await using var db = portal.OpenDatabase();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("LOCK TABLE page_revisions");

        var began = Stopwatch.GetTimestamp();
        using var answer = await portal.Client.GetAsync("/search?q=words");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("/overview/")]
    [InlineData("/search?q=words")]
    public async Task Pages_BeforeTheDatabaseWasEverThere_SayThatNothingCanBeShown(string path)
    {
        var builder = Portal.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning", .. Quiet]);
        await using var app = Portal.Build(builder, "Host=127.0.0.1;Port=1;Database=nowhere", (_, _) => Task.CompletedTask);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await client.GetAsync(path);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Equal("The site cannot be reached just now", page.QuerySelector("h1")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main a"));
    }
}
