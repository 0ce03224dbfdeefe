using Npgsql;

namespace Workshop.Data;

/// <summary>
/// A lock held by this process's session in the database, so that of several processes starting at once
/// one does the work and the others wait for it. The lock ends with the connection, also when the process dies.
/// </summary>
public sealed class AdvisoryLock : IAsyncDisposable
{
    // Any constant does; this one spells "workshop".
    private const long StartUpKey = 0x776f726b73686f70;

    private readonly NpgsqlConnection connection;

    private AdvisoryLock(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Waits without bound for the lock under which the schema is migrated and first content is written.</summary>
    public static async Task<AdvisoryLock> ForStartUpAsync(string connectionString, CancellationToken cancellation)
    {
        // Unpooled: disposing closes the session, and that releases the lock.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", connection);
            command.Parameters.AddWithValue("key", StartUpKey);
            await command.ExecuteNonQueryAsync(cancellation);
            return new AdvisoryLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
