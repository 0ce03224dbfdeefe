using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Workshop.Data;

/// <summary>The server of one cluster: found running, started, stopped. Every call is made in the caller's turn.</summary>
internal sealed class PostgresServer(ClusterFolder folder, PostgresInstallation installation, ILogger logger)
{
    private const long LargestLog = 1024 * 1024;

    /// <summary>Long enough to recover from a crash, which is what can take time.</summary>
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public ClusterFolder Folder => folder;

    public PostgresInstallation Installation => installation;

    /// <summary>The socket folder of the server that already serves this cluster, if one does.</summary>
    public async Task<string?> AttachAsync(CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (await FindRunningAsync(ct) is { } running)
        {
            if (running.SocketFolder is { } socket && await WorkshopDatabase.AnswersAsync(socket, ct))
            {
                logger.Attached(running.Pid, folder.Cluster);
                return socket;
            }

            if (waited.Elapsed > StartBound)
            {
                throw new LocalPostgresException(
                    $"The PostgreSQL server with process number {running.Pid} holds {folder.Cluster} but does not answer. Look "
                    + $"into {folder.Log}, stop that process and start again.");
            }

            await Task.Delay(Poll, ct);
        }

        return null;
    }

    /// <summary>
    /// Not cancelled midway, so that no server is left that nobody waits for: it takes a fraction of a second, or as long as
    /// recovery after a crash.
    /// </summary>
    public async Task<string> StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (PostmasterFile.Read(folder.PidFile) is { } stale)
        {
            logger.Recovering(stale.Pid, folder.Cluster);
            PostmasterFile.MarkDead(folder.PidFile);
        }

        var socket = await SocketFolder.MakeAsync(folder, ct);
        SocketFolder.RemoveStaleLock(socket);
        await PrepareLogAsync(ct);
        var clock = Stopwatch.StartNew();
        var result = await RunPgCtlAsync(StartBound, "start", "--log", Path.GetFileName(folder.Log), "--options", Settings(socket));
        while (!result.Succeeded && clock.Elapsed < StopBound && LogTail().Contains("still in use", StringComparison.Ordinal))
        {
            // Children of a killed server need a moment to notice; until then PostgreSQL rightly refuses.
            await Task.Delay(Poll, CancellationToken.None);
            result = await RunPgCtlAsync(StartBound, "start", "--log", Path.GetFileName(folder.Log), "--options", Settings(socket));
        }

        if (!result.Succeeded)
        {
            throw new LocalPostgresException(
                $"PostgreSQL {installation.Version} did not start in {folder.Cluster}. pg_ctl says:\n{result.Output}\nThe end "
                + $"of {folder.Log}:\n{LogTail()}\n{WaysOut.WithoutInstalling}");
        }

        logger.Started(installation.Version, folder.Cluster, folder.User.Description, clock.ElapsedMilliseconds);
        ct.ThrowIfCancellationRequested();
        return socket;
    }

    /// <summary>
    /// Fast: open transactions roll back. At once, leaving recovery to the next start, only when that takes too long; nothing
    /// committed is lost either way.
    /// </summary>
    public async Task StopAsync()
    {
        foreach (var mode in (string[])["fast", "immediate"])
        {
            if (await FindRunningAsync(CancellationToken.None) is not { } running)
            {
                return;
            }

            var result = await RunPgCtlAsync(StopBound, "stop", "--mode", mode);
            if (result.Succeeded)
            {
                SocketFolder.Remove(folder, running.SocketFolder ?? folder.Cluster);
                logger.Stopped(folder.Cluster);
                return;
            }

            logger.SlowToStop(folder.Cluster, mode, result.Output);
        }
    }

    /// <summary>A process number alone proves nothing after a crash; a server's working directory is its cluster.</summary>
    private async Task<PostmasterFile?> FindRunningAsync(CancellationToken ct)
    {
        if (PostmasterFile.Read(folder.PidFile) is not { } file)
        {
            return null;
        }

        if (!OperatingSystem.IsLinux())
        {
            var command = await folder.User.RunAsync(ct, "ps", "-o", "comm=", "-p", $"{file.Pid}");
            return command.Output.Contains("postgres", StringComparison.Ordinal) ? file : null;
        }

        // Asked as the server's user, because in a container even root may not look at the processes of another.
        var directory = await folder.User.RunAsync(ct, "readlink", $"/proc/{file.Pid}/cwd");
        return directory.Output == folder.Cluster ? file : null;
    }

    /// <summary>
    /// pg_ctl takes the server out of the terminal's process group, so that Ctrl+C reaches the portal alone, which
    /// finishes its work and then stops the server.
    /// </summary>
    private Task<ToolResult> RunPgCtlAsync(TimeSpan bound, params string[] arguments)
    {
        // The shell that pg_ctl starts would expand a path given as an argument; in PGDATA it is safe.
        var variables = new Dictionary<string, string> { ["PGDATA"] = folder.Cluster };
        return folder.User.RunAsync(folder.Home, variables, bound + Tool.ShortBound, CancellationToken.None,
            [installation.PgCtl, .. arguments, "--wait", "--timeout", $"{bound.TotalSeconds:0}"]);
    }

    private static string Settings(string socketFolder) => string.Join(' ',
        "-c listen_addresses=''",
        $"-c unix_socket_directories={socketFolder}",
        "-c unix_socket_permissions=0700",
        $"-c port={WorkshopDatabase.Port}",
        "-c max_connections=100",
        "-c timezone=UTC",
        "-c log_timezone=UTC",
        "-c log_checkpoints=off");

    /// <summary>The log of a long life is set aside at the next start, so that two files bound it.</summary>
    private async Task PrepareLogAsync(CancellationToken ct)
    {
        if (File.Exists(folder.Log) && new FileInfo(folder.Log).Length > LargestLog)
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
        }

        if (!File.Exists(folder.Log))
        {
            await File.Create(folder.Log).DisposeAsync();
            await folder.User.OwnAsync(folder.Log, ct);
        }
    }

    private string LogTail() => File.Exists(folder.Log) ? string.Join('\n', File.ReadLines(folder.Log).TakeLast(15)) : "";
}
