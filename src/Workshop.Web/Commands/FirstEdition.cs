using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Media;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Commands;

/// <summary>Sees to it that there always is an edition: the sample on the very first start, a blank one once that is removed.</summary>
public static class FirstEdition
{
    private static readonly string SampleFolder = Path.Combine(AppContext.BaseDirectory, "Sample");
    private static readonly ImportOptions AsSample = new() { AsSample = true, Publish = true, Author = "sample" };

    /// <summary>Call it under the start-up lock.</summary>
    /// <param name="withSample">False leaves a blank edition instead.</param>
    public static async Task EnsureAsync(WorkshopDbContext db, bool withSample, Instant now, CancellationToken cancellation)
    {
        if (await db.Editions.AnyAsync(cancellation))
        {
            return;
        }

        if (withSample)
        {
            var sample = SiteReader.Read(SourceTree.Open(SampleFolder));
            await new Importer(db, new PageWriter(db)).ImportAsync(sample, AsSample, now, cancellation);
        }
        else
        {
            db.Add(Blank());
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveSampleAsync(WorkshopDbContext db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var removed = await db.Editions.Where(edition => edition.IsSample).ExecuteDeleteAsync(cancellation);
        await RemovePicturesAsync(db, cancellation);
        if (!await db.Editions.AnyAsync(cancellation))
        {
            // Without an edition the next start would be a first start again, and the sample would be back.
            db.Add(Blank());
            await db.SaveChangesAsync(cancellation);
        }

        if (!await db.Editions.AnyAsync(edition => edition.IsCurrent, cancellation))
        {
            var newest = await db.Editions.MaxAsync(edition => edition.Id, cancellation);
            await db.Editions
                .Where(edition => edition.Id == newest)
                .ExecuteUpdateAsync(set => set.SetProperty(edition => edition.IsCurrent, true), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return removed > 0;
    }

    // But not those that an organizer's page has taken over.
    private static async Task RemovePicturesAsync(WorkshopDbContext db, CancellationToken cancellation)
    {
        foreach (var file in await db.MediaFiles
            .AsNoTracking()
            .Include(file => file.Renditions)
            .Where(file => file.Author == AsSample.Author)
            .ToListAsync(cancellation))
        {
            if (!(await MediaUses.OfAsync(db, file, cancellation)).Any)
            {
                await new MediaWriter(db).DeleteAsync(file, cancellation);
            }
        }
    }

    private static Edition Blank() => new() { Slug = "workshop", Name = "Workshop", TimeZone = "UTC", IsCurrent = true };
}
