using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>Brings a source that has been read into the database, all of it or nothing.</summary>
public sealed class Importer(WorkshopDbContext db, PageWriter writer)
{
    /// <param name="now">Written into revisions, and the time of publication.</param>
    /// <exception cref="ImportRefusedException">Nothing was changed, and the exception says why.</exception>
    public async Task<ImportReport> ImportAsync(ImportedSite site, ImportOptions options, Instant now, CancellationToken cancellation)
    {
        if (site.Pages.IsEmpty && site.Edition is null && site.Programme is null && site.Items.IsEmpty)
        {
            var reasons = site.Findings.Add(new ImportFinding(".", 0, FindingKind.Error, "There is no page here that could be imported."));
            throw new ImportRefusedException(reasons);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var report = await WriteAsync(site, options, now, cancellation);
        await AuditAsync(report, options, now, cancellation);
        if (options.DryRun)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
        }
        else
        {
            await transaction.CommitAsync(cancellation);
        }

        return report;
    }

    // Like every other change, in one transaction with what it tells of; a dry run takes it back with the rest.
    private async Task AuditAsync(ImportReport report, ImportOptions options, Instant now, CancellationToken cancellation)
    {
        if (report.HasChanges)
        {
            db.Add(Audit.By(
                options.Author, now, AuditAction.EditionImported, $"edition {report.Edition.Slug}", ImportReportText.Totals(report)));
        }

        if (report.Programme.IsReleased)
        {
            db.Add(Audit.By(options.Author, now, AuditAction.ProgrammeReleased, $"programme {report.Edition.Slug}", "with an import"));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task<ImportReport> WriteAsync(ImportedSite site, ImportOptions options, Instant now, CancellationToken cancellation)
    {
        var findings = new List<ImportFinding>(site.Findings);
        var (edition, into) = await new EditionImport(db, options, now, findings).ApplyAsync(site, cancellation);
        (site, var media) = await new MediaImport(db, options, now, findings).ApplyAsync(site, cancellation);
        var pages = await new PageImport(db, writer, options, now, findings).ApplyAsync(site, edition, cancellation);
        var items = new ItemImport(edition, now);
        var programme = await new ProgrammeImport(db, options, now, items, findings).ApplyAsync(site, edition, cancellation);
        return new ImportReport
        {
            Edition = into,
            Pages = [.. pages],
            PagesNotInSource = await db.Pages.CountAsync(
                page => page.EditionId == edition.Id && page.TrashedAt == null, cancellation) - pages.Count,
            Programme = programme,
            Items = [.. items.Outcomes],
            Media = media,
            Assets = site.Assets,
            Findings = [.. findings],
            IsDryRun = options.DryRun,
        };
    }
}
