using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Workshop.Data.Mail;
using Workshop.Web.Mail;

namespace Workshop.Tests.Mail;

public sealed class MailServerRepliesTests(TestDatabase databases)
{
    [Fact]
    public async Task Send_ReplyThatNoDatabaseKeeps_IsKeptAsText()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var answering = AnswerAsync(server, "554 No\0 \u001b[31mthanks " + new string('x', 2_000) + "\r\n");
        await using var portal = await RunningPortal.StartAsync(
            databases,
            "--Smtp:Host=127.0.0.1",
            $"--Smtp:Port={((IPEndPoint)server.LocalEndpoint).Port}",
            "--Smtp:Security=None",
            "--Smtp:From=portal@example.org");
        await using var db = portal.OpenDatabase();
        var subject = new string('x', OutboxMessage.SubjectMaxLength - 2) + "\U0001F600\U0001F600";
        portal.Services.GetRequiredService<Outbox>().Add(db, "ada@example.org", subject, "Text.", SystemClock.Instance.GetCurrentInstant());
        await db.SaveChangesAsync();

        await portal.AfterAttemptAsync(1);

        var message = await db.Outbox.AsNoTracking().SingleAsync();
        Assert.Contains("No\uFFFD \uFFFD[31mthanks xxx", message.LastError, StringComparison.Ordinal);
        Assert.Equal((1, new string('x', OutboxMessage.SubjectMaxLength - 2) + "…"), (message.Attempts, message.Subject));
        server.Stop();
        await answering;
    }

    private static async Task AnswerAsync(TcpListener server, string reply)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(reply));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }
}
