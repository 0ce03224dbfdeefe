using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Workshop.Tests.Publishing;

/// <summary>A TCP port of this machine that leads to a test's database, and can refuse or go silent like a network.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly Socket _port = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentBag<Link> _links = [];
    private readonly CancellationTokenSource _stopping = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>Refuses until <see cref="Open"/>: the port is bound, so nobody else gets it, but does not listen.</summary>
    public DatabaseProxy(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        _server = database.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{database.Host}/.s.PGSQL.{database.Port}")
            : new DnsEndPoint(database.Host, database.Port);
        _port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        database.Host = "127.0.0.1";
        database.Port = ((IPEndPoint)_port.LocalEndPoint!).Port;
        ConnectionString = database.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Open()
    {
        _port.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>
    /// Whatever is connected now is swallowed in both directions from here on, and never closed; new connections are well.
    /// </summary>
    public void SilenceConnections()
    {
        foreach (var link in _links)
        {
            link.IsSilent = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _port.Dispose();
        await _accepting;
        foreach (var link in _links)
        {
            link.Dispose();
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _port.AcceptAsync(_stopping.Token);
                var server = new Socket(_server.AddressFamily, SocketType.Stream, _server is UnixDomainSocketEndPoint
                    ? ProtocolType.Unspecified
                    : ProtocolType.Tcp);
                await server.ConnectAsync(_server, _stopping.Token);
                _links.Add(new Link(client, server));
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    private sealed class Link : IDisposable
    {
        private readonly Socket _client;
        private readonly Socket _server;

        public Link(Socket client, Socket server)
        {
            (_client, _server) = (client, server);
            _ = PumpAsync(client, server);
            _ = PumpAsync(server, client);
        }

        public volatile bool IsSilent;

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
        }

        private async Task PumpAsync(Socket from, Socket to)
        {
            var buffer = new byte[8192];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var length)
                {
                    if (!IsSilent)
                    {
                        await to.SendAsync(buffer.AsMemory(0, length));
                    }
                }

                if (!IsSilent)
                {
                    to.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                // By either end, or by the test.
            }
        }
    }
}
