using System.Net;
using System.Net.Sockets;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Commands;

/// <summary>The portal's own process, with the private database that it starts when none is configured.</summary>
public sealed class ServeCommandTests(ServedFolder served) : IClassFixture<ServedFolder>, IDisposable
{
    private readonly DirectoryInfo _directory = ServedFolder.MakeEmpty();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private string PidFile => Path.Combine(_directory.FullName, ".data", "postgres", "postmaster.pid");

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Serve_FirstStartAndSignal_ShowsTheSampleAndLeavesNoServerBehind(string signal)
    {
        using var portal = PortalProcess.Start(_directory.FullName, "serve", "--urls", "http://127.0.0.1:0");
        var address = await portal.ListeningAsync();

        var page = await _client.GetStringAsync(new Uri(address, "/overview/"));
        var serverWasRunning = File.Exists(PidFile);
        var exitCode = await portal.SignalAsync(signal);

        Assert.Contains("Where neuroscience and AI meet", page, StringComparison.Ordinal);
        Assert.True(serverWasRunning);
        Assert.False(File.Exists(PidFile));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task SampleRemove_ThenServe_DoesNotBringItBack()
    {
        await served.CopyToAsync(_directory);
        using (var first = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0"))
        {
            await first.ListeningAsync();
            await first.SignalAsync("TERM");
        }

        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, "sample", "remove");
        Assert.Equal(0, exitCode);
        Assert.Contains("The sample workshop is gone.", output, StringComparison.Ordinal);

        using var second = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0");
        var address = await second.ListeningAsync();
        using var gone = await _client.GetAsync(new Uri(address, "/overview/"));
        var home = await _client.GetStringAsync(new Uri(address, "/"));
        await second.SignalAsync("TERM");

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("Nothing is published here yet.", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BesideARunningPortal_IsOnTheNextRequestAndSetsTheSampleAside()
    {
        await served.CopyToAsync(_directory);
        await File.WriteAllTextAsync(
            Path.Combine(_directory.FullName, "overview.md"), "---\ntitle: Ours\npermalink: /ours/\n---\n\nOur words.\n");
        using var portal = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0");
        var address = await portal.ListeningAsync();

        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, "import", "overview.md", "--publish");
        var ours = await _client.GetStringAsync(new Uri(address, "/ours/"));
        var sample = await _client.GetStringAsync(new Uri(address, "/sample/overview/"));
        await portal.SignalAsync("TERM");

        Assert.Equal(0, exitCode);
        Assert.Contains("workshop sample remove", output, StringComparison.Ordinal);
        Assert.Contains("Our words.", ours, StringComparison.Ordinal);
        Assert.Contains("href=\"/sample/topics/\"", sample, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_KilledAndStartedAgain_ServesWhatWasThere()
    {
        await served.CopyToAsync(_directory);
        using (var first = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0"))
        {
            await first.ListeningAsync();
            await first.SignalAsync("KILL");
        }

        Assert.True(File.Exists(PidFile));
        using var second = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0");
        var address = await second.ListeningAsync();
        using var page = await _client.GetAsync(new Uri(address, "/overview/"));
        await second.SignalAsync("TERM");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task Serve_AddressInUse_SaysSoLastAndStopsTheDatabaseAgain()
    {
        await served.CopyToAsync(_directory);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, "--urls", $"http://{taken.LocalEndpoint}");

        Assert.Contains(
            "address already in use. Is a portal running already? Choose another address with --urls.", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task OrganizerAdd_BesideARunningPortal_PrintsALinkThatItTakes()
    {
        await served.CopyToAsync(_directory);
        using var portal = PortalProcess.Start(_directory.FullName, "--urls", "http://127.0.0.1:0");
        var address = await portal.ListeningAsync();

        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, "organizer", "add", "grace@example.org");
        var path = output[output.IndexOf(OrganizerPaths.Invitation, StringComparison.Ordinal)..].Split('\n', '\r')[0];
        using var offer = await _client.GetAsync(new Uri(address, path));
        await portal.SignalAsync("TERM");

        Assert.Equal(0, exitCode);
        Assert.Contains("grace@example.org becomes administrator by opening this link", output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, offer.StatusCode);
    }

    [Theory]
    [InlineData("There is no command 'imprt'", "imprt", "x")]
    [InlineData("Workshop__PublicUrl is 'neuroai.example'", "--Workshop:PublicUrl=neuroai.example")]
    [InlineData("Workshop__Sample is 'no'", "--Workshop:Sample=no")]
    [InlineData("ConnectionStrings__Workshop cannot be read", "--ConnectionStrings:Workshop=garbage")]
    [InlineData("Smtp__From is missing", "--Smtp:Host=mail.example.org")]
    [InlineData("Workshop__Administrator__Password is not", "--Workshop:Administrator:Email=ada@example.org")]
    [InlineData(
        "Workshop__Administrator__Password cannot be used",
        "--Workshop:Administrator:Email=ada@example.org",
        "--Workshop:Administrator:Password=password1234")]
    public async Task Serve_WrongArgumentOrSetting_SaysWhatIsWrongAndExitsWithOne(string message, params string[] arguments)
    {
        var (exitCode, output) = await PortalProcess.RunAsync(_directory.FullName, arguments);

        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }
}
