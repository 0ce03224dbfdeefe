using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workshop.Data;

namespace Workshop.Tests;

/// <summary>A database that was made before its ten migrations became one.</summary>
public sealed class FormerSchemaTests(TestDatabase databases) : IAsyncLifetime
{
    // All that a schema says of itself, in words that are the same wherever the same was created.
    private const string Description = """
        SELECT format('%s.%s %s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                a.attidentity, a.attstorage, pg_get_expr(d.adbin, d.adrelid)) AS line
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
            WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT pg_get_indexdef(indexrelid)
            FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        ORDER BY line
        """;

    // With what tells whether a row is still the same one.
    private const string History = """SELECT migration_id || ' ' || xmin FROM "__EFMigrationsHistory" ORDER BY 1""";

    private string _connectionString = "";

    public async ValueTask InitializeAsync()
    {
        _connectionString = await databases.CreateDatabaseAsync();
        var dump = Repository.Read("tests/Workshop.Tests/Samples/before-0.1.sql");
        await ExecuteAsync("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + dump);
    }

    public async ValueTask DisposeAsync() => await databases.DropDatabaseAsync(_connectionString);

    [Fact]
    public async Task Migrate_DatabaseOfTheTen_HasTheSchemaOfANewOneAndTheSecondStartChangesNothing()
    {
        var fresh = await databases.CreateDatabaseAsync();

        Assert.Equal(0, await StartAsync());
        var history = await LinesAsync(_connectionString, History);
        Assert.Equal(0, await StartAsync());

        Assert.Equal(history, await LinesAsync(_connectionString, History));
        Assert.Equal((await LinesAsync(fresh, History)).Select(IdOf), history.Select(IdOf));
        var schema = await SchemaAsync(_connectionString);
        Assert.Contains("page_revisions.words tsvector t  x page_wordstitle::text, description::text, markdown::text", schema);
        Assert.Equal(await SchemaAsync(fresh), schema);
        await databases.DropDatabaseAsync(fresh);
    }

    [Fact]
    public async Task Migrate_DatabaseOfTheTenByThreeAtOnce_BringsItOverOnce()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(StartAsync)));

        Assert.Equal([0, 0, 0], applied);
        await using var db = WorkshopDbContext.Open(_connectionString);
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        Assert.Equal(1, await db.Editions.CountAsync());
    }

    [Fact]
    public async Task Start_DatabaseOfTheTen_ServesWhatIsThere()
    {
        await using var portal = await RunningPortal.StartOnAsync(
            _connectionString, _ => { }, (db, cancellation) => db.MigrateUnderLockAsync(afterwards: null, cancellation));

        Assert.Contains("Spiking networks of NeuroAI.", (await portal.ReadAsync("/overview/")).Body!.TextContent, StringComparison.Ordinal);
        using var redirect = await portal.Client.GetAsync("/home/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/overview/"), (redirect.StatusCode, redirect.Headers.Location!.ToString()));
        Assert.Contains("/overview/", await portal.Client.GetStringAsync("/search?q=networks"), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Opening", await portal.Client.GetStringAsync("/schedule.ics"), StringComparison.Ordinal);
        await using var db = portal.OpenDatabase();
        Assert.Equal([1, 2], await db.Revisions.Select(revision => revision.Number).Order().ToListAsync());
        Assert.Equal("ada@example.org", (await db.Organizers.SingleAsync()).Email);
        Assert.Equal(4, await db.AuditEntries.CountAsync());
    }

    [Fact]
    public async Task Migrate_DatabaseOfNineOfThem_SaysWhichIsMissingAndChangesNothing()
    {
        await ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE migration_id = '20261127065531_EditionIdentity'""");
        var history = await LinesAsync(_connectionString, History);

        var refusal = await Assert.ThrowsAsync<FormerSchemaException>(StartAsync);

        Assert.StartsWith(
            "The database is too old for this version: its schema is 20261125091800_SavesInOrder, "
            + "and 20261127065531_EditionIdentity is the oldest", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(9, history.Count);
        Assert.Equal(history, await LinesAsync(_connectionString, History));
    }

    [Fact]
    public async Task Serve_DatabaseThatIsTooOld_SaysSoAndExitsWithOne()
    {
        await ExecuteAsync("""DELETE FROM "__EFMigrationsHistory" WHERE migration_id > '20261126'""");

        var (exitCode, output) = await PortalProcess.RunAsync(
            Path.GetTempPath(), "--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Workshop={_connectionString}");

        Assert.Contains(output.Split('\n'), line => line.StartsWith("The database is too old for this version:", StringComparison.Ordinal));
        Assert.Equal(1, exitCode);
    }

    private static string IdOf(string row) => row.Split(' ')[0];

    // Without parentheses, of which PostgreSQL writes fewer in a condition that has been through a dump.
    private static async Task<IEnumerable<string>> SchemaAsync(string connectionString) =>
        (await LinesAsync(connectionString, Description)).Select(line => line.Replace("(", "").Replace(")", ""));

    private async Task<int> StartAsync()
    {
        await using var db = WorkshopDbContext.Open(_connectionString);
        return await db.MigrateUnderLockAsync(afterwards: null, CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connections = NpgsqlDataSource.Create(_connectionString);
        await using var command = connections.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> LinesAsync(string connectionString, string sql)
    {
        await using var connections = NpgsqlDataSource.Create(connectionString);
        await using var command = connections.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }
}
