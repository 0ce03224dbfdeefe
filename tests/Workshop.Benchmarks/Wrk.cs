using System.Globalization;
using System.Text.RegularExpressions;

namespace Workshop.Benchmarks;

/// <summary>A closed loop of 64 keep-alive connections on core 1.</summary>
internal static partial class Wrk
{
    /// <param name="Requests">All that were answered.</param>
    /// <param name="Errors">Of the connection, or with a status of 400 and above.</param>
    public sealed record Result(long Requests, double PerSecond, long Errors);

    /// <param name="arguments">Further options of wrk, such as <c>-H</c>.</param>
    public static async Task<Result> RunAsync(Uri url, TimeSpan duration, bool pinned = true, params string[] arguments)
    {
        var seconds = ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        string[] wrk = ["wrk", "-t2", "-c64", $"-d{seconds}s", .. arguments, url.ToString()];
        var output = pinned ? await Tool.RunAsync("taskset", ["-c", "1", .. wrk]) : await Tool.RunAsync("wrk", wrk[1..]);
        var errors = Number(SocketErrors().Match(output), 1, 2, 3, 4) + Number(StatusErrors().Match(output), 1);
        return new Result(
            long.Parse(Total().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            errors);
    }

    private static long Number(Match match, params int[] groups) =>
        match.Success ? groups.Sum(group => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture)) : 0;

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Total();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex SocketErrors();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex StatusErrors();
}
