using System.Text.RegularExpressions;

namespace Workshop.Data;

/// <summary>One installed PostgreSQL server.</summary>
/// <param name="Major">As PG_VERSION has it: <c>17</c>.</param>
/// <param name="Version">In full: <c>17.2</c>.</param>
internal sealed partial record PostgresInstallation(string Folder, string Major, string Version)
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>Those on PATH in its order, then those in the usual folders, newest first.</summary>
    /// <exception cref="LocalPostgresException">There are none.</exception>
    public static async Task<IReadOnlyList<PostgresInstallation>> FindAllAsync(PostgresPlaces places, CancellationToken ct)
    {
        var onPath = await InspectAsync(places.Path, ct);
        var usual = await InspectAsync(places.UsualFolders.SelectMany(Expand), ct);
        PostgresInstallation[] all = [.. onPath.Concat(usual.OrderByDescending(i => i.Age)).DistinctBy(i => i.Folder)];
        return all.Length > 0 ? all : throw new LocalPostgresException(
            $"No connection string is set, and no PostgreSQL server is installed for the embedded database. "
            + $"{WaysOut.Installing} {WaysOut.WithoutInstalling}");
    }

    /// <summary>The one that can serve a cluster of this version, or the first one for a new cluster.</summary>
    public static PostgresInstallation Choose(IReadOnlyList<PostgresInstallation> installed, string? clusterVersion, string cluster)
    {
        if (clusterVersion is null)
        {
            return installed[0];
        }

        return installed.FirstOrDefault(i => i.Major == clusterVersion) ?? throw new LocalPostgresException(
            $"The database in {cluster} was made by PostgreSQL {clusterVersion}, and this machine has "
            + $"{string.Join(", ", installed.Select(i => $"{i.Version} ({i.Folder})"))}. "
            + $"PostgreSQL serves only data of its own major version, so nothing was touched. Install PostgreSQL "
                + $"{clusterVersion} beside it "
            + $"(Debian, Ubuntu: `apt-get install postgresql-{clusterVersion}`), or carry the data over with pg_upgrade, or "
                + $"move the folder away to begin with an empty database. {WaysOut.WithoutInstalling}");
    }

    private Version Age => new(NumericVersion().Match(Version).Value is { Length: > 0 } dotted ? dotted : Major + ".0");

    private static async Task<List<PostgresInstallation>> InspectAsync(IEnumerable<string> folders, CancellationToken ct)
    {
        var found = new List<PostgresInstallation>();
        foreach (var folder in folders)
        {
            if (await TryInspectAsync(folder, ct) is { } installation)
            {
                found.Add(installation);
            }
        }

        return found;
    }

    private static async Task<PostgresInstallation?> TryInspectAsync(string folder, CancellationToken ct)
    {
        var postgres = new FileInfo(Path.Combine(Path.GetFullPath(folder), "postgres"));
        if (!postgres.Exists)
        {
            return null;
        }

        // A link in /usr/local/bin leads to the folder where its sibling tools are.
        var home = Path.GetDirectoryName(postgres.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? postgres.FullName)!;
        if (!Needed.All(name => File.Exists(Path.Combine(home, name))))
        {
            return null;
        }

        var answer = await Tool.RunAsync(
            [Path.Combine(home, "postgres"), "--version"], "/", new Dictionary<string, string>(), Tool.ShortBound, ct);
        var version = StatedVersion().Match(answer.Output);
        return answer.Succeeded
            && version.Success ? new PostgresInstallation(home, version.Groups["major"].Value, version.Groups["full"].Value) : null;
    }

    /// <summary>The existing folders that a pattern with stars in its names stands for.</summary>
    private static IEnumerable<string> Expand(string pattern) =>
        pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((IEnumerable<string>)["/"], (folders, name) => folders
            .SelectMany(folder => name.Contains('*')
                ? Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, name) : []
                : [Path.Combine(folder, name)]));

    [GeneratedRegex(@"\(PostgreSQL\) (?<full>(?<major>\d+)\S*)")]
    private static partial Regex StatedVersion();

    [GeneratedRegex(@"^\d+\.\d+")]
    private static partial Regex NumericVersion();
}
