using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Workshop.Data;
using Workshop.Tests;

[assembly: AssemblyFixture(typeof(ClusterTemplate))]

namespace Workshop.Tests;

/// <summary>
/// A cluster that <c>initdb</c> has made once for the whole run, with its database and without fsync; tests of what comes
/// after that begin with a copy of it. Nothing is made until a test asks.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class ClusterTemplate : IAsyncLifetime
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"workshop-initdb-{Guid.NewGuid():N}"[..25]);
    private readonly Lazy<Task> _made;

    public ClusterTemplate() => _made = new(MakeAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Puts a stopped cluster where <see cref="ScratchCluster.Cluster"/> will be looked for.</summary>
    internal async Task<ScratchCluster> CopyAsync(string below = "data")
    {
        await _made.Value;
        var scratch = new ScratchCluster(below);
        await FolderCopy.MakeAsync(_root, scratch.Folder);
        return scratch;
    }

    public ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated)
        {
            Directory.Delete(_root, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private async Task MakeAsync()
    {
        await (await LocalPostgres.StartAsync(_root, NullLogger.Instance, CancellationToken.None)).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(_root, "postgres", "postgresql.conf"), "fsync = off\n");
    }
}
