using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Workshop.Benchmarks;

/// <summary>Just enough of HTTP/1.1 for one GET after another, without the cost of a client that can do more.</summary>
internal sealed class OpenLoopConnection : IDisposable
{
    private readonly Socket _socket = new(
        AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    { NoDelay = true, ReceiveTimeout = 10_000 };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public OpenLoopConnection(Uri server) => _socket.Connect(IPAddress.Parse(server.Host), server.Port);

    /// <returns>The status.</returns>
    /// <exception cref="IOException">What came is not exactly one answer; the next one could not be told from its rest.</exception>
    public int Ask(byte[] request)
    {
        _socket.Send(request);
        var filled = 0;
        int? whole = null;
        while (whole is null || filled < whole)
        {
            var read = _socket.Receive(_buffer.AsSpan(filled));
            if (read == 0)
            {
                throw new IOException(
                    filled < _buffer.Length ? "The server closed the connection." : "The answer is longer than the buffer.");
            }

            filled += read;
            whole ??= LengthOf(_buffer.AsSpan(0, filled));
        }

        return filled == whole ? StatusOf(_buffer) : throw new IOException($"{filled} bytes came for an answer of {whole}.");
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>Of head and body together (RFC 9112, section 6.3); null where too little has come to tell.</returns>
    private static int? LengthOf(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf("\r\n\r\n"u8) is not (>= 0 and var end))
        {
            return null;
        }

        var head = answer[..(end + 2)];
        var body = end + 4;
        if (StatusOf(answer) is 204 or 304)
        {
            return body;
        }

        if (head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0)
        {
            return body + LengthOfChunks(answer[body..]);
        }

        var name = "\r\nContent-Length: "u8;
        return head.IndexOf(name) is >= 0 and var at && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? body + length
            : throw new IOException("The answer does not say where it ends.");
    }

    /// <summary>Without trailers, which nobody here sends.</summary>
    private static int? LengthOfChunks(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (at < body.Length && body[at..].IndexOf("\r\n"u8) is >= 0 and var digits)
        {
            if (!Utf8Parser.TryParse(body.Slice(at, digits), out int size, out var parsed, 'x') || parsed != digits)
            {
                throw new IOException("A chunk does not say how long it is.");
            }

            at += digits + 2 + size + 2;
            if (size == 0)
            {
                return at;
            }
        }

        return null;
    }

    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("HTTP/1.1 "u8) && Utf8Parser.TryParse(answer[9..], out int status, out _)
            ? status
            : throw new IOException("This is not the beginning of an answer.");
}
