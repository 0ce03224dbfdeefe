using System.Diagnostics;
using System.Text;

namespace Workshop.Benchmarks;

internal static class Tool
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It exited with anything but 0; the message has its words.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments) =>
        Encoding.UTF8.GetString(await ReadAsync(program, arguments));

    /// <summary>The same, to the last byte: a byte order mark is one.</summary>
    public static async Task<byte[]> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        await reading;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: {await errors} {Encoding.UTF8.GetString(output.ToArray())}");
    }
}
