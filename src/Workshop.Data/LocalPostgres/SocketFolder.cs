using System.Text.RegularExpressions;

namespace Workshop.Data;

/// <summary>
/// Where the server's Unix socket lies. Connections are trusted without a password because nobody else can reach the
/// socket: there is no TCP port, and its folder is closed to every other user. The cluster itself is such a folder:
/// PostgreSQL refuses to serve one that is open to others.
/// </summary>
internal static partial class SocketFolder
{
    /// <summary>macOS allows 103 bytes to the path of a socket, Linux 107.</summary>
    private const int LongestSocketPath = 103;

    private const string LockName = ".s.PGSQL.5432.lock";

    /// <summary>
    /// The cluster, or a short private folder under the temporary one where its path is too long for a socket or would need
    /// quoting.
    /// </summary>
    public static async Task<string> MakeAsync(ClusterFolder folder, CancellationToken ct)
    {
        if (Fits(folder.Cluster))
        {
            return folder.Cluster;
        }

        var name = $"workshop-{folder.Fingerprint}";
        var path = Path.Combine(Path.GetTempPath(), name);
        path = Fits(path) ? path : Path.Combine("/tmp", name);
        await MakePrivateAsync(path, folder.User, ct);
        return path;
    }

    /// <summary>
    /// A crashed server leaves the lock of its socket, whose process number may be another's by now. The folder is the cluster's
    /// alone, so no other server's lock is here.
    /// </summary>
    public static void RemoveStaleLock(string path) => File.Delete(Path.Combine(path, LockName));

    public static void Remove(ClusterFolder folder, string path)
    {
        if (path != folder.Cluster && Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static bool Fits(string path) => Plain().IsMatch(path) && path.Length + 1 + LockName.Length <= LongestSocketPath;

    /// <summary>
    /// Anyone may have put something else under this name into the temporary folder, so what is there is looked at before it is
    /// trusted.
    /// </summary>
    private static async Task MakePrivateAsync(string path, ServerUser user, CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows() && !Directory.Exists(path))
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await user.OwnAsync(path, ct);
        }

        var owner = await FileOwner.OfAsync(path, ct);
        var uid = await user.RunAsync(ct, "id", "-u");
        if (owner is null || owner.Mode != "drwx------" || owner.Uid != uid.Output)
        {
            throw new LocalPostgresException(
                $"The folder for the database's socket, {path}, is not a private folder of the user {user.Description}. Remove "
                + $"it and start again.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9/._+@~-]+$")]
    private static partial Regex Plain();
}
