using System.Net;
using System.Net.Sockets;

namespace Workshop.Benchmarks;

/// <summary>A loopback port in front of PostgreSQL's Unix socket, which can go silent without closing, as a lost network does.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private volatile int _silencedUpTo;
    private int _accepted;

    public TcpProxy(string socket)
    {
        _socket = socket;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on nothing comes through on the connections that are open; new ones work.</summary>
    public void SilenceOpenConnections() => _silencedUpTo = Volatile.Read(ref _accepted);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            var number = Interlocked.Increment(ref _accepted);
            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
            _ = CopyAsync(client, server, number);
            _ = CopyAsync(server, client, number);
        }
    }

    private async Task CopyAsync(Socket from, Socket to, int number)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (number > _silencedUpTo)
                {
                    await to.SendAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (SocketException)
        {
            // One side is gone; so is the other, below.
        }

        if (number > _silencedUpTo)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
