using Microsoft.Extensions.Logging;

namespace Workshop.Data;

/// <summary>What the embedded database says on the way; each line is written for the person at the terminal.</summary>
internal static partial class LocalPostgresLog
{
    [LoggerMessage(LogLevel.Information, "Making a PostgreSQL {Version} database in {Cluster}; this happens once.")]
    public static partial void Creating(this ILogger logger, string version, string cluster);

    [LoggerMessage(LogLevel.Information, "Removed {Folder}, left by a start that was interrupted while it made a database.")]
    public static partial void RemovedLeftover(this ILogger logger, string folder);

    [LoggerMessage(
        LogLevel.Information,
        "PostgreSQL {Version} serves {Cluster} as the user {User}, on a Unix socket without a TCP port; it was up in {Milliseconds} ms.")]
    public static partial void Started(this ILogger logger, string version, string cluster, string user, long milliseconds);

    [LoggerMessage(
        LogLevel.Information,
        "Attached to the PostgreSQL server (process {Pid}) that already serves {Cluster}; "
        + "the last portal or command that uses it stops it.")]
    public static partial void Attached(this ILogger logger, int pid, string cluster);

    [LoggerMessage(
        LogLevel.Warning,
        "The last server of {Cluster}, process {Pid}, ended without shutting down. PostgreSQL recovers everything committed "
        + "from its write-ahead log.")]
    public static partial void Recovering(this ILogger logger, int pid, string cluster);

    [LoggerMessage(
        LogLevel.Warning,
        "{Directory} is closed to the user {User}, who runs PostgreSQL because it does not run as root. The database is kept in "
        + "{Instead}, and a link leads there.")]
    public static partial void KeptWithTheSystem(this ILogger logger, string directory, string user, string instead);

    [LoggerMessage(LogLevel.Information, "Left the PostgreSQL server of {Cluster} to the others that use it.")]
    public static partial void LeftToOthers(this ILogger logger, string cluster);

    [LoggerMessage(
        LogLevel.Warning,
        "The PostgreSQL server of {Cluster} could not be stopped in turn and may still run; the next start adopts it: {Reason}")]
    public static partial void LeftRunning(this ILogger logger, string cluster, string reason);

    [LoggerMessage(LogLevel.Information, "Stopped the PostgreSQL server of {Cluster}.")]
    public static partial void Stopped(this ILogger logger, string cluster);

    [LoggerMessage(LogLevel.Warning, "The PostgreSQL server of {Cluster} did not stop in {Mode} mode: {Output}")]
    public static partial void SlowToStop(this ILogger logger, string cluster, string mode, string output);
}
