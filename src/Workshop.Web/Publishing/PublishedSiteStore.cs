using System.Diagnostics;
using NodaTime;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing;

/// <summary>Holds the snapshot that this replica serves, and puts a new one in its place.</summary>
public sealed class PublishedSiteStore(PublishedSiteLoader loader, PublishingMetrics metrics)
{
    private readonly Lock _gate = new();
    private volatile PublishedSite _current = PublishedSite.NotLoaded;
    private Task _running = Task.CompletedTask;
    private Task<SiteLoad>? _next;

    public PublishedSite Current => _current;

    /// <summary>
    /// Reads the site again, and serves what it finds. Whoever has published awaits this before saying so. However many
    /// ask while a load is under way, they share the one after it, which begins later than all their commits.
    /// </summary>
    /// <exception cref="Exception">The database could not be read; the former snapshot stays.</exception>
    public Task<SiteLoad> ReloadAsync()
    {
        lock (_gate)
        {
            var running = _running;
            return _next ??= Task.Run(() => LoadAfterAsync(running));
        }
    }

    /// <summary>
    /// The same for an organizer whose change is committed: should the database be away now, the change is saved all the same, to
    /// say otherwise would be wrong, and the site follows as soon as the database can be read.
    /// </summary>
    public async Task TryReloadAsync()
    {
        try
        {
            await ReloadAsync();
        }
        catch (Exception away) when (DatabaseTrouble.ReasonOf(away) is not null)
        {
        }
    }

    private async Task<SiteLoad> LoadAfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _running = _next!;
            _next = null;
        }

        var began = Stopwatch.GetTimestamp();
        // Nobody's cancellation: the load may be awaited by several.
        var load = await loader.LoadAsync(_current, CancellationToken.None);
        _current = load.Site;
        var took = Stopwatch.GetElapsedTime(began);
        metrics.Loaded(load.Site, took);
        return load with { LiveAt = load.Now + Duration.FromTimeSpan(took) };
    }
}
