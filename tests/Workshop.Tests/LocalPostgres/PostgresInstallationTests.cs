using System.Runtime.Versioning;
using Workshop.Data;

namespace Workshop.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class PostgresInstallationTests
{
    [Fact]
    public async Task FindAllAsync_SeveralInstalled_PutsPathFirstThenTheNewest()
    {
        await using var scratch = new ScratchCluster();
        var onPath = FakeInstallation.Make(scratch.Root, "14.2");
        FakeInstallation.Make(scratch.Root, "9.6");
        FakeInstallation.Make(scratch.Root, "16.10");
        FakeInstallation.Make(scratch.Root, "16.9");
        FakeInstallation.Make(scratch.Root, "19beta1");
        var places = new PostgresPlaces(["/no/such/folder", onPath], [scratch.Root + "/fake-*/bin", "/no/such/*/folder"], scratch.Root);

        var found = await PostgresInstallation.FindAllAsync(places, TestContext.Current.CancellationToken);

        Assert.Equal(["14.2", "19beta1", "16.10", "16.9", "9.6"], found.Select(i => i.Version));
        Assert.Equal(["14", "19", "16", "16", "9"], found.Select(i => i.Major));
    }

    [Fact]
    public async Task FindAllAsync_LinkOnPath_LeadsToTheFolderOfTheTools()
    {
        await using var scratch = new ScratchCluster();
        var real = FakeInstallation.Make(scratch.Root, "17.1");
        var links = Path.Combine(scratch.Root, "links");
        Directory.CreateDirectory(links);
        File.CreateSymbolicLink(Path.Combine(links, "postgres"), Path.Combine(real, "postgres"));

        var found = await PostgresInstallation.FindAllAsync(
            new PostgresPlaces([links], [], scratch.Root), TestContext.Current.CancellationToken);

        Assert.Equal(Path.Combine(real, "initdb"), Assert.Single(found).InitDb);
    }

    [Fact]
    public async Task FindAllAsync_ToolsMissing_IsNoServer()
    {
        await using var scratch = new ScratchCluster();
        var folder = FakeInstallation.Make(scratch.Root, "17.1");
        File.Delete(Path.Combine(folder, "initdb"));

        await Assert.ThrowsAsync<LocalPostgresException>(
            () => PostgresInstallation.FindAllAsync(new PostgresPlaces([folder], [], scratch.Root), TestContext.Current.CancellationToken));
    }
}
