namespace Workshop.Data;

/// <summary>
/// The system user under whom the server and its tools run: whoever runs the portal, except that PostgreSQL refuses to
/// run as root. Then it is the owner of the existing cluster, or <c>postgres</c>, or <c>nobody</c>.
/// </summary>
internal sealed class ServerUser
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string[] _prefix;

    private ServerUser(string description, string? ids, string[] prefix) => (Description, Ids, _prefix) = (description, ids, prefix);

    public string Description { get; }

    /// <summary><c>uid:gid</c> when it is not the user of this process.</summary>
    public string? Ids { get; }

    public static async Task<ServerUser> ForAsync(string cluster, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerUser(Environment.UserName, null, []);
        }

        foreach (var (uid, gid) in await CandidatesAsync(cluster, ct))
        {
            var name = (await RunAsRootAsync(["id", "-nu", uid], ct)).Output;
            string[][] ways = [["setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "--"], ["runuser", "-u", name, "--"]];
            foreach (var prefix in ways)
            {
                if ((await RunAsRootAsync([.. prefix, "true"], ct)).Succeeded)
                {
                    return new ServerUser(name, $"{uid}:{gid}", prefix);
                }
            }
        }

        throw new LocalPostgresException(
            "PostgreSQL does not run as root, and neither setpriv nor runuser could run it as the user postgres or nobody. "
            + $"Run the portal as an ordinary user, or install util-linux. {WaysOut.WithoutInstalling}");
    }

    public Task<ToolResult> RunAsync(
        string workingDirectory,
        IReadOnlyDictionary<string, string> variables,
        TimeSpan bound,
        CancellationToken ct,
        params string[] command) =>
        Tool.RunAsync([.. _prefix, .. command], workingDirectory, variables, bound, ct);

    public Task<ToolResult> RunAsync(CancellationToken ct, params string[] command) =>
        RunAsync("/", NoVariables, Tool.ShortBound, ct, command);

    /// <summary>Hands over a file or folder that root has just made.</summary>
    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (Ids is not null && await RunAsRootAsync(["chown", Ids, path], ct) is { Succeeded: false } failure)
        {
            throw new LocalPostgresException($"{path} could not be handed to the user {Description}: {failure.Output}");
        }
    }

    private static async Task<IReadOnlyList<(string Uid, string Gid)>> CandidatesAsync(string cluster, CancellationToken ct)
    {
        var candidates = new List<(string, string)>();
        if (Directory.Exists(cluster) && await FileOwner.OfAsync(cluster, ct) is { Uid: not "0" } owner)
        {
            return [(owner.Uid, owner.Gid)];
        }

        foreach (var name in (string[])["postgres", "nobody"])
        {
            var uid = await RunAsRootAsync(["id", "-u", name], ct);
            var gid = await RunAsRootAsync(["id", "-g", name], ct);
            if (uid.Succeeded && gid.Succeeded)
            {
                candidates.Add((uid.Output, gid.Output));
            }
        }

        return candidates;
    }

    private static Task<ToolResult> RunAsRootAsync(string[] command, CancellationToken ct) =>
        Tool.RunAsync(command, "/", NoVariables, Tool.ShortBound, ct);
}
