using Microsoft.EntityFrameworkCore;

namespace Workshop.Tests.Mail;

/// <summary>Two portals on one database and one outbox.</summary>
public sealed class MailReplicaTests(TestDatabase databases) : IAsyncLifetime
{
    private MailServer _server = null!;
    private RunningPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await MailServer.StartAsync();
        _portal = await RunningPortal.StartAsync(databases, _server.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Send_WhileAnotherReplicaDoes_IsLeftToIt()
    {
        await using var replica = await _portal.StartReplicaAsync(_server.Settings);
        var open = new TaskCompletionSource();
        _server.Open = open.Task;
        await _portal.PostAsync();
        var sending = _portal.SendNextAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_server.Waiting == 1));

        var isSentTwice = await replica.SendNextAsync();
        open.SetResult();
        await sending;

        Assert.False(isSentTwice);
        await _portal.AfterAttemptAsync(1);
        Assert.Single(_server.Received);
    }

    [Fact]
    public async Task Send_ManyByTwoReplicasAtOnce_EachArrivesOnce()
    {
        await using var replica = await _portal.StartReplicaAsync(_server.Settings);
        var subjects = Enumerable.Range(1, 20).Select(number => $"Number {number}").ToList();
        foreach (var subject in subjects)
        {
            await _portal.PostAsync(subject: subject);
        }

        await Task.WhenAll(SendAllAsync(_portal), SendAllAsync(replica));
        await Eventually.TrueAsync(async () =>
        {
            await using var db = _portal.OpenDatabase();
            return !await db.Outbox.AnyAsync(mail => mail.SentAt == null);
        });

        Assert.Equal(subjects.Order(), _server.Received.Select(mail => mail.Subject).Order());
    }

    private static async Task SendAllAsync(RunningPortal portal)
    {
        while (await portal.SendNextAsync())
        {
        }
    }
}
