using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Mail;

/// <summary>One portal for all tests of a class, with a mail server and with a clock that goes on from one test to the next.</summary>
public sealed class MailPortal(TestDatabase databases) : SharedPortal(databases)
{
    public TestClock Clock { get; } = new();

    internal MailServer Server { get; private set; } = null!;

    internal CapturedLog Log { get; } = new();

    protected override IEnumerable<string> Settings => Server.Settings;

    public override async ValueTask InitializeAsync()
    {
        Server = await MailServer.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>As it was when it was started, with a server that has taken nothing yet.</summary>
    public async Task EmptyAsync()
    {
        await Portal.EmptyAsync();
        Log.Clear();
        Server.Reset();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal async Task<MailServer> RestartServerAsync() => Server = await MailServer.StartAsync(Server.Port);

    protected override void Configure(WebApplicationBuilder builder)
    {
        Log.TakeOver(builder);
        builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}
