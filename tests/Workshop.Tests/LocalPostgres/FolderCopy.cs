using Workshop.Data;

namespace Workshop.Tests;

/// <summary>A folder with all below it, whoever owns each file and whatever its mode is.</summary>
internal static class FolderCopy
{
    public static async Task MakeAsync(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var copied = await Tool.RunAsync(
            ["cp", "-a", "--", from, to], "/", new Dictionary<string, string>(), Tool.ShortBound, TestContext.Current.CancellationToken);
        Assert.True(copied.Succeeded, copied.Output);
    }
}
