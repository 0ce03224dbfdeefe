using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workshop.Data;

/// <summary>
/// What is left of the ten migrations that the first one replaces: a database that they made has the same tables, and only its
/// history says otherwise. Wanted for as long as somebody may come from a version before 0.1.
/// </summary>
internal static class FormerSchema
{
    /// <summary>The last of the ten; where it was applied, all of them were.</summary>
    public const string Last = "20261127065531_EditionIdentity";

    /// <summary>Has the history say that the first migration was applied, where the ten were; all of it or nothing.</summary>
    /// <exception cref="FormerSchemaException">Not all ten were.</exception>
    public static async Task BringOverAsync(WorkshopDbContext db, CancellationToken cancellation)
    {
        var first = db.Database.GetMigrations().First();
        var former = (await db.Database.GetAppliedMigrationsAsync(cancellation)).Where(id => string.CompareOrdinal(id, first) < 0).ToList();
        if (former.Count == 0)
        {
            return;
        }

        if (!former.Contains(Last))
        {
            throw new FormerSchemaException(former[^1]);
        }

        var history = db.GetService<IHistoryRepository>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var id in former)
        {
            await db.Database.ExecuteSqlRawAsync(history.GetDeleteScript(id), cancellation);
        }

        await db.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(first, ProductInfo.GetVersion())), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
