using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workshop.Data;

public static class SchemaMigration
{
    // Any constant does; this one spells "workshop".
    private const long StartUpLock = 0x776f726b73686f70;

    /// <summary>
    /// Creates the database if it is missing, applies the migrations that it lacks, and runs <paramref name="afterwards"/>,
    /// all under one lock: of several processes that start at once, each migration is applied by exactly one.
    /// </summary>
    /// <returns>How many migrations this call applied.</returns>
    /// <exception cref="FormerSchemaException">The database is older than can be brought over.</exception>
    public static async Task<int> MigrateUnderLockAsync(this WorkshopDbContext db, Func<Task>? afterwards, CancellationToken cancellation)
    {
        await CreateDatabaseAsync(db.GetService<IRelationalDatabaseCreator>(), cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            // Held by this connection, so it ends with the process whatever happens to that.
            db.Database.SetCommandTimeout(TimeSpan.Zero);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({StartUpLock})", cancellation);
            await FormerSchema.BringOverAsync(db, cancellation);
            var missing = (await db.Database.GetPendingMigrationsAsync(cancellation)).Count();
            if (missing > 0)
            {
                // Compares the whole model with the migrations first, which every later start would wait for.
                await db.Database.MigrateAsync(cancellation);
            }

            if (afterwards is not null)
            {
                await afterwards();
            }

            return missing;
        }
        finally
        {
            if (db.Database.GetDbConnection().State == ConnectionState.Open)
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({StartUpLock})", CancellationToken.None);
            }

            await db.Database.CloseConnectionAsync();
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
