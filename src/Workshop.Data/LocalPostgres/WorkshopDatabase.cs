using Npgsql;

namespace Workshop.Data;

/// <summary>The one database of the cluster, made when it is missing.</summary>
internal static class WorkshopDatabase
{
    public const string Role = "workshop";

    public const int Port = 5432;

    private const string Name = "workshop";

    /// <summary>Whether a server accepts connections on this socket. One that starts or stops does not.</summary>
    public static async Task<bool> AnswersAsync(string socketFolder, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(socketFolder, "postgres", pooling: false));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (Exception e) when (e is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow }
            || e is NpgsqlException and not PostgresException)
        {
            return false;
        }
    }

    /// <returns>The connection string of the database.</returns>
    public static async Task<string> EnsureAsync(string socketFolder, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(socketFolder, "postgres", pooling: false));
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand(
            "SELECT count(*) FROM pg_database WHERE datname = $1", connection)
        { Parameters = { new() { Value = Name } } };
        if (await exists.ExecuteScalarAsync(ct) is 0L)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {Name}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }

        return ConnectionString(socketFolder, Name, pooling: true);
    }

    private static string ConnectionString(string socketFolder, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder,
        Port = Port,
        Username = Role,
        Database = database,
        Pooling = pooling,
    }.ConnectionString;
}
