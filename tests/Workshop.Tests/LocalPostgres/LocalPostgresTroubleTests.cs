using System.Diagnostics;
using System.Runtime.Versioning;
using Workshop.Data;
using static Workshop.Tests.ScratchCluster;

namespace Workshop.Tests;

/// <summary>Crashes, interrupted starts, wrong versions and things that are missing: each is survived or told.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LocalPostgresTroubleTests(ClusterTemplate template)
{
    [Fact]
    public async Task StartAsync_ServerWasKilled_RecoversWhatWasCommitted()
    {
        await using var scratch = await template.CopyAsync();
        await using var first = await scratch.StartAsync();
        await QueryAsync(first, "CREATE TABLE note AS SELECT 'kept' AS text");
        var killed = scratch.ServerPid;
        UnixProcess.Signal(killed, "KILL");
        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(killed));

        await using var second = await scratch.StartAsync();

        Assert.Equal("kept", await QueryAsync(second, "SELECT text FROM note"));
        Assert.Contains(
            scratch.Messages, message => message.Contains($"process {killed}, ended without shutting down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_NumberOfTheKilledServerBelongsToAnotherProcess_StartsAndLeavesThatProcessAlone()
    {
        await using var scratch = await template.CopyAsync();
        await using var first = await scratch.StartAsync();
        var killed = scratch.ServerPid;
        using var bystander = await StartAsServerUserAsync(scratch, "sleep", "30");
        UnixProcess.Signal(killed, "KILL");
        await UnixProcess.UntilAsync(() => !UnixProcess.IsRunning(killed));
        var pidFile = Path.Combine(scratch.Cluster, "postmaster.pid");
        await File.WriteAllLinesAsync(
            pidFile, [$"{bystander.Id}", .. File.ReadAllLines(pidFile).Skip(1)], TestContext.Current.CancellationToken);

        await using var second = await scratch.StartAsync();

        Assert.Equal("1", await QueryAsync(second, "SELECT 1"));
        await second.DisposeAsync();
        await first.DisposeAsync();
        Assert.False(bystander.HasExited);
        bystander.Kill();
    }

    [Fact]
    public async Task StartAsync_InterruptedWhileMaking_RemovesTheLeftoverAndMakesAnew()
    {
        await using var scratch = new ScratchCluster();
        var leftover = Path.Combine(scratch.Folder, "postgres.new-0a1b2c3d");
        Directory.CreateDirectory(leftover);
        await File.WriteAllTextAsync(Path.Combine(leftover, "PG_VERSION"), "15", TestContext.Current.CancellationToken);

        await using var postgres = await scratch.StartAsync();

        Assert.False(Directory.Exists(leftover));
        Assert.Contains(scratch.Messages, message => message.StartsWith($"Removed {leftover}", StringComparison.Ordinal));
        Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
    }

    [Theory]
    [InlineData("letter.txt")]
    [InlineData("PG_VERSION")]
    public async Task StartAsync_SomethingElseInThePlace_LeavesItAloneAndSaysSo(string name)
    {
        await using var scratch = new ScratchCluster();
        Directory.CreateDirectory(scratch.Cluster);
        var file = Path.Combine(scratch.Cluster, name);
        await File.WriteAllTextAsync(file, "15", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("neither empty nor a complete PostgreSQL cluster", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(scratch.Cluster));
    }

    [Fact]
    public async Task StartAsync_EmptyFolderInThePlace_MakesTheDatabase()
    {
        await using var scratch = new ScratchCluster();
        Directory.CreateDirectory(scratch.Cluster);

        await using var postgres = await scratch.StartAsync();

        Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
    }

    [Theory]
    [InlineData("99")]
    [InlineData("9.6")]
    public async Task StartAsync_NoServerOfTheClustersVersion_NamesBothVersionsAndTouchesNothing(string version)
    {
        await using var scratch = await template.CopyAsync();
        await (await scratch.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(scratch.Cluster, "PG_VERSION"), version + "\n", TestContext.Current.CancellationToken);
        var before = Listing(scratch.Cluster);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        var installed = (await PostgresInstallation.FindAllAsync(scratch.Places, TestContext.Current.CancellationToken))[0];
        Assert.Contains($"made by PostgreSQL {version}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(installed.Version, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("pg_upgrade", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, Listing(scratch.Cluster));
    }

    [Fact]
    public async Task StartAsync_NewerServerComesFirst_ServesTheClusterWithItsOwnVersion()
    {
        await using var scratch = await template.CopyAsync();
        await (await scratch.StartAsync()).DisposeAsync();
        var newer = FakeInstallation.Make(scratch.Root, "99.1");
        scratch.Places = scratch.Places with { Path = [newer, .. scratch.Places.Path] };

        await using var postgres = await scratch.StartAsync();

        Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task StartAsync_NothingInstalled_SaysWhatToDo()
    {
        await using var scratch = new ScratchCluster();
        scratch.Places = scratch.Places with { Path = [], UsualFolders = [] };

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("apt-get install postgresql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("docker compose up", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Workshop", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Folder));
    }

    [Fact]
    public async Task StartAsync_MakingFails_QuotesTheToolAndLeavesNothing()
    {
        await using var scratch = new ScratchCluster();
        var full = FakeInstallation.Make(
            scratch.Root,
            "15.1",
            initdb: "echo \"initialized with locale: $*\"; echo 'initdb: error: No space left on device' >&2; exit 1");
        scratch.Places = scratch.Places with { Path = [full] };

        var failure = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("initdb: error: No space left on device", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--locale C.UTF-8", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(scratch.Folder));
    }

    [Fact]
    public async Task StartAsync_SystemLacksTheLocale_TriesThePlainOne()
    {
        await using var scratch = new ScratchCluster();
        var picky = FakeInstallation.Make(scratch.Root, "15.1", initdb: "echo \"initdb: error: invalid locale name in: $*\" >&2; exit 1");
        scratch.Places = scratch.Places with { Path = [picky] };

        var failure = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("--locale C --text", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_StartFails_QuotesTheServersLog()
    {
        await using var scratch = await template.CopyAsync();
        await (await scratch.StartAsync()).DisposeAsync();
        await File.AppendAllTextAsync(
            Path.Combine(scratch.Cluster, "postgresql.conf"), "no_such_setting = 1\n", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<LocalPostgresException>(() => scratch.StartAsync());

        Assert.Contains("no_such_setting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_CancelledWhileMaking_LeavesNothing()
    {
        await using var scratch = new ScratchCluster();
        var installed = scratch.Places;
        var slow = FakeInstallation.Make(
            scratch.Root, "15.1", initdb: "while [ \"$1\" != --pgdata ]; do shift; done; echo $$ > \"$2/pid\"; exec sleep 120");
        scratch.Places = installed with { Path = [slow] };
        using var cancelled = new CancellationTokenSource();
        var start = scratch.StartAsync(cancelled.Token);
        var pid = await PidWhenWrittenAsync(scratch.Folder);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(UnixProcess.IsRunning(pid));
        Assert.Empty(Directory.EnumerateDirectories(scratch.Folder));
        scratch.Places = installed;
        await using var postgres = await scratch.StartAsync();
        Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task StartAsync_LogHasGrown_SetsItAside()
    {
        await using var scratch = await template.CopyAsync();
        await (await scratch.StartAsync()).DisposeAsync();
        var log = scratch.Cluster + ".log";
        await File.AppendAllTextAsync(log, new string('x', 2 * 1024 * 1024), TestContext.Current.CancellationToken);

        await using var postgres = await scratch.StartAsync();

        Assert.InRange(new FileInfo(log).Length, 1, 100_000);
        Assert.InRange(new FileInfo(log + ".old").Length, 2 * 1024 * 1024, 3 * 1024 * 1024);
    }

    private static async Task<Process> StartAsServerUserAsync(ScratchCluster scratch, params string[] command)
    {
        var owner = await FileOwner.OfAsync(scratch.Cluster, TestContext.Current.CancellationToken);
        string[] whole = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={owner!.Uid}", $"--regid={owner.Gid}", "--clear-groups", "--", .. command]
            : command;
        return Process.Start(whole[0], whole[1..]);
    }

    private static async Task<int> PidWhenWrittenAsync(string folder)
    {
        var pid = 0;
        await UnixProcess.UntilAsync(() => Directory.Exists(folder)
            && Directory.EnumerateDirectories(folder).Select(draft => Path.Combine(draft, "pid")).FirstOrDefault(File.Exists) is { } file
            && int.TryParse(File.ReadAllText(file), out pid));
        return pid;
    }

    private static List<string> Listing(string folder) =>
        [.. Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")
            .Order(StringComparer.Ordinal)];
}
