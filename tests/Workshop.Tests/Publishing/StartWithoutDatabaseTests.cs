using System.Net;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workshop.Data;
using Workshop.Web.Commands;

namespace Workshop.Tests.Publishing;

/// <summary>A portal that is started before its database, or against one that will not have it.</summary>
[StartsPortals(3, "they are about what a start does")]
public sealed class StartWithoutDatabaseTests(TestDatabase databases, ClusterTemplate template)
{
    [Fact]
    public async Task Start_ServerThatRefuses_SaysSoAndServesAsSoonAsItIsThere()
    {
        // Of a database that does not exist either: the portal is the one to make it.
        var missing = new NpgsqlConnectionStringBuilder(await databases.CreateDatabaseAsync());
        await databases.DropDatabaseAsync(missing.ConnectionString);
        await using var proxy = new DatabaseProxy(missing.ConnectionString);
        var log = new CapturedLog();

        await using (var portal = await RunningPortal.StartOnAsync(proxy.ConnectionString, log.TakeOver, PrepareAsync))
        {
            await AssertAnswersThatItWaitsAsync(portal);
            Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning
                && entry.Message.StartsWith("The database cannot be used yet: ", StringComparison.Ordinal)
                && entry.Message.EndsWith("Trying again; until then every page answers 503.", StringComparison.Ordinal));

            proxy.Open();

            await Eventually.TrueAsync(async () => (await portal.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
            Assert.Equal("Workshop", (await portal.ReadAsync("/")).QuerySelector("h1")!.TextContent);
            Assert.Contains(log.Entries, entry => entry.Message == "The database is there; the site has been read.");
            Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Error);
        }

        await databases.DropDatabaseAsync(missing.ConnectionString);

        Task PrepareAsync(WorkshopDbContext db, CancellationToken cancellation) =>
            db.MigrateUnderLockAsync(() => FirstEdition.EnsureAsync(db, withSample: false, RunningPortal.Now, cancellation), cancellation);
    }

    /// <summary>By then readers are being answered, so nothing can stop the start any more.</summary>
    [Fact]
    public async Task Preparation_FailsForGoodAfterTheServerWasAway_IsLoggedAndTriedAgainWithPauses()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        var log = new CapturedLog();
        var attempts = 0;
        await using (var portal = await RunningPortal.StartOnAsync(connectionString, log.TakeOver, PrepareAsync))
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.InRange(Volatile.Read(ref attempts), 2, 8);
            Assert.Contains(
                log.Entries,
                entry => entry.Level == LogLevel.Error && entry.Message.StartsWith("The site could not be read", StringComparison.Ordinal));
            using var page = await portal.Client.GetAsync("/");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        }

        await databases.DropDatabaseAsync(connectionString);

        Task PrepareAsync(WorkshopDbContext db, CancellationToken cancellation) =>
            throw (Interlocked.Increment(ref attempts) == 1
                ? new System.Net.Sockets.SocketException(111)
                : new InvalidOperationException("A migration is broken."));
    }

    [Fact]
    public async Task Start_RoleThatTheServerDoesNotKnow_Throws()
    {
        var settings = new NpgsqlConnectionStringBuilder(await databases.CreateDatabaseAsync());
        var stranger = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Username = "stranger" };

        var refusal = await Assert.ThrowsAnyAsync<Exception>(
            () => RunningPortal.StartOnAsync(stranger.ConnectionString, new CapturedLog().TakeOver));

        Assert.Contains(PostgresErrorCodes.InvalidAuthorizationSpecification, refusal.GetBaseException().Message, StringComparison.Ordinal);
        await databases.DropDatabaseAsync(settings.ConnectionString);
    }

    /// <summary>On a cluster of its own, because that of the tests trusts whoever reaches its socket.</summary>
    [Fact]
    public async Task Serve_WrongPassword_SaysSoWithoutItAndExitsWithOne()
    {
        await using var scratch = await template.CopyAsync();
        await using var postgres = await scratch.StartAsync();
        await ScratchCluster.QueryAsync(postgres, "CREATE ROLE guarded LOGIN PASSWORD 'right'");
        var access = Path.Combine(scratch.Cluster, "pg_hba.conf");
        await File.WriteAllTextAsync(access, "local all guarded scram-sha-256\n" + await File.ReadAllTextAsync(access));
        await ScratchCluster.QueryAsync(postgres, "SELECT pg_reload_conf()");
        var guarded = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = "guarded", Password = "not-the-right-one" };

        var (exitCode, output) = await PortalProcess.RunAsync(
            scratch.Root, "--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Workshop={guarded.ConnectionString}");

        Assert.Contains(
            "The database cannot be used: password authentication failed for user \"guarded\". Check ConnectionStrings__Workshop.",
            output.Split('\n'));
        Assert.DoesNotContain("not-the-right-one", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    private static async Task AssertAnswersThatItWaitsAsync(RunningPortal portal)
    {
        using var ready = await portal.Client.GetAsync("/health/ready");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "waiting for the database"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        Assert.Equal("live", await portal.Client.GetStringAsync("/health/live"));
        foreach (var path in new[] { "/", "/overview/", "/sitemap.xml" })
        {
            using var answer = await portal.Client.GetAsync(path);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("The site cannot be reached just now", page.QuerySelector("h1")!.TextContent);
            Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        }
    }
}
