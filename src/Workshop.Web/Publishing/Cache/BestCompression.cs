using System.Threading.Channels;

namespace Workshop.Web.Publishing.Cache;

/// <summary>Compresses pages as well as possible once they have been served, one after the other, on a thread of its own.</summary>
internal sealed partial class BestCompression(ILogger<BestCompression> log) : BackgroundService
{
    // Where pages change faster than they can be compressed, the oldest have the least to gain.
    private readonly Channel<CachedAnswer> _waiting =
        Channel.CreateBounded<CachedAnswer>(new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropOldest });

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
                    Compress(answer);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is lost: the quick compression is as true.
        }
    }

    private void Compress(CachedAnswer answer)
    {
        try
        {
            answer.CompressBest();
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "A page could not be compressed any better; it is served as it was compressed at first.")]
    private static partial void LogFailed(ILogger log, Exception failure);
}
