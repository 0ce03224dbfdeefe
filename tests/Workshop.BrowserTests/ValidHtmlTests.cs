using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Workshop.BrowserTests;

public sealed class ValidHtmlTests(SamplePortal portal)
{
    [Fact]
    public async Task Pages_AllOfTheSample_AreValidHtml()
    {
        using var client = new HttpClient { BaseAddress = portal.Address };
        var directory = Directory.CreateTempSubdirectory("workshop-html-");
        try
        {
            var files = new List<string>();
            foreach (var path in SamplePortal.Pages.Select(row => row.Data))
            {
                using var answer = await client.GetAsync(path);
                var file = Path.Combine(directory.FullName, $"{files.Count}{new string([.. path.Select(c => char.IsAsciiLetter(c) ? c : '-')])}.html");
                await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
                files.Add(file);
            }

            var (exitCode, output) = await CheckAsync(files);

            Assert.True(output.Length == 0, output);
            Assert.Equal(0, exitCode);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Search_WithoutTheDatabase_IsValidHtml()
    {
        await using var away = new SamplePortal();
        await away.InitializeAsync();
        await away.HideDatabaseAsync();
        using var client = new HttpClient { BaseAddress = away.Address };
        using var answer = await client.GetAsync("/search?q=neuro");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        await away.ShowDatabaseAsync();

        var (exitCode, output) = await CheckAsync([file]);

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(output.Length == 0, output);
        Assert.Equal(0, exitCode);
        File.Delete(file);
    }

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
        var start = new ProcessStartInfo("java", ["-jar", Checker(), "--format", "gnu", "--html", .. files]) { RedirectStandardError = true };
        using var java = Process.Start(start)!;
        var output = await java.StandardError.ReadToEndAsync();
        await java.WaitForExitAsync();
        // Not an error, and the framework's own: it writes the hidden fields of its forms with a slash.
        var findings = output.Split('\n').Where(line => !line.Contains(": info: Trailing slash on void elements", StringComparison.Ordinal));
        return (java.ExitCode, string.Join('\n', findings).Trim());
    }

    private static string Checker([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "node_modules", "vnu-jar", "build", "dist", "vnu.jar");
}
