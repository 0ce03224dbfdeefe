using System.Threading.Channels;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing;

/// <summary>
/// Hears what <see cref="SiteChange"/> says, on a connection of its own. A connection that is lost, or that has gone silent,
/// is replaced; what was said meanwhile is lost too, so a new connection counts as a change.
/// </summary>
internal sealed partial class ChangeListener(
    DatabaseConnection database, NpgsqlDataSource pool, ListenerIntervals intervals, PublishingMetrics metrics, ILogger<ChangeListener> log)
    : BackgroundService
{
    // Bounded, because nobody reads while the site cannot be loaded; one that is left is as good as a thousand.
    private readonly Channel<Instant?> _changes = Channel.CreateBounded<Instant?>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>When each publishing transaction began, or null for a change that may have been missed.</summary>
    public ChannelReader<Instant?> Changes => _changes.Reader;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new BackOff();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(backOff, stoppingToken);
            }
            catch (Exception lost) when (!stoppingToken.IsCancellationRequested)
            {
                if (metrics.IsListening)
                {
                    LogLost(log, DatabaseTrouble.ReasonOf(lost) ?? lost.Message);
                }

                metrics.IsListening = false;
                // What has ended or silenced this connection has done so to the idle ones, of which the next load would take one.
                pool.Clear();
                await Task.Delay(backOff.Next(), stoppingToken);
            }
        }
    }

    private async Task ListenAsync(BackOff backOff, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(OwnConnection());
        connection.Notification += (_, said) => _changes.Writer.TryWrite(SiteChange.StartOf(said.Payload));
        await connection.OpenAsync(stopping);
        await using var listen = new NpgsqlCommand($"LISTEN {SiteChange.Channel}", connection);
        await listen.ExecuteNonQueryAsync(stopping);

        _changes.Writer.TryWrite(null);
        metrics.IsListening = true;
        if (!backOff.IsFresh)
        {
            LogBack(log);
        }

        backOff.Reset();

        await using var heartbeat = new NpgsqlCommand("SELECT", connection);
        while (true)
        {
            if (!await connection.WaitAsync(intervals.Heartbeat, stopping))
            {
                await heartbeat.ExecuteNonQueryAsync(stopping);
            }
        }
    }

    private string OwnConnection() => new NpgsqlConnectionStringBuilder(database.ConnectionString)
    {
        ApplicationName = "workshop listener",
        Pooling = false,
        Timeout = (int)intervals.Patience.TotalSeconds,
        CommandTimeout = (int)intervals.Patience.TotalSeconds,
        // A command that times out is given up with its connection, without asking the silent server to cancel it.
        CancellationTimeout = -1,
    }.ConnectionString;

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection that hears of changes is there.")]
    private static partial void LogBack(ILogger log);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The connection that hears of changes is lost: {Reason} Until it is back, changes are looked for now and then.")]
    private static partial void LogLost(ILogger log, string reason);
}
