using System.Globalization;

namespace Workshop.Data;

/// <summary>What a server writes into its cluster while it runs, and leaves there when it crashes.</summary>
internal sealed record PostmasterFile(int Pid, string? SocketFolder)
{
    /// <summary>Above the highest process number of Linux and macOS.</summary>
    private const string NoProcess = "2147483647";

    public static PostmasterFile? Read(string path)
    {
        try
        {
            // Line 1 is the process number, line 5 the first socket folder.
            return File.ReadAllLines(path) is [var first, .. var rest] && int.TryParse(first, CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterFile(pid, rest is [_, _, _, { Length: > 0 } socket, ..] ? socket : null)
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// After a crash another process may bear the number, or in a container without an init the dead one keeps it, and
    /// PostgreSQL would take either for a living server and refuse.
    /// The file is kept rather than deleted, because by its other lines PostgreSQL finds out whether children of the
    /// crashed server still hold its shared memory.
    /// </summary>
    public static void MarkDead(string path) => File.WriteAllLines(path, [NoProcess, .. File.ReadAllLines(path).Skip(1)]);
}
