using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Workshop.Benchmarks;

/// <summary>
/// Sends requests at fixed times, whether or not earlier ones have been answered, and counts a request's latency from the
/// time at which it was due: a server that stalls is charged for everybody who waits (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    private const int Connections = 64;

    /// <param name="Latencies">In milliseconds.</param>
    /// <param name="Failed">Not answered, or with anything but 200, 301 and 304.</param>
    public sealed record Result(double[] Latencies, int Failed, string? FirstFailure);

    /// <param name="paths">Asked for in turn.</param>
    public static async Task<Result> RunAsync(Uri server, string[] paths, double perSecond, TimeSpan duration)
    {
        var requests = paths
            .Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n"))
            .ToArray();
        var began = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        var results = new Result[Connections];
        var threads = Enumerable.Range(0, Connections).Select(number => new Thread(() =>
            results[number] = Run(server, requests, number, began, perSecond / Connections, duration), maxStackSize: 256 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        await Task.Run(() => threads.ForEach(thread => thread.Join()));
        return new Result(
            [.. results.SelectMany(result => result.Latencies)],
            results.Sum(result => result.Failed),
            results.FirstOrDefault(result => result.FirstFailure is not null)?.FirstFailure);
    }

    private static Result Run(Uri server, byte[][] requests, int number, long began, double perSecond, TimeSpan duration)
    {
        var interval = Stopwatch.Frequency / perSecond;
        // Spread, so that the connections do not all speak at once.
        var due = began + (interval * number / Connections);
        var last = began + (duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = new List<double>();
        var (failed, firstFailure) = (0, (string?)null);
        OpenLoopConnection? connection = null;
        for (var turn = number; due < last; turn++, due += interval)
        {
            SleepUntil(due);
            try
            {
                connection ??= new OpenLoopConnection(server);
                var status = connection.Ask(requests[turn % requests.Length]);
                if (status is not (200 or 301 or 304))
                {
                    failed++;
                    firstFailure ??= $"status {status}";
                }
            }
            catch (Exception broken) when (broken is SocketException or IOException)
            {
                failed++;
                firstFailure ??= broken.Message;
                connection?.Dispose();
                connection = null;
            }

            latencies.Add((Stopwatch.GetTimestamp() - due) * 1000 / Stopwatch.Frequency);
        }

        connection?.Dispose();
        return new Result([.. latencies], failed, firstFailure);
    }

    private static void SleepUntil(double due)
    {
        var nanoseconds = (due - Stopwatch.GetTimestamp()) * 1e9 / Stopwatch.Frequency;
        if (nanoseconds > 0)
        {
            // Thread.Sleep knows whole milliseconds only, half a typical answer's worth.
            var time = new TimeSpec((long)(nanoseconds / 1e9), (long)(nanoseconds % 1e9));
            _ = nanosleep(time, IntPtr.Zero);
        }
    }

    [DllImport("libc")]
    private static extern int nanosleep(in TimeSpec time, IntPtr remaining);

    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
