using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing;

/// <summary>
/// Keeps the snapshot up to date: prepares the database, loads, and loads again at every change that is heard of, and slowly
/// without one. Publishes what is due. While the database is away it tries again, for ever.
/// </summary>
internal sealed partial class SiteUpdates(
    PublishedSiteStore store,
    ChangeListener listener,
    IDbContextFactory<WorkshopDbContext> databases,
    DatabasePreparation preparation,
    PublishingMetrics metrics,
    ILogger<SiteUpdates> log) : BackgroundService
{
    /// <summary>How old a change can become that nobody was told of.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    // For a database that is there and kept busy by the first import or a migration: longer than either should take, short
    // enough that the health check can say what is the matter. One that is away is noticed sooner, by the attempt itself.
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isPrepared;

    /// <summary>Returns once there is something to serve, or when it is clear that this will take a while.</summary>
    /// <exception cref="Exception">What trying again does not mend, such as a wrong password.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (await Task.WhenAny(_firstAttempt.Task, Task.Delay(PatienceAtStart, cancellationToken)) != _firstAttempt.Task)
        {
            // Whatever becomes of it, nobody waits for it any more: it is to be logged and tried again.
            _firstAttempt.TrySetResult();
        }

        await _firstAttempt.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new BackOff();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await UpdateAsync(stoppingToken);
                if (!backOff.IsFresh)
                {
                    LogLoaded(log);
                }

                backOff.Reset();
                _firstAttempt.TrySetResult();
                await WaitForChangeAsync(wait, stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                if (!DatabaseTrouble.MayPass(trouble) && _firstAttempt.TrySetException(trouble))
                {
                    return;
                }

                _firstAttempt.TrySetResult();
                Log(trouble, isFirst: backOff.IsFresh);
                // Not cut short by what is heard meanwhile: the next attempt reads that anyway.
                await Task.Delay(backOff.Next(), stoppingToken);
            }
        }
    }

    /// <returns>How long there is nothing to do unless a change is heard of.</returns>
    private async Task<TimeSpan> UpdateAsync(CancellationToken cancellation)
    {
        if (!_isPrepared)
        {
            // From the pool like every other context: one with options of its own would build EF's model a second time.
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await preparation.PrepareAsync(db, cancellation);
            _isPrepared = true;
        }

        var heard = new List<Instant>();
        while (listener.Changes.TryRead(out var change))
        {
            heard.AddRange(change is { } began ? [began] : []);
        }

        var load = await store.ReloadAsync();
        foreach (var began in heard)
        {
            metrics.Live((load.LiveAt - began).ToTimeSpan());
        }

        while (load.NextPublishAt <= load.Now)
        {
            await PublishDueAsync(cancellation);
            load = await store.ReloadAsync();
        }

        return load.NextPublishAt is { } next && next < load.Now + Duration.FromTimeSpan(Poll) ? (next - load.Now).ToTimeSpan() : Poll;
    }

    private async Task PublishDueAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var published = await ScheduledPublishing.PublishDueAsync(db, cancellation);
        if (published > 0)
        {
            LogPublished(log, published);
        }
    }

    private async Task WaitForChangeAsync(TimeSpan atMost, CancellationToken stopping)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(atMost);
        try
        {
            await listener.Changes.WaitToReadAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // As good as a change: time to look.
        }
    }

    private void Log(Exception trouble, bool isFirst)
    {
        var reason = DatabaseTrouble.ReasonOf(trouble);
        if (reason is null)
        {
            LogFailed(log, trouble);
        }
        else if (!store.Current.IsLoaded)
        {
            LogWaiting(log, reason);
        }
        else if (isFirst)
        {
            LogAway(log, reason);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The database cannot be used yet: {Reason} Trying again; until then every page answers 503.")]
    private static partial void LogWaiting(ILogger log, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The database is away: {Reason} Published pages are served on; changes wait until it is back.")]
    private static partial void LogAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is there; the site has been read.")]
    private static partial void LogLoaded(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "Published {Count} page(s) that were due.")]
    private static partial void LogPublished(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The site could not be read; what was read before, if anything, is served on.")]
    private static partial void LogFailed(ILogger log, Exception trouble);
}
