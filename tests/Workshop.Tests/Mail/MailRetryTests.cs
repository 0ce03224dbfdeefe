using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmtpServer.Protocol;
using Workshop.Tests.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Tests.Mail;

public sealed class MailRetryTests(MailPortal shared) : IClassFixture<MailPortal>, IAsyncLifetime
{
    private static readonly SmtpResponse TryLater = new(SmtpReplyCode.InsufficientStorage, "Greylisted, come back later");

    private readonly TestClock _clock = shared.Clock;
    private readonly CapturedLog _log = shared.Log;
    private readonly RunningPortal _portal = shared.Portal;
    private readonly MailServer _server = shared.Server;

    public async ValueTask InitializeAsync()
    {
        await shared.EmptyAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Send_RefusedForNow_WaitsLongerEachTimeAndArrivesInTheEnd()
    {
        _server.Refusal = TryLater;
        await _portal.PostAsync();

        foreach (var (attempt, minutes) in new[] { (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 60), (8, 60) })
        {
            var row = await _portal.AfterAttemptAsync(attempt);
            Assert.Equal(Now + Duration.FromMinutes(minutes), row.NextAttemptAt);
            Assert.Contains("Greylisted, come back later", row.LastError, StringComparison.Ordinal);
            Assert.Null(row.SentAt);
            _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(await _portal.SendNextAsync());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _server.Refusal = null;
        var sent = await _portal.AfterAttemptAsync(9);

        Assert.Equal((Now, null, null), (sent.SentAt, sent.NextAttemptAt, sent.LastError));
        Assert.Equal(PortalMail.Text, Assert.Single(_server.Received).TextBody!.TrimEnd());
        Assert.Equal(8, _server.Refused);
    }

    [Fact]
    public async Task Send_ServerAway_IsTriedAgainAndArrivesOnceItIsBack()
    {
        await _server.DisposeAsync();
        await _portal.PostAsync();

        var row = await _portal.AfterAttemptAsync(1);
        Assert.Equal(Now + Duration.FromMinutes(1), row.NextAttemptAt);
        Assert.Contains("refused", row.LastError, StringComparison.Ordinal);
        var server = await shared.RestartServerAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.AfterAttemptAsync(2);

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Send_RefusedForADay_IsGivenUpWithALineInTheLogAndNoBodyLeft()
    {
        _server.Refusal = TryLater;
        await _portal.PostAsync();
        var posted = Now;
        var row = await _portal.AfterAttemptAsync(1);

        for (var attempt = 2; row.NextAttemptAt is { } next; attempt++)
        {
            Assert.InRange(next, Now + Duration.Epsilon, posted + Duration.FromDays(1));
            Assert.NotEmpty(row.Body);
            _clock.Advance((next - Now).ToTimeSpan());
            row = await _portal.AfterAttemptAsync(attempt);
        }

        Assert.Equal(posted + Duration.FromDays(1), Now);
        Assert.Empty(row.Body);
        Assert.Null(row.SentAt);
        var said = Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Equal($"Mail {row.Id} to grace@example.org is given up after {row.Attempts} attempts: {row.LastError}", said.Message);
        _server.Refusal = null;
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await _portal.SendNextAsync());
        Assert.Empty(_server.Received);
    }

    [Theory]
    [InlineData("👩")]
    [InlineData("xxxxx👩")]
    [InlineData("no \0\u0007")]
    public async Task Send_RefusedInStrangeWords_KeepsThemAndTriesAgain(string word)
    {
        _server.Refusal = new SmtpResponse(SmtpReplyCode.InsufficientStorage, string.Concat(Enumerable.Repeat(word, 200)));
        await _portal.PostAsync();

        var row = await _portal.AfterAttemptAsync(1);

        Assert.NotNull(row.LastError);
        Assert.DoesNotContain(row.LastError, char.IsControl);
    }

    [Fact]
    public async Task Send_OneRefused_DoesNotHoldUpTheOthers()
    {
        await _portal.PostAsync("grace[@example.org");
        await _portal.PostAsync("ada@example.org");

        await Eventually.TrueAsync(async () => !await _portal.SendNextAsync() && _server.Received.Count > 0);

        Assert.Equal("ada@example.org", Assert.Single(_server.Received).To.ToString());
    }

    [Fact]
    public async Task Post_UntilItIsSent_LiesEncryptedInTheDatabase()
    {
        _server.Refusal = TryLater;
        await _portal.PostAsync();

        var row = await _portal.AfterAttemptAsync(1);

        Assert.NotEmpty(row.Body);
        Assert.Equal(-1, row.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(PortalMail.Text[..8])));
        Assert.DoesNotContain(_log.Entries, entry => entry.Message.Contains(PortalMail.Text, StringComparison.Ordinal));
    }

    private Instant Now => _clock.GetCurrentInstant();
}
