using Workshop.Data;
using Workshop.Web.Commands;

namespace Workshop.Tests.Transfer;

public sealed class ImportCommandTests(SharedDatabase shared) : ImportTest(shared)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workshop-import-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Import_Folder_PrintsWhatBecameWhatAndAnswersZero()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "about.md"), "---\ntitle: About\n---\n<!-- secret -->\n", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "broken.md"), "---\ntitle: [\n---\n", Cancellation);

        var code = await RunAsync(_folder.FullName, "--publish", "--edition", "2024");

        Assert.Equal((0, ""), (code, _errors.ToString()));
        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains("about.md  /about/  created, published", lines);
        Assert.Contains("about.md:4: A comment was left out.", lines);
        Assert.Contains(lines, line => line.StartsWith("broken.md:3: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_NothingThere_SaysSoAndAnswersOne()
    {
        var code = await RunAsync(Path.Combine(_folder.FullName, "missing"));

        Assert.Equal((1, ""), (code, _output.ToString()));
        Assert.StartsWith("Nothing was imported.", _errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        ImportCommand.Create(UseDatabaseAsync, _output, _errors).Parse(arguments).InvokeAsync(cancellationToken: Cancellation);

    private async Task<int> UseDatabaseAsync(Func<WorkshopDbContext, Task<int>> run, CancellationToken cancellation)
    {
        await using var db = Open();
        return await run(db);
    }
}
