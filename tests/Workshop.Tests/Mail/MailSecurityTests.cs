using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Workshop.Tests.Mail;

/// <summary>A mail holds a link that is a secret, and the password of the server's account is one, too.</summary>
[StartsPortals(3, "each has a mail server of its own")]
public sealed class MailSecurityTests(TestDatabase databases) : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private MailServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await MailServer.StartAsync(certificate: _certificate);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Send_CertificateThatNobodyTrusts_HandsOverNeitherMailNorPassword()
    {
        await using var portal = await RunningPortal.StartAsync(databases, SettingsFor(_server));
        await portal.PostAsync();

        var row = await portal.AfterAttemptAsync(1);

        Assert.Contains("certificate", row.LastError, StringComparison.Ordinal);
        Assert.NotNull(row.NextAttemptAt);
        Assert.Empty(_server.Credentials);
        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task Send_ServerWithoutTls_HandsOverNothing()
    {
        await using var plain = await MailServer.StartAsync();
        await using var portal = await RunningPortal.StartAsync(databases, SettingsFor(plain));
        await portal.PostAsync();

        var row = await portal.AfterAttemptAsync(1);

        Assert.Contains("STARTTLS", row.LastError, StringComparison.Ordinal);
        Assert.NotNull(row.NextAttemptAt);
        Assert.Empty(plain.Credentials);
        Assert.Empty(plain.Received);
    }

    /// <summary>In a process of its own, since a process reads once whom it trusts.</summary>
    [Fact]
    public async Task Send_CertificateThatTheMachineTrusts_SignsInAndSends()
    {
        var directory = Directory.CreateTempSubdirectory("workshop-mail-");
        var trusted = Path.Combine(directory.FullName, "trusted.pem");
        await File.WriteAllTextAsync(trusted, _certificate.ExportCertificatePem());
        var database = await databases.CreateDatabaseAsync();
        await using (var portal = await RunningPortal.StartOnAsync(database, _ => { }))
        {
            await portal.PostAsync();
        }

        using (var process = PortalProcess.Start(
            directory.FullName,
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = trusted, ["ConnectionStrings__Workshop"] = database },
            ["--urls", "http://127.0.0.1:0", .. SettingsFor(_server)]))
        {
            await Eventually.TrueAsync(() => Task.FromResult(_server.Received.Count > 0));
            await process.SignalAsync("TERM");
        }

        Assert.Equal(PortalMail.Text, Assert.Single(_server.Received).TextBody!.TrimEnd());
        Assert.Equal(("ada", "a secret of the server"), Assert.Single(_server.Credentials));
        await databases.DropDatabaseAsync(database);
        directory.Delete(recursive: true);
    }

    private static string[] SettingsFor(MailServer server) =>
    [
        "--Smtp:Host=localhost", $"--Smtp:Port={server.Port}", "--Smtp:From=workshop@example.org",
        "--Smtp:Username=ada", "--Smtp:Password=a secret of the server",
    ];

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
