using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Editions;

namespace Workshop.Tests;

public sealed class SchemaMigrationTests(TestDatabase databases)
{
    [Fact]
    public async Task MigrateUnderLock_EightProcessesOnNoDatabase_EachMigrationAndTheFirstContentOnce()
    {
        var settings = new NpgsqlConnectionStringBuilder(await databases.CreateDatabaseAsync());
        await databases.DropDatabaseAsync(settings.ConnectionString);
        settings.Database += "_missing";

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StartAsync(settings.ConnectionString))));

        await using var db = WorkshopDbContext.Open(settings.ConnectionString);
        var migrations = db.Database.GetMigrations().Count();
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, migrations], applied.Order());
        Assert.Equal(1, await db.Editions.CountAsync());
        await databases.DropDatabaseAsync(settings.ConnectionString);
    }

    [Fact]
    public async Task Model_ComparedWithTheMigrations_HasNoPendingChange()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);

        Assert.False(db.Database.HasPendingModelChanges());
        await databases.DropDatabaseAsync(connectionString);
    }

    private static async Task<int> StartAsync(string connectionString)
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        return await db.MigrateUnderLockAsync(async () =>
        {
            if (!await db.Editions.AnyAsync())
            {
                db.Add(new Edition { Slug = "first", Name = "First", TimeZone = "UTC", IsCurrent = true });
                await db.SaveChangesAsync();
            }
        }, CancellationToken.None);
    }
}
