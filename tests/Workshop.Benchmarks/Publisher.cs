using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;

namespace Workshop.Benchmarks;

/// <summary>An organizer at work on a page of the database that portals serve from.</summary>
/// <param name="retitles">Gives the page another title each time: where it is in the navigation, every page of the site changes.</param>
internal sealed class Publisher(string connectionString, string permalink, bool retitles = false)
{
    private int _count;

    /// <summary>What the newest version of the page says.</summary>
    public string Mark => MarkOf(_count);

    public static string MarkOf(int count) => string.Create(CultureInfo.InvariantCulture, $"Version {count:D6}.");

    /// <returns>When its transaction had been committed, as <see cref="Stopwatch.GetTimestamp"/>.</returns>
    public async Task<long> PublishAsync()
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        var (page, content) = await LoadAsync(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var writer = new PageWriter(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var revision = await writer.SaveAsync(page, content, "Benchmark", null, now, CancellationToken.None);
        await writer.PublishAsync(page, revision, now, CancellationToken.None);
        await transaction.CommitAsync();
        return Stopwatch.GetTimestamp();
    }

    public static async Task SaveDraftAsync(WorkshopDbContext db, string permalink, string text, CancellationToken cancellation)
    {
        var page = await db.Pages.Include(page => page.LatestRevision).SingleAsync(page => page.Permalink == permalink, cancellation);
        var content = page.LatestRevision!.Content with { Markdown = text };
        await new PageWriter(db).SaveAsync(page, content, "Benchmark", null, SystemClock.Instance.GetCurrentInstant(), cancellation);
    }

    private async Task<(ContentPage Page, PageContent Content)> LoadAsync(WorkshopDbContext db)
    {
        var page = await db.Pages.Include(page => page.LatestRevision).SingleAsync(page => page.Permalink == permalink);
        var content = page.LatestRevision!.Content;
        var former = content.Markdown.StartsWith("Version ", StringComparison.Ordinal)
            ? content.Markdown[(Mark.Length + 2)..]
            : content.Markdown;
        _count++;
        return (page, content with { Title = retitles ? $"Page, {Mark}" : content.Title, Markdown = $"{Mark}\n\n{former}" });
    }
}
