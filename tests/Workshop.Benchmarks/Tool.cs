using System.Diagnostics;

namespace Workshop.Benchmarks;

internal static class Tool
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It exited with anything but 0; the message has its words.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await errors} {await output}");
    }
}
