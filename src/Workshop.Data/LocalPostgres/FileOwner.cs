namespace Workshop.Data;

/// <summary>
/// Mode, uid and gid of a path itself, not of what it links to. .NET cannot tell the owner; POSIX fixes the columns of <c>ls
/// -ldn</c>.
/// </summary>
internal sealed record FileOwner(string Mode, string Uid, string Gid)
{
    public static async Task<FileOwner?> OfAsync(string path, CancellationToken ct)
    {
        var listing = await Tool.RunAsync(["ls", "-ldn", "--", path], "/", new Dictionary<string, string>(), Tool.ShortBound, ct);
        return listing.Succeeded && listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var mode, _, var uid, var gid, ..]
            ? new FileOwner(mode[..10], uid, gid)
            : null;
    }
}
