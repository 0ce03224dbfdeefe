using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Workshop.Tests.Mail;

/// <summary>A mail server on a port of this machine, that keeps what it takes.</summary>
internal sealed class MailServer : MessageStore, IUserAuthenticator, IAsyncDisposable
{
    private readonly ConcurrentQueue<MimeMessage> _received = [];
    private readonly ConcurrentQueue<(string User, string Password)> _credentials = [];
    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _running;

    private MailServer(int port, X509Certificate2? certificate)
    {
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => Port = ((IPEndPoint)started.LocalEndPoint).Port;
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IEndpointListenerFactory)listeners);
        services.Add((IMessageStore)this);
        services.Add((IUserAuthenticator)this);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port));
            if (certificate is not null)
            {
                endpoint.Certificate(certificate).AuthenticationRequired();
            }
        });
        _server = new SmtpServer.SmtpServer(options.Build(), services);
        _running = _server.StartAsync(CancellationToken.None);
    }

    public int Port { get; private set; }

    public IReadOnlyList<MimeMessage> Received => [.. _received];

    /// <summary>What clients have proven themselves with.</summary>
    public IReadOnlyList<(string User, string Password)> Credentials => [.. _credentials];

    /// <summary>Answered to every mail in place of taking it.</summary>
    public SmtpResponse? Refusal { get; set; }

    public int Refused { get; private set; }

    /// <summary>What a mail waits for before it is answered.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>How many have come as far as that.</summary>
    public int Waiting { get; private set; }

    /// <param name="port">0 for any that is free.</param>
    /// <param name="certificate">Of a server that offers STARTTLS and asks for a password.</param>
    public static async Task<MailServer> StartAsync(int port = 0, X509Certificate2? certificate = null)
    {
        var server = new MailServer(port, certificate);
        await Eventually.TrueAsync(() => Task.FromResult(server.Port != 0));
        return server;
    }

    /// <summary>The settings of a portal that sends through this server.</summary>
    public string[] Settings => SettingsFor(Port);

    public static string[] SettingsFor(int port) =>
        ["--Smtp:Host=127.0.0.1", $"--Smtp:Port={port}", "--Smtp:Security=None", "--Smtp:From=Workshop <workshop@example.org>"];

    /// <summary>Forgets what it has taken and been told.</summary>
    public void Reset()
    {
        _received.Clear();
        _credentials.Clear();
        (Refusal, Refused, Open, Waiting) = (null, 0, Task.CompletedTask, 0);
    }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Waiting++;
        await Open;
        if (Refusal is not null)
        {
            Refused++;
            return Refusal;
        }

        using var bytes = new MemoryStream(buffer.ToArray());
        _received.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
        return SmtpResponse.Ok;
    }

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
    {
        _credentials.Enqueue((user, password));
        return Task.FromResult(true);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Shutdown();
        await _running;
    }
}
