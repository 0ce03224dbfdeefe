using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Workshop.Data;

/// <summary>
/// Where a cluster and what belongs to it lie: <c>postgres/</c> is the cluster, which PostgreSQL itself keeps closed to
/// every other user, and beside it <c>postgres.log</c> and the two locks. All paths are free of links, so that every
/// process comes to the same ones.
/// </summary>
internal sealed record ClusterFolder(string Cluster, ServerUser User)
{
    public string Home => Path.GetDirectoryName(Cluster)!;

    public string Log => Cluster + ".log";

    /// <summary>Held exclusively while one process starts or stops the server.</summary>
    public string TurnLock => Cluster + ".turn.lock";

    /// <summary>Held in common by every living instance that uses the server.</summary>
    public string UseLock => Cluster + ".use.lock";

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>Twelve hexadecimal digits that stand for the path.</summary>
    public string Fingerprint => FingerprintOf(Cluster);

    public static async Task<ClusterFolder> OpenAsync(string directory, PostgresPlaces places, ILogger logger, CancellationToken ct)
    {
        directory = Path.GetFullPath(directory);
        MakeTraversable(directory);
        var cluster = WithoutLinks(Path.Combine(directory, "postgres"));
        var user = await ServerUser.ForAsync(cluster, ct);
        var home = Path.GetDirectoryName(cluster)!;
        if (user.Ids is null || (await user.RunAsync(ct, "test", "-x", home)).Succeeded)
        {
            return new ClusterFolder(cluster, user);
        }

        if (Directory.Exists(cluster))
        {
            throw new LocalPostgresException(
                $"The database in {cluster} cannot be reached by the user {user.Description}, who runs the server because "
                + $"PostgreSQL does not run as root. "
                + $"Let that user pass through the folders above it (`chmod o+x` on each), or run the portal as the owner of "
                    + $"the folder. {WaysOut.WithoutInstalling}");
        }

        return new ClusterFolder(KeepWithTheSystem(cluster, places, user, logger), user);
    }

    /// <summary>The major version of the cluster, or nothing where none has been made yet.</summary>
    /// <exception cref="LocalPostgresException">Something else lies there, which is left alone.</exception>
    public string? ReadVersion()
    {
        if (!Directory.Exists(Cluster))
        {
            return null;
        }

        if (!Directory.EnumerateFileSystemEntries(Cluster).Any())
        {
            Directory.Delete(Cluster);
            return null;
        }

        var version = Path.Combine(Cluster, "PG_VERSION");
        if (!File.Exists(version) || !File.Exists(Path.Combine(Cluster, "global", "pg_control")))
        {
            throw new LocalPostgresException(
                $"{Cluster} is neither empty nor a complete PostgreSQL cluster, so it was left alone. Move it away, and the "
                + $"next start makes a new database there.");
        }

        return File.ReadAllText(version).Trim();
    }

    /// <summary>As root the server's user must pass through, though not list; everyone else keeps the folder to themselves.</summary>
    private static void MakeTraversable(string directory)
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows() && !Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory, Own);
            if (Environment.IsPrivilegedProcess)
            {
                // Set rather than asked for at creation, where a strict umask would take it away.
                File.SetUnixFileMode(directory, Own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
        }
    }

    /// <summary>
    /// A checkout under /root is closed to the server's user. Rather than open root's home, the cluster goes to the
    /// system's data and a link marks the place, so that later starts find it whatever the modes are by then.
    /// </summary>
    private static string KeepWithTheSystem(string cluster, PostgresPlaces places, ServerUser user, ILogger logger)
    {
        var home = Path.Combine(places.SystemData, FingerprintOf(cluster));
        MakeTraversable(places.SystemData);
        MakeTraversable(home);
        var instead = WithoutLinks(Path.Combine(home, "postgres"));
        if (new FileInfo(cluster).LinkTarget is null)
        {
            File.CreateSymbolicLink(cluster, instead);
        }

        logger.KeptWithTheSystem(Path.GetDirectoryName(cluster)!, user.Description, instead);
        return instead;
    }

    private static string WithoutLinks(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate("/", (parent, name) =>
        {
            var next = Path.Combine(parent, name);
            return new FileInfo(next).LinkTarget is { } target ? WithoutLinks(Path.GetFullPath(target, parent)) : next;
        });

    private static string FingerprintOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
