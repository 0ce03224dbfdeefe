using Microsoft.Extensions.Logging;
using Npgsql;

namespace Workshop.Data;

/// <summary>
/// The embedded default: a private PostgreSQL cluster for a machine without a connection string, served by the
/// installed PostgreSQL over a Unix socket with no TCP port.
/// </summary>
/// <remarks>
/// A server has users rather than an owner: every living instance, in this process or another, holds a shared lock on
/// one file, and the last one out stops the server. So <c>import</c> beside a running <c>serve</c> attaches and leaves
/// the server to it; when <c>serve</c> stops first, the import still finishes and then stops the server; and a server
/// whose portal was killed is adopted by the next start. The kernel drops the locks of a dead process, so nothing
/// here can go stale. Starting and stopping happen one at a time, under a second, exclusive lock.
/// </remarks>
public sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(60);

    private readonly PostgresServer _server;
    private readonly ILogger _logger;
    private FileStream? _use;

    private LocalPostgres(PostgresServer server, string connectionString, FileStream use, ILogger logger)
    {
        (_server, ConnectionString, _use, _logger) = (server, connectionString, use, logger);
    }

    /// <summary>Leads to the database <c>workshop</c>, which exists, over the Unix socket.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the cluster in <paramref name="directory"/>, making it on first use, or attaches to its running server.</summary>
    /// <exception cref="LocalPostgresException">It cannot be served; the message says what to do.</exception>
    public static Task<LocalPostgres> StartAsync(string directory, ILogger logger, CancellationToken ct) =>
        StartAsync(directory, PostgresPlaces.OfThisSystem(), logger, ct);

    internal static async Task<LocalPostgres> StartAsync(string directory, PostgresPlaces places, ILogger logger, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LocalPostgresException(
                $"The embedded database needs Unix sockets and does not run on Windows. {WaysOut.WithoutInstalling}");
        }

        try
        {
            var installed = await PostgresInstallation.FindAllAsync(places, ct);
            var folder = await ClusterFolder.OpenAsync(directory, places, logger, ct);
            using var turn = await FileLock.ExclusiveAsync(folder.TurnLock, ct);
            return await StartInTurnAsync(folder, installed, logger, ct);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresException(
                $"The embedded database in {directory} belongs to another user, perhaps because it was first started as root: {e.Message} "
                + $"Start as that user, or move the folder away to begin with an empty database. {WaysOut.WithoutInstalling}", e);
        }
        catch (Exception e) when (e is IOException or NpgsqlException)
        {
            throw new LocalPostgresException(
                $"The embedded database in {directory} cannot be served: {e.Message} {WaysOut.WithoutInstalling}", e);
        }
    }

    private static async Task<LocalPostgres> StartInTurnAsync(
        ClusterFolder folder, IReadOnlyList<PostgresInstallation> installed, ILogger logger, CancellationToken ct)
    {
        var version = folder.ReadVersion();
        var server = new PostgresServer(folder, PostgresInstallation.Choose(installed, version, folder.Cluster), logger);
        var use = FileLock.Shared(folder.UseLock);
        try
        {
            if (version is null)
            {
                await ClusterCreation.RunAsync(folder, server.Installation, logger, ct);
            }

            var socket = await server.AttachAsync(ct) ?? await server.StartAsync(ct);
            var connectionString = await WorkshopDatabase.EnsureAsync(socket, ct);
            return new LocalPostgres(server, connectionString, use, logger);
        }
        catch
        {
            await LeaveAsync(server, use, logger);
            throw;
        }
    }

    /// <summary>Stops the server, letting open transactions roll back, unless another living instance uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _use, null) is not { } use)
        {
            return;
        }

        using var bound = new CancellationTokenSource(StopBound);
        try
        {
            using var turn = await FileLock.ExclusiveAsync(_server.Folder.TurnLock, bound.Token);
            await LeaveAsync(_server, use, _logger);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Another takes too long with its turn, or the folder is gone, and then PostgreSQL ends by itself within a minute.
            await use.DisposeAsync();
            _logger.LeftRunning(_server.Folder.Cluster, e.Message);
        }
    }

    private static async Task LeaveAsync(PostgresServer server, FileStream use, ILogger logger)
    {
        await use.DisposeAsync();
        using var last = FileLock.TryExclusive(server.Folder.UseLock);
        if (last is null)
        {
            logger.LeftToOthers(server.Folder.Cluster);
            return;
        }

        await server.StopAsync();
    }
}
