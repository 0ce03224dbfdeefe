using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workshop.Data;

public static class SchemaMigration
{
    /// <summary>
    /// Creates the database if it is missing, applies the migrations that it lacks, and runs <paramref name="afterwards"/>,
    /// all under one lock: of several processes that start at once, each migration is applied by exactly one.
    /// </summary>
    public static async Task MigrateUnderLockAsync(this WorkshopDbContext db, Func<Task>? afterwards, CancellationToken cancellation)
    {
        await CreateDatabaseAsync(db.GetService<IRelationalDatabaseCreator>(), cancellation);
        await using var startUp = await AdvisoryLock.ForStartUpAsync(db.Database.GetConnectionString()!, cancellation);
        await db.Database.MigrateAsync(cancellation);
        if (afterwards is not null)
        {
            await afterwards();
        }
    }

    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken cancellation)
    {
        if (await creator.ExistsAsync(cancellation))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellation);
        }
        catch (PostgresException clash) when (clash.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster, which is as good.
        }
    }
}
