using System.Diagnostics;
using System.Text;

namespace Workshop.Tests;

/// <summary>The portal as an operator runs it: a process with arguments, output, signals and an exit code.</summary>
internal sealed class PortalProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process) => this.process = process;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static PortalProcess Start(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Workshop.Web.dll"), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Workshop");
        var portal = new PortalProcess(new Process { StartInfo = start });
        portal.process.OutputDataReceived += (_, line) => portal.Read(line.Data);
        portal.process.ErrorDataReceived += (_, line) => portal.Read(line.Data);
        portal.process.Start();
        portal.process.BeginOutputReadLine();
        portal.process.BeginErrorReadLine();
        return portal;
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string directory, params string[] arguments)
    {
        using var portal = Start(directory, arguments);
        return (await portal.ExitAsync(), portal.Output);
    }

    public Task<Uri> ListeningAsync() => listening.Task.WaitAsync(Patience);

    /// <param name="signal">As <c>kill</c> spells it: TERM, INT, KILL.</param>
    public async Task<int> SignalAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        return await ExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private void Read(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        const string Sign = "Now listening on: ";
        if (line?.IndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at)
        {
            listening.TrySetResult(new Uri(line[(at + Sign.Length)..].Trim()));
        }
    }
}
