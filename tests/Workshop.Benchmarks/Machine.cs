using System.Globalization;
using System.Runtime.InteropServices;

namespace Workshop.Benchmarks;

/// <summary>What the figures were taken on, and where on it things run.</summary>
internal static class Machine
{
    // Long enough that a thread with work to do gets a turn even on a crowded machine.
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(3);

    // A heartbeat now and then, and what the tick rounds up.
    private static readonly TimeSpan NextToNone = TimeSpan.FromMilliseconds(30);

    public static string Describe()
    {
        var model = File
            .ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory} "
            + $"GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>Keeps every thread that a process has now, and those that they start, on one core.</summary>
    public static Task PinAsync(int processId, int core) => Tool.RunAsync("taskset", "-acp", Text(core), Text(processId));

    public static Task PinSelfAsync(int core) => PinAsync(Environment.ProcessId, core);

    /// <summary>User and system time of a process, all its threads included.</summary>
    public static TimeSpan CpuOf(int processId)
    {
        // proc(5): fields 14 and 15, in ticks of a hundredth of a second; the name in field 2 may hold spaces.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(
            10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// Waits until a process has used next to no CPU for a while: it has compiled and compressed all that it was about to.
    /// </summary>
    public static async Task StandsStillAsync(int processId)
    {
        var before = CpuOf(processId);
        while (true)
        {
            await Task.Delay(Still);
            var after = CpuOf(processId);
            if (after - before <= NextToNone)
            {
                return;
            }

            before = after;
        }
    }

    /// <summary>The resident set.</summary>
    public static Memory MemoryOf(int processId)
    {
        var status = File.ReadAllLines($"/proc/{processId}/status");
        return new Memory(MiB("VmRSS"), MiB("RssAnon") + MiB("RssShmem"), MiB("RssFile"));

        double MiB(string name) =>
            double.Parse(status
                .Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>In MiB.</summary>
    /// <param name="Private">What the process has written, its compiled code included (RssAnon and RssShmem of proc(5)).</param>
    /// <param name="Mapped">Files, mostly assemblies, which the kernel drops and reads again as it likes (RssFile).</param>
    public sealed record Memory(double Resident, double Private, double Mapped);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
