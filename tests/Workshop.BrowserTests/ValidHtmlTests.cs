using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Workshop.BrowserTests;

/// <summary>That the checker of <see cref="Looks"/> checks.</summary>
public sealed class ValidHtmlTests
{
    [Fact]
    public async Task Checker_BrokenHtml_ComplainsAboutIt()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "<!DOCTYPE html><title>x</title><p><table><div>");

        var (exitCode, output) = await CheckAsync([file]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error", output, StringComparison.Ordinal);
        File.Delete(file);
    }

    internal static async Task<(int ExitCode, string Output)> CheckAsync(IEnumerable<string> files)
    {
        // Stated to be HTML, since a temporary file has no name that says so.
        var start = new ProcessStartInfo(
            "java",
            [
                "-XX:TieredStopAtLevel=1", "-Xss8m", "-jar", Checker(), "--format", "gnu", "--html", .. files
            ])
        { RedirectStandardError = true };
        using var java = Process.Start(start)!;
        var output = await java.StandardError.ReadToEndAsync();
        await java.WaitForExitAsync();
        // Not an error, and the framework's own: it writes the hidden fields of its forms with a slash.
        var findings = output
            .Split('\n')
            .Where(line => !line.Contains(": info: Trailing slash on void elements", StringComparison.Ordinal));
        return (java.ExitCode, string.Join('\n', findings).Trim());
    }

    private static string Checker([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
}
