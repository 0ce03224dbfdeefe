using Npgsql;

namespace Workshop.Tests;

public sealed class TestDatabaseTests(TestDatabase databases)
{
    [Fact]
    public async Task CreateDatabaseAsync_Twice_GivesSeparateMigratedDatabases()
    {
        var first = await databases.CreateDatabaseAsync();
        var second = await databases.CreateDatabaseAsync();

        await ExecuteAsync(first, "CREATE TABLE mine AS SELECT 1");

        Assert.Equal(true, await ExecuteAsync(first, "SELECT to_regclass('mine') IS NOT NULL"));
        Assert.Equal(false, await ExecuteAsync(second, "SELECT to_regclass('mine') IS NOT NULL"));
        Assert.Equal(
            1L,
            await ExecuteAsync(
                second,
                "SELECT count(*) FROM pg_tables WHERE tablename ILIKE '__efmigrationshistory' OR tablename = '__ef_migrations_history'"));
        await databases.DropDatabaseAsync(first);
        await databases.DropDatabaseAsync(second);
    }

    [Fact]
    public async Task DropDatabaseAsync_ConnectionLeftOpen_DropsAllTheSame()
    {
        var kept = await databases.CreateDatabaseAsync();
        var dropped = await databases.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(dropped);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await databases.DropDatabaseAsync(dropped);

        var name = new NpgsqlConnectionStringBuilder(dropped).Database;
        Assert.Equal(0L, await ExecuteAsync(kept, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
        await databases.DropDatabaseAsync(kept);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
