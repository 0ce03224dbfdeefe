using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Workshop.Benchmarks;

/// <summary>A portal in a process of its own: the published one that scripts/benchmark made, or this program's.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PortalProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process to the first page, polled every millisecond.</summary>
    public TimeSpan FirstPageAfter { get; private init; }

    public static Task<PortalProcess> StartAsync(string connectionString, params string[] settings) =>
        StartAsync(Published(), connectionString, ["serve", .. settings]);

    /// <summary>The same portal, with an address that saves (<see cref="SavingPortal"/>).</summary>
    public static Task<PortalProcess> StartSavingAsync(string connectionString) =>
        StartAsync(Environment.ProcessPath!, connectionString, SavingPortal.Name);

    public Uri At(string path) => new(Address, path);

    public Task PinAsync(int core) => Machine.PinAsync(Id, core);

    /// <summary>As the kernel does when memory is short: without a chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The portal {_process.Id} ended by itself with exit code {_process.ExitCode}.");
        }

        await Tool.RunAsync("kill", "-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<PortalProcess> StartAsync(string program, string connectionString, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            program,
            [.. arguments, "--urls", address
                .ToString(), "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"]);
        start.Environment["ConnectionStrings__Workshop"] = connectionString;
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return new PortalProcess(process, address) { FirstPageAfter = Stopwatch.GetElapsedTime(began) };
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(1);
        }
    }

    private static string Published() =>
        Environment.GetEnvironmentVariable("WORKSHOP_PUBLISHED") is { Length: > 0 } folder
            ? Path.Combine(folder, "Workshop.Web")
            : throw new InvalidOperationException(
                "WORKSHOP_PUBLISHED names no folder with the published portal; scripts/benchmark sets it.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
