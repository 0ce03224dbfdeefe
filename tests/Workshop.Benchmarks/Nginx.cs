using System.Diagnostics;

namespace Workshop.Benchmarks;

/// <summary>
/// The yardstick: one worker, from disk, <c>gzip_static</c>, sendfile on, no access log, no open_file_cache. The folders
/// <c>gzip</c> and <c>brotli</c> hold the portal's own bytes as <c>index.html.gz</c>, so both servers send the same.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workshop-nginx-").FullName;
    private Process? _process;

    public Uri Address { get; } = new("http://127.0.0.1:5180");

    public int WorkerId { get; private set; }

    /// <param name="headers">The portal's own, for a second server that sends those too.</param>
    public static async Task<Nginx> StartAsync(byte[] plain, byte[] gzip, byte[] brotli, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var nginx = new Nginx();
        await nginx.WriteAsync("gzip", plain, gzip);
        await nginx.WriteAsync("brotli", plain, brotli);
        var configuration = Path.Combine(nginx._folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, nginx.Configuration(headers));
        // The worker, which is not root, reads the files.
        await Tool.RunAsync("chmod", "-R", "a+rX", nginx._folder);
        nginx._process = Process.Start("nginx", ["-p", nginx._folder, "-c", configuration])!;
        await Task.Delay(TimeSpan.FromSeconds(1));
        nginx.WorkerId = int.Parse(
            await Tool.RunAsync("pgrep", "-P", $"{nginx._process.Id}"), System.Globalization.CultureInfo.InvariantCulture);
        return nginx;
    }

    public Task PinAsync(int core) => Machine.PinAsync(WorkerId, core);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Tool.RunAsync("kill", "-QUIT", $"{_process.Id}");
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync(string root, byte[] plain, byte[] coded)
    {
        var page = Directory.CreateDirectory(Path.Combine(_folder, root, "overview")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(page, "index.html"), plain);
        await File.WriteAllBytesAsync(Path.Combine(page, "index.html.gz"), coded);
    }

    private string Configuration(IEnumerable<KeyValuePair<string, string>> headers) => $$"""
        daemon off;
        worker_processes 1;
        pid {{_folder}}/nginx.pid;
        error_log {{_folder}}/error.log crit;
        events { worker_connections 1024; }
        http {
          types { text/html html; }
          access_log off;
          server_tokens off;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          gzip_static on;
          gzip_vary on;
          server { listen 127.0.0.1:5180; server_name gzip; root {{_folder}}/gzip; }
          server { listen 127.0.0.1:5180; server_name brotli; root {{_folder}}/brotli; }
          server {
            listen 127.0.0.1:5180; server_name headers; root {{_folder}}/brotli;
        {{string.Concat(headers.Select(header => $"    add_header {header.Key} \"{header.Value}\";\n"))}}
          }
        }
        """;
}
