using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Workshop.Data;
using static Workshop.Tests.ScratchCluster;

namespace Workshop.Tests;

/// <summary>The ordinary life of the embedded database: made, served, shared, stopped.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LocalPostgresTests(ClusterTemplate template)
{
    [Fact]
    public async Task StartAsync_EmptyFolder_MakesTheDatabase()
    {
        await using var scratch = new ScratchCluster();

        await using var postgres = await LocalPostgres.StartAsync(
            scratch.Folder, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal("workshop", await QueryAsync(postgres, "SELECT current_database()"));
        Assert.Equal("workshop", await QueryAsync(postgres, "SELECT current_user"));
        Assert.Equal("UTF8", await QueryAsync(postgres, "SHOW server_encoding"));
        Assert.Equal("é", await QueryAsync(postgres, "SELECT lower('É')"));
        Assert.Equal("'talk':1", await QueryAsync(postgres, "SELECT to_tsvector('Talks')::text"));
        Assert.Equal("on", await QueryAsync(postgres, "SHOW data_checksums"));
        Assert.Equal("on", await QueryAsync(postgres, "SHOW fsync"));
    }

    [Fact]
    public async Task StartAsync_Running_IsReachedByItsOwnUserOverTheSocketAlone()
    {
        await using var scratch = await template.CopyAsync();

        await using var postgres = await scratch.StartAsync();

        Assert.Equal("", await QueryAsync(postgres, "SHOW listen_addresses"));
        Assert.Equal(0, UnixProcess.ListeningTcpSockets(scratch.ServerPid));
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Own, File.GetUnixFileMode(scratch.Cluster));
        Assert.Equal(Own, File.GetUnixFileMode(Path.Combine(scratch.Cluster, ".s.PGSQL.5432")));
    }

    [Fact]
    public async Task StartAsync_AsRoot_RunsTheServerUnprivileged()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root changes the user.");
        await using var scratch = await template.CopyAsync();

        await using var postgres = await scratch.StartAsync();

        Assert.NotEqual(0, UnixProcess.EffectiveUser(scratch.ServerPid));
    }

    [Fact]
    public async Task StartAsync_AsRootOnTheClusterOfAnother_RunsTheServerAsItsOwner()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root changes the user.");
        const int Owner = 54321;
        await using var scratch = await template.CopyAsync();
        await (await scratch.StartAsync()).DisposeAsync();
        await Tool.RunAsync(
            ["chown", "-R", $"{Owner}:{Owner}", scratch.Folder],
            "/",
            new Dictionary<string, string>(),
            Tool.ShortBound,
            TestContext.Current.CancellationToken);

        await using var postgres = await scratch.StartAsync();

        Assert.Equal(Owner, UnixProcess.EffectiveUser(scratch.ServerPid));
    }

    [Fact]
    public async Task StartAsync_NotRootOnTheFolderOfAnother_SaysWhoseItIs()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Nothing is closed to root.");
        await using var scratch = new ScratchCluster();
        Directory.CreateDirectory(scratch.Cluster);
        await File.WriteAllTextAsync(scratch.Cluster + ".turn.lock", "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(scratch.Cluster + ".turn.lock", UnixFileMode.None);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("belongs to another user", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NotRoot_KeepsTheFolderToItsUser()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root lets the server's user pass through.");
        await using var scratch = new ScratchCluster();

        await using var postgres = await scratch.StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(scratch.Folder));
    }

    [Fact]
    public async Task DisposeAsync_LastUser_StopsTheServerAndKeepsTheData()
    {
        await using var scratch = new ScratchCluster();
        var first = await scratch.StartAsync();
        await QueryAsync(first, "CREATE TABLE note AS SELECT 'kept' AS text");
        var pid = scratch.ServerPid;

        await first.DisposeAsync();
        await first.DisposeAsync();

        // pg_ctl waits for the pid file to go, which is the server's last act but one.
        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(pid));
        await using var second = await scratch.StartAsync();
        Assert.Equal("kept", await QueryAsync(second, "SELECT text FROM note"));
        Assert.Single(scratch.Messages, message => message.StartsWith("Making", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DisposeAsync_OpenTransaction_StopsAllTheSame()
    {
        await using var scratch = await template.CopyAsync();
        var postgres = await scratch.StartAsync();
        var pid = scratch.ServerPid;
        await using var connection = new Npgsql.NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        await postgres.DisposeAsync();

        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(pid));
    }

    [Fact]
    public async Task DisposeAsync_FolderWasDeleted_SaysSoAndDoesNotThrow()
    {
        await using var scratch = await template.CopyAsync();
        var postgres = await scratch.StartAsync();
        var pid = scratch.ServerPid;
        Directory.Delete(scratch.Folder, recursive: true);

        await postgres.DisposeAsync();

        Assert.Contains(scratch.Messages, message => message.Contains("could not be stopped in turn", StringComparison.Ordinal));
        UnixProcess.Signal(pid, "KILL");
    }

    [Fact]
    public async Task StartAsync_AlreadyServed_AttachesAndTheLastOutStops()
    {
        await using var scratch = await template.CopyAsync();
        var first = await scratch.StartAsync();
        var pid = scratch.ServerPid;

        var second = await scratch.StartAsync();

        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Contains(
            scratch.Messages,
            message => message.StartsWith($"Attached to the PostgreSQL server (process {pid})", StringComparison.Ordinal));
        await first.DisposeAsync();
        Assert.Contains(scratch.Messages, message => message.StartsWith("Left the PostgreSQL server", StringComparison.Ordinal));
        Assert.Equal("1", await QueryAsync(second, "SELECT 1"));
        await second.DisposeAsync();
        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(pid));
    }

    [Fact]
    public async Task StartAsync_EightAtOnce_OneMakesAndStartsAndAllAreServed()
    {
        await using var scratch = new ScratchCluster();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => scratch.StartAsync())));

        Assert.Single(scratch.Messages, message => message.StartsWith("Making", StringComparison.Ordinal));
        Assert.Single(scratch.Messages, message => message.Contains("was up in", StringComparison.Ordinal));
        Assert.All(await Task.WhenAll(all.Select(postgres => QueryAsync(postgres, "SELECT 1"))), answer => Assert.Equal("1", answer));
        var pid = scratch.ServerPid;
        await Task.WhenAll(all.Select(postgres => postgres.DisposeAsync().AsTask()));
        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(pid));
    }

    [Theory]
    [InlineData("a/much/deeper/folder/than/the/hundred/and/seven/bytes/that/a/path/to/a/Unix/socket/may/have/in/all/data")]
    [InlineData("it's a $HOME, \"quoted\"; `odd` place")]
    public async Task StartAsync_PathUnfitForASocket_UsesAShortPrivateFolder(string below)
    {
        await using var scratch = new ScratchCluster(below);
        string socket;

        await using (var first = await scratch.StartAsync())
        await using (var second = await scratch.StartAsync())
        {
            socket = new Npgsql.NpgsqlConnectionStringBuilder(second.ConnectionString).Host!;
            Assert.Equal(first.ConnectionString, second.ConnectionString);
            Assert.False(socket.StartsWith(scratch.Root, StringComparison.Ordinal));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socket));
            Assert.Equal("1", await QueryAsync(second, "SELECT 1"));
        }

        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task StartAsync_AsRootInAClosedFolder_KeepsTheClusterWithTheSystem()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the server as another user.");
        await using var scratch = new ScratchCluster("closed/data");
        Directory.CreateDirectory(
            Path.Combine(scratch.Root, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await using (var first = await scratch.StartAsync())
        {
            await QueryAsync(first, "CREATE TABLE note AS SELECT 'kept' AS text");
        }

        Assert.Contains(scratch.Messages, message => message.Contains("is closed to the user", StringComparison.Ordinal));
        Assert.StartsWith(scratch.Places.SystemData, new FileInfo(scratch.Cluster).LinkTarget, StringComparison.Ordinal);
        await using var second = await scratch.StartAsync();
        Assert.Equal("kept", await QueryAsync(second, "SELECT text FROM note"));
    }
}
