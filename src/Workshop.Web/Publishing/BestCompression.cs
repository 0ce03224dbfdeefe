using System.Threading.Channels;

namespace Workshop.Web.Publishing;

/// <summary>Compresses pages as well as possible once they have been served, one after the other, on a thread of its own.</summary>
internal sealed class BestCompression : BackgroundService
{
    private readonly Channel<CachedAnswer> _waiting = Channel.CreateUnbounded<CachedAnswer>(new UnboundedChannelOptions { SingleReader = true });

    public void Improve(CachedAnswer answer)
    {
        if (answer.ClaimImprovement())
        {
            _waiting.Writer.TryWrite(answer);
        }
    }

    // Not on the thread pool, whose few threads have requests to answer.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stopping)
    {
        try
        {
            while (_waiting.Reader.WaitToReadAsync(stopping).AsTask().GetAwaiter().GetResult())
            {
                while (!stopping.IsCancellationRequested && _waiting.Reader.TryRead(out var answer))
                {
                    answer.CompressBest();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is lost: the quick compression is as true.
        }
    }
}
