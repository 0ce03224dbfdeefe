using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Workshop.Data.Content;

/// <summary>Carries out what <see cref="PageWriter.ScheduleAsync"/> has set, by the database's clock.</summary>
public static class ScheduledPublishing
{
    /// <summary>
    /// Publishes every page that is due, all in one transaction. Safe to call from several replicas at once: each page is
    /// locked, so it is published by exactly one of them.
    /// </summary>
    /// <returns>How many pages this call has published.</returns>
    public static async Task<int> PublishDueAsync(WorkshopDbContext db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Whoever waits here for another replica's lock reads the row again, and finds it no longer due.
        var due = await db.Pages
            .FromSql($"SELECT *, xmin FROM content_pages WHERE publish_at <= now() ORDER BY id FOR UPDATE")
            .ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return 0;
        }

        // By a statement of its own, which sees what was committed while the first one waited for its locks.
        var revisions = due.Select(page => page.ScheduledRevisionId).ToList();
        await db.Revisions.Where(revision => revisions.Contains(revision.Id)).LoadAsync(cancellation);

        var now = await db.Database.SqlQuery<Instant>($"SELECT now() AS \"Value\"").SingleAsync(cancellation);
        var writer = new PageWriter(db);
        foreach (var page in due)
        {
            await writer.PublishAsync(page, page.ScheduledRevision!, now, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return due.Count;
    }
}
