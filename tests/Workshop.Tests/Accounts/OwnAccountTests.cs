using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

/// <summary>An organizer's own account, through the real pipeline and with a clock of the test's.</summary>
public sealed class OwnAccountTests(PortalWithClock shared) : IClassFixture<PortalWithClock>, IAsyncLifetime
{
    private const string NewPassword = "kelp obtuse banjo riddle";

    private readonly TestClock _clock = shared.Clock;
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Name_Changed_IsShownAtOnceAndWrittenDown()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();

        using var answer = await browser.SubmitAsync("/admin/account/", ("Input.Name", "Ada L."));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Ada L.", (await browser.ReadAsync("/admin/")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(AuditAction.NameChanged, await ActionsAsync());
    }

    [Fact]
    public async Task Name_ChangedMeanwhile_IsSaidAndOverwrittenOnlyWhenSentAgain()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        await browser.SubmitAsync("/admin/account/", ("Input.Name", "Ada Lovelace"));

        using var stale = await browser.SubmitAsync("/admin/account/", ("Input.Was", "Ada"), ("Input.Name", "Countess"));
        var page = await Browser.ReadAsync(stale);
        using var again = await browser.SubmitAsync("/admin/account/", ("Input.Name", "Countess"));

        Assert.Contains("it is “Ada Lovelace” now", page.QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ("Countess", "Ada Lovelace"),
            (page.QuerySelector("#Input_Name")!.GetAttribute("value"), page.QuerySelector("#Input_Was")!.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(2, (await ActionsAsync()).Count(action => action == AuditAction.NameChanged));
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsAtOnceAndOpensWithTheNewOneOnly()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        using var other = await _portal.EnterAsync();
        using var thief = Thief(browser);

        using var answer = await ChangePasswordAsync(browser, PortalAccounts.Password, NewPassword);

        Assert.Equal("/admin/account/password", answer.Headers.Location?.OriginalString);
        Assert.True(await IsSignedInAsync(browser));
        Assert.False(await IsSignedInAsync(other));
        Assert.False(await IsSignedInAsync(thief));
        using var again = await _portal.SignInAsync(password: NewPassword);
        Assert.Contains(AuditAction.PasswordChanged, await ActionsAsync());
    }

    [Theory]
    [InlineData("not the pass phrase", NewPassword)]
    [InlineData(PortalAccounts.Password, "password1234")]
    [InlineData(PortalAccounts.Password, "too short")]
    [InlineData(PortalAccounts.Password, "ada@example.org")]
    public async Task Password_WrongOrEasyToGuess_IsRefusedAndNothingEnds(string current, string chosen)
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        using var other = await _portal.EnterAsync();

        using var answer = await ChangePasswordAsync(browser, current, chosen);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await Browser.ReadAsync(answer)).QuerySelector(".field-validation-error"));
        Assert.True(await IsSignedInAsync(other));
        Assert.DoesNotContain(AuditAction.PasswordChanged, await ActionsAsync());
    }

    [Fact]
    public async Task Session_EndedFromAnother_IsRefusedAtOnce()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        using var other = await _portal.EnterAsync();
        var page = await browser.ReadAsync("/admin/account/sessions");
        Assert.Equal(2, page.QuerySelectorAll(".sessions li").Length);
        Assert.Contains("This one", page.QuerySelector(".sessions li")!.TextContent, StringComparison.Ordinal);

        using var answer = await browser.SubmitAsync("/admin/account/sessions", ".sessions form");

        Assert.True(await IsSignedInAsync(browser));
        Assert.False(await IsSignedInAsync(other));
        Assert.Contains(AuditAction.SessionEnded, await ActionsAsync());
    }

    [Fact]
    public async Task Session_OfAnotherOrganizer_CannotBeEnded()
    {
        await _portal.AddOrganizerAsync();
        await _portal.AddOrganizerAsync("bob@example.org", name: "Bob");
        using var ada = await _portal.EnterAsync();
        using var second = await _portal.EnterAsync();
        using var bob = await _portal.EnterAsync("bob@example.org");
        await using var db = _portal.OpenDatabase();
        var bobs = await db.Organizers.Where(o => o.Email == "bob@example.org").Select(o => o.Id).SingleAsync();
        var id = await db.SignInSessions.Where(s => s.OrganizerId == bobs).Select(s => s.Id).SingleAsync();

        using var answer = await ada.SubmitAsync("/admin/account/sessions", ".sessions form", ("id", id.ToString()));

        Assert.True(await IsSignedInAsync(bob));
    }

    [Fact]
    public async Task Session_Idle_EndsAfterTwelveHoursAndUsedAfterSevenDays()
    {
        await _portal.AddOrganizerAsync();
        using var idle = await _portal.EnterAsync();
        using var used = await _portal.EnterAsync();

        for (var hours = 0; hours < 7 * 24; hours += 8)
        {
            Assert.True(await IsSignedInAsync(used), $"after {hours} hours");
            _clock.Advance(TimeSpan.FromHours(8));
            if (hours == 8)
            {
                Assert.False(await IsSignedInAsync(idle));
            }
        }

        Assert.False(await IsSignedInAsync(used));
    }

    [Fact]
    public async Task SecurityStamp_Changed_IsHonouredWithinAMinute()
    {
        var organizer = await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        await using (var scope = _portal.Services.CreateAsyncScope())
        {
            var organizers = scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>();
            await organizers.UpdateSecurityStampAsync((await organizers.FindByIdAsync($"{organizer.Id}"))!);
        }

        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.False(await IsSignedInAsync(browser));
    }

    [Fact]
    public async Task Confirm_AfterTenMinutes_IsAskedForAndGivesTheSessionANewCookie()
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();
        await browser.ReadAsync("/admin/account/authenticator");
        _clock.Advance(TimeSpan.FromMinutes(11));
        using var thief = Thief(browser);

        using var asked = await browser.GetAsync("/admin/account/authenticator");
        var confirm = asked.Headers.Location!.OriginalString;
        using var wrong = await browser.SubmitAsync(confirm, ("password", "not the pass phrase"));
        using var right = await browser.SubmitAsync(confirm, ("password", PortalAccounts.Password));

        Assert.Equal("/account/confirm?returnUrl=%2Fadmin%2Faccount%2Fauthenticator", confirm);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal("/admin/account/authenticator", right.Headers.Location?.OriginalString);
        await browser.ReadAsync("/admin/account/authenticator");
        Assert.False(await IsSignedInAsync(thief));
        Assert.Contains(AuditAction.ProofRefused, await ActionsAsync());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Confirm_ForeignReturnUrl_LeadsToTheDashboard(string url)
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();

        using var answer = await browser.SubmitAsync(
            "/account/confirm?returnUrl=" + Uri.EscapeDataString(url), ("password", PortalAccounts.Password));

        Assert.Equal("/admin/", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/account/passkey?handler=Options")]
    [InlineData("/account/passkey")]
    [InlineData("/account/second-factor")]
    [InlineData("/account/confirm")]
    [InlineData("/admin/account/passkeys?handler=Add")]
    [InlineData("/admin/account/sessions?handler=EndOthers")]
    public async Task Post_WithoutAntiforgeryToken_IsRefused(string path)
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();

        using var answer = await browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> ChangePasswordAsync(Browser browser, string current, string chosen) =>
        browser.SubmitAsync("/admin/account/password", ("Input.Current", current), ("Input.New", chosen), ("Input.Again", chosen));

    private Browser Thief(Browser victim)
    {
        var thief = _portal.OpenBrowser();
        thief.Cookies.Add(victim.Cookies.GetCookies(_portal.Client.BaseAddress!));
        return thief;
    }

    private static async Task<bool> IsSignedInAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/admin/");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<List<string>> ActionsAsync()
    {
        await using var db = _portal.OpenDatabase();
        return await db.AuditEntries.Select(entry => entry.Action).ToListAsync();
    }
}
