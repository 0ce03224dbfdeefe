using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

public sealed class LoginTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Post_RightPassword_OpensTheAdminAreaAndIsWrittenDown()
    {
        await _portal.AddOrganizerAsync();

        using var browser = await _portal.EnterAsync();
        var page = await browser.ReadAsync("/admin/");

        Assert.Contains("Ada, organizer", page.QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal((AuditAction.SignedIn, "Ada <ada@example.org>", "127.0.0.1"), (entry.Action, entry.Who, entry.Address));
    }

    [Theory]
    [InlineData("ada@example.org", "not the pass phrase")]
    [InlineData("nobody@example.org", "a long enough pass phrase")]
    public async Task Post_WrongPasswordOrUnknownAddress_SaysTheSame(string email, string password)
    {
        await _portal.AddOrganizerAsync();
        using var browser = _portal.OpenBrowser();

        using var answer = await browser.SubmitAsync("/account/login", ("Input.Email", email), ("Input.Password", password));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("That did not work.", page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        using var admin = await browser.GetAsync("/admin/");
        Assert.Equal(HttpStatusCode.Redirect, admin.StatusCode);
    }

    [Fact]
    public async Task Logout_SessionCookieKeptByAThief_OpensNothing()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        using var thief = _portal.OpenBrowser();
        thief.Cookies.Add(browser.Cookies.GetCookies(_portal.Client.BaseAddress!));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/admin/")).StatusCode);

        using var answer = await browser.SubmitAsync("/admin/", "form[action='/account/logout']");

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/admin/")).StatusCode);
    }
}
