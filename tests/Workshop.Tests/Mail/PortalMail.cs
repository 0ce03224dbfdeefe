using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Mail;
using Workshop.Web.Hosting;
using Workshop.Web.Mail;

namespace Workshop.Tests.Mail;

/// <summary>The outbox of a portal under test.</summary>
internal static class PortalMail
{
    public const string Text = "Only you may read this.";

    public static async Task PostAsync(
        this RunningPortal portal, string recipient = "grace@example.org", string subject = "Hello", string text = Text)
    {
        await using var db = portal.OpenDatabase();
        var now = portal.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        portal.Services.GetRequiredService<Outbox>().Add(db, recipient, subject, text, now);
        await db.SaveChangesAsync();
    }

    /// <summary>Looks for mail that is due, as the portal itself does every few seconds.</summary>
    public static Task<bool> SendNextAsync(this RunningPortal portal) =>
        portal.Services.GetRequiredService<OutboxSender>().SendNextAsync(CancellationToken.None);

    public static async Task<OutboxMessage> OnlyMailAsync(this RunningPortal portal)
    {
        await using var db = portal.OpenDatabase();
        return await db.Outbox.SingleAsync();
    }

    /// <summary>The only mail, once it has been tried so often, by whoever was first.</summary>
    public static async Task<OutboxMessage> AfterAttemptAsync(this RunningPortal portal, int attempts)
    {
        await Eventually.TrueAsync(async () =>
        {
            await portal.SendNextAsync();
            return (await portal.OnlyMailAsync()).Attempts >= attempts;
        });
        var mail = await portal.OnlyMailAsync();
        Assert.Equal(attempts, mail.Attempts);
        return mail;
    }
}
