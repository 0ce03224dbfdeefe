using System.Text;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Mail;
using Workshop.Web.Accounts;
using Workshop.Web.Text;

namespace Workshop.Web.Mail;

/// <summary>Where mail is put by whoever has something to tell, in the transaction of what it tells about.</summary>
public sealed class Outbox
{
    private readonly IDataProtector _protector;

    public Outbox(IConfiguration configuration, IDataProtectionProvider protection)
    {
        _protector = protection.CreateProtector("Workshop.Outbox");
        IsOn = MailSettings.Of(configuration) is not null;
    }

    /// <summary>Whether mail is sent at all. Without, whatever it would have said must be had in another way.</summary>
    public bool IsOn { get; }

    /// <summary>To be saved by the caller.</summary>
    /// <param name="recipient">One address; the rules of <see cref="Organizer"/>'s apply.</param>
    /// <param name="subject">Of any origin: it becomes one line.</param>
    /// <param name="body">Plain text.</param>
    public void Add(WorkshopDbContext db, string recipient, string subject, string body, Instant now)
    {
        if (!PersonRules.IsEmail(recipient))
        {
            throw new ArgumentException("Not one email address.", nameof(recipient));
        }

        db.Add(new OutboxMessage
        {
            Recipient = recipient,
            Subject = OneLine(subject),
            Body = _protector.Protect(Encoding.UTF8.GetBytes(body)),
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }

    internal string BodyOf(OutboxMessage message) => Encoding.UTF8.GetString(_protector.Unprotect(message.Body));

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return SafeText.Clip(
            string.Concat(line.EnumerateRunes().Where(rune => !SafeText.IsDisguise(rune))), OutboxMessage.SubjectMaxLength);
    }
}
