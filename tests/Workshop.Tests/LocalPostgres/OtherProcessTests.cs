using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using Workshop.Data;
using static Workshop.Tests.ScratchCluster;

namespace Workshop.Tests;

/// <summary>Two processes on one folder. The other process is this test program, told to run <see cref="HoldAsync"/> alone.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OtherProcessTests(ClusterTemplate template)
{
    private const string FolderVariable = "WORKSHOP_TEST_HOLD_FOLDER";

    [Fact]
    public async Task StartAsync_ServedByAnotherProcess_AttachesAndLeavesItRunning()
    {
        await using var scratch = await template.CopyAsync();
        using var other = await HoldInAnotherProcessAsync(scratch);
        var pid = scratch.ServerPid;

        await using (var postgres = await scratch.StartAsync())
        {
            Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
        }

        Assert.Contains(scratch.Messages, message => message.StartsWith("Left the PostgreSQL server", StringComparison.Ordinal));
        Assert.True(UnixProcess.IsRunning(pid));
        UnixProcess.Signal(other.Id, "KILL");
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task StartAsync_OtherProcessDiedWithoutStopping_AdoptsItsServer(string signal)
    {
        await using var scratch = await template.CopyAsync();
        using var other = await HoldInAnotherProcessAsync(scratch);
        var pid = scratch.ServerPid;
        UnixProcess.Signal(other.Id, signal);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);

        var postgres = await scratch.StartAsync();

        Assert.Equal(pid, scratch.ServerPid);
        await postgres.DisposeAsync();
        Assert.False(UnixProcess.IsRunning(pid));
    }

    [Fact]
    public async Task Server_CtrlCInTheTerminal_OutlivesItsPortalsProcessGroup()
    {
        await using var scratch = await template.CopyAsync();
        using var other = await HoldInAnotherProcessAsync(scratch);
        var pid = scratch.ServerPid;

        // A terminal sends the signal to the whole group, whose number is that of its first process.
        UnixProcess.Signal(-other.Id, "INT");
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);

        await using var postgres = await scratch.StartAsync();
        Assert.Equal(pid, scratch.ServerPid);
        Assert.Equal("1", await QueryAsync(postgres, "SELECT 1"));
    }

    /// <summary>Not a test: the body of the other process, which starts the server and waits to be killed.</summary>
    [Fact(Explicit = true)]
    public async Task HoldAsync()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Run by the other tests of this class.");
        // Never disposed, so that the server outlives this process whatever ends it.
        await LocalPostgres.StartAsync(folder, NullLogger.Instance, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "held"), "", CancellationToken.None);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    private static async Task<Process> HoldInAnotherProcessAsync(ScratchCluster scratch)
    {
        string[] command = ["-method", $"*.{nameof(OtherProcessTests)}.{nameof(HoldAsync)}", "-explicit", "on", "-noLogo"];
        var program = Path.ChangeExtension(typeof(OtherProcessTests).Assembly.Location, null);
        var other = Process.Start(new ProcessStartInfo("setsid", ["--wait", program, .. command])
        {
            Environment = { [FolderVariable] = scratch.Folder },
            RedirectStandardOutput = true,
        })!;
        await UnixProcess.UntilAsync(() => other.HasExited || File.Exists(Path.Combine(scratch.Folder, "held")));
        Assert.False(other.HasExited, "The other process ended early.");
        return other;
    }
}
