using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Accounts;

/// <summary>Cookies know nothing of ports, so one browser sees two replicas as one site.</summary>
[StartsPortals(6, "they are about two portals on one database")]
public sealed class ReplicaTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddOrganizerAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Session_StartedOnOneReplica_IsOpenOnTheOtherUntilEitherEndsIt()
    {
        await using var replica = await _portal.StartReplicaAsync();
        using var here = await _portal.EnterAsync();
        using var there = Beside(here, replica);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/admin/")).StatusCode);

        using var answer = await there.SubmitAsync("/admin/", "form[action='/account/logout']");

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task Form_OfOneReplica_IsTakenByTheOther()
    {
        await using var replica = await _portal.StartReplicaAsync();
        using var here = _portal.OpenBrowser();
        using var there = Beside(here, replica);
        var token = (await here.ReadAsync("/account/login")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await there.SubmitAsync(
            "/account/login",
            ("Input.Email", "ada@example.org"),
            ("Input.Password", PortalAccounts.Password),
            ("__RequestVerificationToken", token));

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Start_WithANewKey_LogsNobodyOut()
    {
        using var here = await _portal.EnterAsync();
        _portal.Services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));

        await using var replica = await _portal.StartReplicaAsync();
        using var there = Beside(here, replica);

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/admin/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task Start_WithAllKeysLost_SignsOutAndFailsNowhere()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        await portal.AddOrganizerAsync();
        using var here = await portal.EnterAsync();
        await using (var db = portal.OpenDatabase())
        {
            await db.DataProtectionKeys.ExecuteDeleteAsync();
        }

        await using var replica = await portal.StartReplicaAsync();
        using var there = Beside(here, replica);

        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/admin/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account/login")).StatusCode);
    }

    [Fact]
    public async Task Session_WhoseTicketCannotBeRead_IsOver()
    {
        using var here = await _portal.EnterAsync();
        await using (var db = _portal.OpenDatabase())
        {
            await db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, new byte[] { 1, 2, 3 }));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/admin/")).StatusCode);
    }

    private static Browser Beside(Browser browser, RunningPortal replica) => new(replica.Client.BaseAddress!, browser.Cookies);
}
