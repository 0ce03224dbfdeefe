using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

[StartsPortals(12, "they are about what a start does")]
public sealed class FirstAdministratorTests(TestDatabase databases) : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly CapturedLog _log = new();
    private RunningPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await RunningPortal.StartAsync(databases, builder =>
        {
            _log.TakeOver(builder);
            builder.Services.AddSingleton<TimeProvider>(_clock);
        });
        await _portal.FirstAdministratorDoneAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Link_OpenedTwiceAtOnce_MakesOneAdministrator()
    {
        var path = Assert.Single(_log.InvitationPaths());
        var browsers = Enumerable.Range(1, 4).Select(_ => _portal.OpenBrowser()).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, number) => AcceptAsync(browser, path, $"person{number}@example.org")));

        Assert.Equal(
            [HttpStatusCode.Redirect, HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone],
            answers.Select(answer => answer.StatusCode).Order());
        await using var db = _portal.OpenDatabase();
        Assert.Equal(OrganizerRole.Administrator, (await db.Organizers.SingleAsync()).Role);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Link_AfterHalfAnHour_IsDeadEvenForAFormThatWasOpen()
    {
        var path = Assert.Single(_log.InvitationPaths());
        using var browser = _portal.OpenBrowser();
        var token = (await browser.ReadAsync(path)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        _clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(path));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Gone, await StatusOfAsync(path));
        using var post = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Input.Email"] = "ada@example.org",
                ["Input.Name"] = "Ada",
                ["Input.Password"] = PortalAccounts.Password,
                ["__RequestVerificationToken"] = token,
            }),
        };
        using var answer = await browser.SendAsync(post);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.False(await db.Organizers.AnyAsync());
    }

    [Fact]
    public async Task Start_Again_PrintsAnotherLinkAndTheFormerIsDead()
    {
        var former = Assert.Single(_log.InvitationPaths());
        var log = new CapturedLog();

        await using var restarted = await StartAgainAsync(log);

        Assert.Equal(HttpStatusCode.Gone, await StatusOfAsync(former));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(Assert.Single(log.InvitationPaths())));
    }

    [Theory]
    [InlineData(OrganizerRole.Administrator)]
    [InlineData(OrganizerRole.Organizer)]
    public async Task Start_WithAnOrganizer_PrintsNoLink(OrganizerRole role)
    {
        await _portal.AddOrganizerAsync(role: role);
        var log = new CapturedLog();

        await using var restarted = await StartAgainAsync(log);

        Assert.Empty(log.InvitationPaths());
        Assert.Equal(HttpStatusCode.Gone, await StatusOfAsync(Assert.Single(_log.InvitationPaths())));
    }

    [Fact]
    public async Task Link_OpenWhenAnotherWayMadeAnOrganizer_IsDead()
    {
        var path = Assert.Single(_log.InvitationPaths());
        await _portal.AddOrganizerAsync();

        Assert.Equal(HttpStatusCode.Gone, await StatusOfAsync(path));
    }

    [Fact]
    public async Task Start_OfTwoReplicasAtOnce_LeavesOneLinkThatWorks()
    {
        var logs = new[] { new CapturedLog(), new CapturedLog() };

        var replicas = await Task.WhenAll(logs.Select(StartAgainAsync));

        var paths = logs.Select(log => Assert.Single(log.InvitationPaths())).ToList();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Gone], (await Task.WhenAll(paths.Select(StatusOfAsync))).Order());
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    private static Task<HttpResponseMessage> AcceptAsync(Browser browser, string path, string email) =>
        browser.SubmitAsync(path, ("Input.Email", email), ("Input.Name", "Ada"), ("Input.Password", PortalAccounts.Password));

    private async Task<RunningPortal> StartAgainAsync(CapturedLog log)
    {
        var portal = await _portal.StartReplicaAsync(builder =>
        {
            log.TakeOver(builder);
            builder.Services.AddSingleton<TimeProvider>(_clock);
        });
        await portal.FirstAdministratorDoneAsync();
        return portal;
    }

    private async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var answer = await _portal.Client.GetAsync(path);
        return answer.StatusCode;
    }
}
