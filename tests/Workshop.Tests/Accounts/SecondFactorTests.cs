using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

public sealed class SecondFactorTests(PortalWithClock shared) : IClassFixture<PortalWithClock>, IAsyncLifetime
{
    private readonly TestClock _clock = shared.Clock;
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task App_SetUp_IsAskedForAfterThePasswordAndItsCodeWorksOnce()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        var (key, _) = await SetUpAppAsync(browser);

        using var atOnce = await AnswerAsync(await PasswordOnlyAsync(), "code", AppCodes.Of(key, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(60));
        var code = AppCodes.Of(key, _clock.GetUtcNow());
        using var first = await AnswerAsync(await PasswordOnlyAsync(), "code", code);
        using var again = await AnswerAsync(await PasswordOnlyAsync(), "code", code);

        Assert.Equal(HttpStatusCode.OK, atOnce.StatusCode);
        Assert.Equal("/admin/", first.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task RecoveryCode_Used_WorksOnceAndIsKeptHashed()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        var (_, codes) = await SetUpAppAsync(browser);

        using var first = await AnswerAsync(await PasswordOnlyAsync(), "recoveryCode", codes[3].ToLowerInvariant());
        using var again = await AnswerAsync(await PasswordOnlyAsync(), "recoveryCode", codes[3]);

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal("/admin/", first.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var gone = await browser.GetAsync("/admin/account/recovery-codes");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        await using var db = _portal.OpenDatabase();
        var kept = await db.Database.SqlQuery<string>($"SELECT string_agg(value, ' ') AS \"Value\" FROM organizer_tokens").SingleAsync();
        Assert.DoesNotContain(codes, code => kept.Contains(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("code", "000000")]
    [InlineData("recoveryCode", "AAAAA-AAAAA")]
    public async Task WrongCodes_Ten_LockTheAccountEvenForTheRightOne(string field, string wrong)
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        var (key, codes) = await SetUpAppAsync(browser);
        _clock.Advance(TimeSpan.FromMinutes(2));
        var door = await PasswordOnlyAsync();
        for (var tries = 0; tries < 10; tries++)
        {
            using var refused = await AnswerAsync(door, field, wrong);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        }

        using var right = await AnswerAsync(door, "code", AppCodes.Of(key, _clock.GetUtcNow()));
        using var recovery = await AnswerAsync(door, "recoveryCode", codes[0]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (right.StatusCode, recovery.StatusCode));
        await using var db = _portal.OpenDatabase();
        Assert.True(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.LockedOut));
    }

    [Fact]
    public async Task SecondStep_InABrowserWhereAnotherHasSignedInMeanwhile_BeginsASessionOfItsOwn()
    {
        await _portal.AddOrganizerAsync();
        await _portal.AddOrganizerAsync("grace@example.org", name: "Grace");
        using var ada = await _portal.EnterAsync();
        var (_, codes) = await SetUpAppAsync(ada);
        using var browser = await PasswordOnlyAsync();
        using var grace = await browser.SubmitAsync(
            "/account/login", ("Input.Email", "grace@example.org"), ("Input.Password", PortalAccounts.Password));
        var cookies = new CookieContainer();
        cookies.Add(browser.Cookies.GetAllCookies());
        using var copy = new Browser(_portal.Client.BaseAddress!, cookies);

        using var answer = await AnswerAsync(browser, "recoveryCode", codes[0]);

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
        Assert.Contains("Ada", (await browser.ReadAsync("/admin/")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/admin/")).StatusCode);
    }

    [Fact]
    public async Task WrongCodes_FiftyAtOnce_AreAllRefusedAndLockTheAccount()
    {
        await _portal.AddOrganizerAsync();
        using var ada = await _portal.EnterAsync();
        await SetUpAppAsync(ada);
        using var door = _portal.OpenBrowser();
        using var password = await door.SubmitAsync(
            "/account/login", ("Input.Email", "ada@example.org"), ("Input.Password", PortalAccounts.Password));

        var answers = new List<HttpStatusCode>();
        for (var round = 0; round < 5; round++)
        {
            answers.AddRange(
                await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ => (await AnswerAsync(door, "code", "000000")).StatusCode)));
        }

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        await using var db = _portal.OpenDatabase();
        Assert.NotNull((await db.Organizers.SingleAsync()).LockoutEnd);
        Assert.Equal(
            50,
            await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.SignInFailed || entry.Action == AuditAction.LockedOut));
    }

    [Fact]
    public async Task App_Removed_IsAskedForNoLonger()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        await SetUpAppAsync(browser);

        using var answer = await browser.SubmitAsync("/admin/account/authenticator", "form[action*=Remove]");

        Assert.Equal("/admin/account/second-factor", answer.Headers.Location?.OriginalString);
        using var again = await _portal.SignInAsync();
        await using var db = _portal.OpenDatabase();
        Assert.Equal(
            [AuditAction.SecondFactorAdded, AuditAction.RecoveryCodesMade, AuditAction.SecondFactorRemoved],
            await db.AuditEntries.Where(e => e.Action != AuditAction.SignedIn).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task Required_OrganizerWithout_CanOnlyAddOneAndThenEverything()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Administrator);
        using var on = await browser.SubmitAsync("/admin/settings/security", ("Input.RequiresSecondFactor", "true"));
        Assert.Equal(HttpStatusCode.Redirect, on.StatusCode);

        foreach (var path in new[] { "/admin/", "/admin/account/", "/admin/account/sessions", "/admin/settings/security" })
        {
            using var refused = await browser.GetAsync(path);
            Assert.Equal("/admin/account/second-factor", refused.Headers.Location?.OriginalString);
        }

        await browser.ReadAsync("/admin/account/second-factor");
        await SetUpAppAsync(browser);
        await browser.ReadAsync("/admin/");
        await browser.ReadAsync("/admin/settings/security");
    }

    [Fact]
    public async Task Security_Organizer_MayNotOpenIt()
    {
        using var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await browser.GetAsync("/admin/settings/security");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task SecondFactor_WithoutPassword_LeadsToTheSignIn()
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await browser.GetAsync("/account/second-factor?returnUrl=//evil.example");

        Assert.Equal("/account/login?returnUrl=%2Fadmin%2F", answer.Headers.Location?.OriginalString);
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAppAsync(Browser browser)
    {
        var page = await browser.ReadAsync("/admin/account/authenticator");
        var key = page.QuerySelector("#key")!.TextContent;
        var setup = page.QuerySelector("input[name=Setup]")!.GetAttribute("value")!;
        using var answer = await browser.SubmitAsync(
            "/admin/account/authenticator", ("Setup", setup), ("Typed", AppCodes.Of(key, _clock.GetUtcNow())));
        Assert.Equal("/admin/account/recovery-codes", answer.Headers.Location?.OriginalString);
        var codes = await browser.ReadAsync("/admin/account/recovery-codes");
        return (key, [.. codes.QuerySelectorAll(".codes li").Select(code => code.TextContent)]);
    }

    private async Task<Browser> PasswordOnlyAsync()
    {
        var browser = _portal.OpenBrowser();
        using var answer = await browser.SubmitAsync(
            "/account/login", ("Input.Email", "ada@example.org"), ("Input.Password", PortalAccounts.Password));
        Assert.Equal("/account/second-factor?returnUrl=%2Fadmin%2F", answer.Headers.Location?.OriginalString);
        return browser;
    }

    private static Task<HttpResponseMessage> AnswerAsync(Browser browser, string field, string value) =>
        browser.SubmitAsync(
            "/account/second-factor?returnUrl=%2Fadmin%2F", field == "code" ? "main > form" : "details form", (field, value));
}
