using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Workshop.Data;

namespace Workshop.Benchmarks;

/// <summary>A private PostgreSQL on a temporary folder, with fsync as in production; gone afterwards.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"workshop-benchmark-{Guid.NewGuid():N}"[..30]);
    private LocalPostgres? _server;
    private int _count;

    private LocalPostgres Server => _server ?? throw new InvalidOperationException("The server is stopped.");

    public static async Task<Cluster> StartAsync()
    {
        var cluster = new Cluster();
        await cluster.StartAgainAsync();
        return cluster;
    }

    /// <returns>The connection string of a new, empty database with the current schema.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = $"benchmark_{++_count}" }.ConnectionString;
        await using var db = WorkshopDbContext.Open(database);
        await db.MigrateUnderLockAsync(afterwards: null, CancellationToken.None);
        return database;
    }

    /// <summary>As an operator's restart does: connections end, the port is closed.</summary>
    public async Task StopAsync()
    {
        await Server.DisposeAsync();
        _server = null;
    }

    public async Task StartAgainAsync() => _server = await LocalPostgres.StartAsync(_folder, NullLogger.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
