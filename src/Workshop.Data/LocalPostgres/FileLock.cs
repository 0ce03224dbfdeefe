namespace Workshop.Data;

/// <summary>
/// Locks between processes and within one: .NET's share modes are flock(2) on Unix, which the kernel releases when the holder dies.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(30);

    public static async Task<FileStream> ExclusiveAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            if (TryExclusive(path) is { } held)
            {
                return held;
            }

            await Task.Delay(Poll, ct);
        }
    }

    public static FileStream? TryExclusive(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    /// <summary>To be asked for only under the exclusive lock of the turn, which keeps anyone from holding this one exclusively.</summary>
    public static FileStream Shared(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    /// <summary>EWOULDBLOCK is 11 on Linux and 35 on macOS; any other error is a real one.</summary>
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35;
}
