using System.Xml.Linq;

namespace Workshop.Tests.Commands;

/// <summary>The version stands in <c>Directory.Build.props</c>, and nowhere else.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("workshop-version-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Version_OfTheCommandLine_IsTheProjectsAloneAndStartsNothing()
    {
        var expected = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, "--version");

        Assert.Equal((0, expected), (exitCode, output.Trim()));
        Assert.Empty(_directory.GetFileSystemInfos());
    }
}
