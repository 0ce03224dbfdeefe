using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>
/// Saves an edition's settings for the organizer who asks, writes that down in the same transaction, and has the public site show
/// it.
/// </summary>
public sealed class SettingsChange(WorkshopDbContext db, PublishedSiteStore store, TimeProvider clock)
{
    /// <param name="detail">How it came about, where that is not plain from the fields that differ.</param>
    /// <returns>The new revision, or null where nothing has changed.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else has saved since the edition was
    /// loaded.</exception>
    public async Task<EditionRevision?> SaveAsync(
        HttpContext context, Edition edition, EditionSettings settings, string? detail, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var fields = SettingsFields.Differing(edition.Settings, settings).Select(field => field.Label.ToLowerInvariant());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var revision = await new EditionWriter(db).SaveAsync(edition, settings, context.User.OrganizerName(), now, cancellation);
        if (revision is null)
        {
            return null;
        }

        db.Add(Audit.By(
            context, now, AuditAction.SettingsChanged, $"edition {edition.Slug}", revision.Number, detail ?? string.Join(", ", fields)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await store.TryReloadAsync();
        return revision;
    }
}
