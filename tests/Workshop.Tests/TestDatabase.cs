using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workshop.Data;
using Workshop.Tests;

[assembly: AssemblyFixture(typeof(TestDatabase))]

namespace Workshop.Tests;

/// <summary>
/// A real PostgreSQL for the whole run: that of WORKSHOP_TEST_CONNECTION, or a private one on a temporary folder. The
/// schema is migrated once into a template; every portal gets a copy of its own. Nothing starts until a test asks. Its user
/// is a superuser, as that of a private one is.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Lazy<Task<string>> _server;
    private LocalPostgres? _local;
    private int _count;

    public TestDatabase() => _server = new(PrepareAsync);

    private string Folder => Path.Combine(Path.GetTempPath(), $"workshop-tests-{_run}");

    private string Template => $"workshop_template_{_run}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <returns>The connection string of a new database with the current schema and no rows.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var server = await _server.Value;
        var name = $"workshop_test_{_run}_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {Template}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ConnectionString;
    }

    /// <summary>Leaves what a new database has, numbers included, and the keys that a running portal has made for its cookies.</summary>
    public static Task EmptyAsync(WorkshopDbContext db) => db.Database.ExecuteSqlRawAsync("""
        DO $$
        DECLARE t text;
        BEGIN
            -- Past the triggers that keep revisions and the audit log from changing, and past foreign keys.
            SET LOCAL session_replication_role = replica;
            FOR t IN
                SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'
                AND tablename NOT IN ('__EFMigrationsHistory', 'data_protection_keys', 'portal_security')
            LOOP
                EXECUTE 'DELETE FROM ' || t;
            END LOOP;
            PERFORM setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences
                WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename NOT LIKE 'data_protection_keys%';
            UPDATE portal_security SET requires_second_factor = false WHERE requires_second_factor;
        END $$
        """);

    /// <summary>Also closes connections that a test has left open.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(await _server.Value, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>Ends every connection to the database and lets no other be made until it is shown again.</summary>
    public async Task HideDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await ExecuteAsync(await _server.Value, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
                await ExecuteAsync(await _server.Value, $"ALTER DATABASE {name} RENAME TO {name}_hidden");
                return true;
            }
            catch (PostgresException connected) when (connected.SqlState == PostgresErrorCodes.ObjectInUse)
            {
                return false;
            }
        });
    }

    public async Task ShowDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(await _server.Value, $"ALTER DATABASE {name}_hidden RENAME TO {name}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _local is null)
        {
            await ExecuteAsync(await _server.Value, $"DROP DATABASE IF EXISTS {Template} WITH (FORCE)");
        }

        if (_local is not null)
        {
            await _local.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<string> PrepareAsync()
    {
        var server = Environment.GetEnvironmentVariable("WORKSHOP_TEST_CONNECTION");
        if (string.IsNullOrEmpty(server))
        {
            _local = await LocalPostgres.StartAsync(Folder, NullLogger.Instance, CancellationToken.None);
            server = _local.ConnectionString;

            // Dropping a database waits for a checkpoint; this server need not outlive a loss of power.
            await ExecuteAsync(server, "ALTER SYSTEM SET fsync = off");
            await ExecuteAsync(server, "SELECT pg_reload_conf()");
        }

        await ExecuteAsync(server, $"CREATE DATABASE {Template}");

        // Unpooled, because a template with an open connection cannot be copied.
        var template = new NpgsqlConnectionStringBuilder(server) { Database = Template, Pooling = false }.ConnectionString;
        await using var db = WorkshopDbContext.Open(template);
        await db.Database.MigrateAsync();
        return server;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
