using System.Collections.Concurrent;

namespace Workshop.Web.Publishing;

/// <summary>Compresses pages as well as possible once they have been served, one after the other, on a thread of its own.</summary>
internal sealed class BestCompression : BackgroundService
{
    private readonly BlockingCollection<CachedAnswer> _waiting = [];

    public void Improve(CachedAnswer answer)
    {
        if (answer.ClaimImprovement())
        {
            _waiting.Add(answer);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _waiting.Dispose();
    }

    // Not on the thread pool, whose few threads have requests to answer.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stopping)
    {
        try
        {
            foreach (var answer in _waiting.GetConsumingEnumerable(stopping))
            {
                answer.CompressBest();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is lost: the quick compression is as true.
        }
    }
}
