using Microsoft.Extensions.Logging;

namespace Workshop.Data;

/// <summary>
/// Makes a cluster beside its place and moves it there once complete, so what stands in its place is never half made.
/// </summary>
internal static class ClusterCreation
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(ClusterFolder folder, PostgresInstallation installation, ILogger logger, CancellationToken ct)
    {
        RemoveLeftovers(folder, logger);
        logger.Creating(installation.Version, folder.Cluster);
        var draft = $"{folder.Cluster}.new-{Guid.NewGuid():N}"[..^24];
        Directory.CreateDirectory(draft);
        try
        {
            await folder.User.OwnAsync(draft, ct);
            await InitialiseAsync(folder, installation, draft, ct);
            Directory.Move(draft, folder.Cluster);
        }
        catch
        {
            TryDelete(draft);
            throw;
        }
    }

    private static void RemoveLeftovers(ClusterFolder folder, ILogger logger)
    {
        foreach (var leftover in Directory.EnumerateDirectories(folder.Home, Path.GetFileName(folder.Cluster) + ".new-*"))
        {
            if (TryDelete(leftover))
            {
                logger.RemovedLeftover(leftover);
            }
        }
    }

    private static async Task InitialiseAsync(ClusterFolder folder, PostgresInstallation installation, string draft, CancellationToken ct)
    {
        ToolResult result = new(-1, "");
        foreach (var locale in LocalesFor(installation))
        {
            result = await folder.User.RunAsync(folder.Home, new Dictionary<string, string>(), Bound, ct,
            [
                installation.InitDb, "--pgdata", draft, "--username", WorkshopDatabase.Role, "--auth", "trust",
                "--encoding", "UTF8", .. locale, "--text-search-config", "english", "--data-checksums",
            ]);
            if (result.Succeeded || !result.Output.Contains("invalid locale", StringComparison.Ordinal))
            {
                break;
            }
        }

        // Ctrl+C reaches initdb too, possibly before this process has been told.
        ct.ThrowIfCancellationRequested();
        if (!result.Succeeded)
        {
            throw new LocalPostgresException(
                $"A database could not be made in {folder.Cluster}; nothing was left there. initdb of PostgreSQL "
                + $"{installation.Version} says:\n{result.Output}\n{WaysOut.WithoutInstalling}");
        }
    }

    /// <summary>
    /// Code point order with Unicode character classes: PostgreSQL's own from 17 on, the system's before, and plain C where the
    /// system lacks it.
    /// </summary>
    private static IEnumerable<string[]> LocalesFor(PostgresInstallation installation) =>
        int.Parse(installation.Major, System.Globalization.CultureInfo.InvariantCulture) >= 17
            ? [["--locale-provider", "builtin", "--locale", "C", "--builtin-locale", "C.UTF-8"]]
            : [["--locale", "C.UTF-8"], ["--locale", "C"]];

    private static bool TryDelete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An initdb that outlived its portal may still write here; the next start tries again.
            return false;
        }
    }
}
