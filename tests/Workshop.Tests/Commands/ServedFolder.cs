namespace Workshop.Tests.Commands;

/// <summary>
/// A folder in which the portal has been started once and stopped, with its private database and the sample; made once for
/// all tests that are not about a first start.
/// </summary>
public sealed class ServedFolder : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = MakeEmpty();

    public static DirectoryInfo MakeEmpty()
    {
        var folder = Directory.CreateTempSubdirectory("workshop-serve-");
        // The database runs as another user where the tests run as root, and that user must reach its folder.
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    public async ValueTask InitializeAsync()
    {
        using var portal = PortalProcess.Start(_folder.FullName, "--urls", "http://127.0.0.1:0");
        await portal.ListeningAsync();
        Assert.Equal(0, await portal.SignalAsync("TERM"));
    }

    public Task CopyToAsync(DirectoryInfo folder) =>
        FolderCopy.MakeAsync(Path.Combine(_folder.FullName, ".data"), Path.Combine(folder.FullName, ".data"));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
