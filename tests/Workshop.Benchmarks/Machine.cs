using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Workshop.Benchmarks;

/// <summary>What the figures were taken on, and where on it things run.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
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
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    /// <summary>Resident set, in MiB.</summary>
    public static double MemoryOf(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64 / 1048576.0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
