using Microsoft.EntityFrameworkCore;

namespace Workshop.Tests.Mail;

/// <summary>Two portals on one database and one outbox.</summary>
[StartsPortals(3, "they are about two portals on one outbox")]
public sealed class MailReplicaTests(MailPortal shared) : IClassFixture<MailPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;
    private readonly MailServer _server = shared.Server;

    public async ValueTask InitializeAsync()
    {
        await shared.EmptyAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
