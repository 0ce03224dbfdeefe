using System.ComponentModel;
using System.Diagnostics;

namespace Workshop.Data;

/// <param name="Output">Standard output and error together, trimmed.</param>
internal sealed record ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs a command to its end, with its output captured and its time bounded.</summary>
internal static class Tool
{
    private const int CommandNotFound = 127;

    public static readonly TimeSpan ShortBound = TimeSpan.FromSeconds(20);

    /// <exception cref="LocalPostgresException">It did not finish within <paramref name="bound"/> and was killed.</exception>
    /// <exception cref="OperationCanceledException">It was killed, with its children.</exception>
    public static async Task<ToolResult> RunAsync(
        IEnumerable<string> command,
        string workingDirectory,
        IReadOnlyDictionary<string, string> environment,
        TimeSpan bound,
        CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = Describe([.. command], workingDirectory, environment) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ToolResult(CommandNotFound, e.Message);
        }

        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(bound);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ToolResult(process.ExitCode, $"{await output}\n{await error}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            throw new LocalPostgresException(
                $"{Path.GetFileName(process.StartInfo.FileName)} did not finish within {bound.TotalSeconds:0} seconds and was stopped.");
        }
    }

    private static ProcessStartInfo Describe(string[] command, string workingDirectory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A reader's PGPORT, PGDATA or PGOPTIONS is meant for another server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Messages in one language; and without it macOS makes the server multithreaded, which it refuses.
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
