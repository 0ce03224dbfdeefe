using Microsoft.Extensions.Configuration;
using Workshop.Web.Hosting;
using Workshop.Web.Mail;

namespace Workshop.Tests.Mail;

public sealed class MailSettingsTests
{
    private const string Host = "Smtp:Host=mail.example.org";
    private const string From = "Smtp:From=workshop@example.org";

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "Smtp__From is set, but Smtp__Host is not.", [From] },
        { "Smtp__Port is set, but Smtp__Host is not.", ["Smtp:Port=25"] },
        { "Smtp__Password is set, but Smtp__Host is not.", ["Smtp:Password=secret"] },
        { "Smtp__Username is set, but Smtp__Host is not.", ["Smtp:Username=ada"] },
        { "Smtp__Security is set, but Smtp__Host is not.", ["Smtp:Security=Tls"] },
        { "Smtp__Host is 'mail.example.org:25'", ["Smtp:Host=mail.example.org:25", From] },
        { "Smtp__Host is 'smtp://mail.example.org'", ["Smtp:Host=smtp://mail.example.org", From] },
        { "Smtp__From is missing", [Host] },
        { "Smtp__From is 'workshop'", [Host, "Smtp:From=workshop"] },
        { "Smtp__From is 'ada@example.org, grace@example.org'", [Host, "Smtp:From=ada@example.org, grace@example.org"] },
        { "Smtp__Port is 'smtp'", [Host, From, "Smtp:Port=smtp"] },
        { "Smtp__Port is '0'", [Host, From, "Smtp:Port=0"] },
        { "Smtp__Port is '65536'", [Host, From, "Smtp:Port=65536"] },
        { "Smtp__Security is 'SSL'", [Host, From, "Smtp:Security=SSL"] },
        { "Smtp__Username is set, but Smtp__Password is not.", [Host, From, "Smtp:Username=ada"] },
        { "Smtp__Password is set, but Smtp__Username is not.", [Host, From, "Smtp:Password=secret"] },
        { "Smtp__Security is None, which would send Smtp__Password",
        [
            Host, From, "Smtp:Security=None", "Smtp:Username=ada", "Smtp:Password=secret"
        ] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Start_WrongSetting_StopsAndNamesIt(string message, string[] settings)
    {
        var stopped = await Assert.ThrowsAsync<SettingException>(
            () => RunningPortal.StartNowhereAsync([.. settings.Select(setting => "--" + setting)]));

        Assert.StartsWith(message, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 587)]
    [InlineData("StartTls", 587)]
    [InlineData("tls", 465)]
    [InlineData("None", 25)]
    public void Of_NoPort_TakesTheUsualOne(string security, int expected) =>
        Assert.Equal(expected, Of(Host, From, $"Smtp:Security={security}")!.Port);

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("mail")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void Of_HostInItsWays_IsTaken(string host) => Assert.Equal(host, Of($"Smtp:Host={host}", From)!.Host);

    [Fact]
    public void Of_NothingSet_IsNoMail() => Assert.Null(Of("Smtp:Host=", "Smtp:Port="));

    [Fact]
    public void ToString_WithAPassword_DoesNotSayIt() =>
        Assert.DoesNotContain("secret", $"{Of(Host, From, "Smtp:Username=ada", "Smtp:Password=secret")}", StringComparison.Ordinal);

    private static MailSettings? Of(params string[] settings) => MailSettings.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]))
        .Build());
}
