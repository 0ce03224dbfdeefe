using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Web.Hosting;
using Workshop.Web.Text;

namespace Workshop.Web.Mail;

/// <summary>
/// Sends what is due. The row is locked while its mail is on the way, so that of several replicas one sends it; a mail goes
/// out twice only if this process or the database ends between the server's yes and the commit.
/// </summary>
internal sealed partial class OutboxSender(
    IDbContextFactory<WorkshopDbContext> databases,
    DatabasePreparation preparation,
    Outbox outbox,
    MailSettings settings,
    TimeProvider clock,
    ILogger<OutboxSender> log) : BackgroundService
{
    private const int ErrorMaxLength = 300;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Duration FirstWait = Duration.FromMinutes(1);
    private static readonly Duration LongestWait = Duration.FromHours(1);
    private static readonly Duration GivesUpAfter = Duration.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await preparation.Done.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendNextAsync(stoppingToken))
                {
                }
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                if (DatabaseTrouble.ReasonOf(trouble) is null)
                {
                    LogStuck(log, trouble);
                }
            }

            await Task.Delay(Poll, stoppingToken);
        }
    }

    /// <returns>Whether a message was due, be it sent or not.</returns>
    internal async Task<bool> SendNextAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var due = await db.Outbox
            .FromSql(
                $"SELECT * FROM outbox_messages WHERE next_attempt_at <= {now} ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED")
            .ToListAsync(cancellation);
        if (due is not [var message])
        {
            return false;
        }

        message.Attempts++;
        try
        {
            await SendAsync(message, cancellation);
            (message.SentAt, message.NextAttemptAt, message.Body, message.LastError) = (now, null, [], null);
        }
        catch (Exception refusal) when (!cancellation.IsCancellationRequested)
        {
            Postpone(message, refusal, now);
        }

        // Sent is sent: a stop in this moment must not have it sent again.
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        using var mail = MailOf(message);
        // No look at lists of revoked certificates: the portal talks to the mail server and to nobody else.
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellation);
        if (settings is { Username: not null, Password: not null })
        {
            await client.AuthenticateAsync(settings.Username, settings.Password, cancellation);
        }

        await client.SendAsync(mail, cancellation);
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception impolite) when (impolite is IOException or SmtpCommandException or SmtpProtocolException)
        {
            // The server has taken the mail before it hung up.
        }
    }

    private MimeMessage MailOf(OutboxMessage message)
    {
        var mail = new MimeMessage { Subject = message.Subject, Body = new TextPart("plain") { Text = outbox.BodyOf(message) } };
        mail.From.Add(settings.From);
        mail.To.Add(new MailboxAddress("", message.Recipient));
        mail.Date = message.CreatedAt.ToDateTimeOffset();
        // The same in every attempt, so that a mail that did arrive twice can be seen as one.
        mail.MessageId = $"{message.Id}.{message.CreatedAt.ToUnixTimeTicks()}@{settings.From.Domain}";
        // RFC 3834: no automatic answers, please.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private void Postpone(OutboxMessage message, Exception refusal, Instant now)
    {
        message.LastError = SafeText.Clip(refusal.Message, ErrorMaxLength);
        if (now - message.CreatedAt >= GivesUpAfter)
        {
            (message.NextAttemptAt, message.Body) = (null, []);
            LogGivenUp(log, message.Id, message.Recipient, message.Attempts, message.LastError);
            return;
        }

        var wait = Duration.Min(LongestWait, FirstWait * Math.Pow(2, Math.Min(message.Attempts - 1, 10)));
        // Once more at the very end, however the waits have added up.
        message.NextAttemptAt = Instant.Min(now + wait, message.CreatedAt + GivesUpAfter);
        LogPostponed(log, message.Id, message.NextAttemptAt.Value, message.LastError);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} could not be sent and is tried again at {Next}: {Reason}")]
    private static partial void LogPostponed(ILogger log, int id, Instant next, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} to {Recipient} is given up after {Attempts} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger log, int id, string recipient, int attempts, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked off; it is tried again.")]
    private static partial void LogStuck(ILogger log, Exception trouble);
}
