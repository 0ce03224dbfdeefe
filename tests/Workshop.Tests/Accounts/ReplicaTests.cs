using System.Net;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Accounts;

/// <summary>Cookies know nothing of ports, so one browser sees two replicas as one site.</summary>
public sealed class ReplicaTests(TestDatabase databases) : IAsyncLifetime
{
    private RunningPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await RunningPortal.StartAsync(databases);
        await _portal.AddOrganizerAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Session_StartedOnOneReplica_IsOpenOnTheOtherUntilEitherEndsIt()
    {
        await using var replica = await _portal.StartReplicaAsync();
        using var here = await _portal.SignInAsync();
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
            "/account/login", ("Input.Email", "ada@example.org"), ("Input.Password", PortalAccounts.Password), ("__RequestVerificationToken", token));

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Start_WithANewKey_LogsNobodyOut()
    {
        using var here = await _portal.SignInAsync();
        _portal.Services.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));

        await using var replica = await _portal.StartReplicaAsync();
        using var there = Beside(here, replica);

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/admin/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task Start_WithAllKeysLost_SignsOutAndFailsNowhere()
    {
        using var here = await _portal.SignInAsync();
        await using (var db = _portal.OpenDatabase())
        {
            await db.DataProtectionKeys.ExecuteDeleteAsync();
        }

        await using var replica = await _portal.StartReplicaAsync();
        using var there = Beside(here, replica);

        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/admin/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account/login")).StatusCode);
    }

    [Fact]
    public async Task Session_WhoseTicketCannotBeRead_IsOver()
    {
        using var here = await _portal.SignInAsync();
        await using (var db = _portal.OpenDatabase())
        {
            await db.SignInSessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, new byte[] { 1, 2, 3 }));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/admin/")).StatusCode);
    }

    private static Browser Beside(Browser browser, RunningPortal replica) => new(replica.Client.BaseAddress!, browser.Cookies);
}
