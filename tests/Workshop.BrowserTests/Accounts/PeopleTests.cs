using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workshop.Data.Accounts;
using Workshop.Tests;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Accounts;

/// <summary>How people come in, and how they are kept out, in a real browser without a script.</summary>
public sealed class PeopleTests(PeopleTests.Fixture people, SamplePortal shared, Chromium chromium) : IClassFixture<PeopleTests.Fixture>
{
    private const string Ada = "ada@example.org";

    private readonly string _grace = $"{Guid.NewGuid():N}@example.org";

    private SamplePortal Portal => people.Portal;

    [Fact]
    public async Task FirstAdministrator_ByTheLinkInTheLog_InvitesAnOrganizerWhoComesIn()
    {
        var log = new CapturedLog();
        await using var portal = await shared.StartAnotherAsync(log.TakeOver);
        await using var here = await NewContextAsync(portal);
        var ada = await here.NewPageAsync();
        await ada.GotoAsync(await LinkFromAsync(log));
        await ada.GetByLabel("Email").FillAsync(Ada);
        await AcceptAsync(ada, "Ada");
        var link = await InviteAsync(ada, _grace);

        await using var there = await NewContextAsync(portal);
        var grace = await there.NewPageAsync();
        await grace.GotoAsync(link);
        Assert.Contains("Ada invites you to join as an organizer.", await grace.InnerTextAsync("main"), StringComparison.Ordinal);
        await AcceptAsync(grace, "Grace");

        Assert.Equal(0, await grace.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).CountAsync());
        await ada.GotoAsync("/admin/people/");
        Assert.Equal(1, await ada.GetByRole(AriaRole.Row).Filter(new() { HasText = "Grace" }).CountAsync());
        Assert.Equal(410, (await grace.GotoAsync(link))!.Status);
    }

    [Fact]
    public async Task Invitation_AfterSevenDays_SaysWhomToAsk()
    {
        await using var here = await NewContextAsync();
        var link = await InviteAsync(await SignIn.AsAsync(here, Ada), _grace);
        people.Clock.Advance(TimeSpan.FromDays(7));

        await using var there = await NewContextAsync();
        var grace = await there.NewPageAsync();
        var answer = await grace.GotoAsync(link);

        Assert.Equal(410, answer!.Status);
        Assert.Equal("This link does not work", await grace.InnerTextAsync("h1"));
        Assert.Equal(0, await grace.GetByRole(AriaRole.Button, new() { Name = "Create my account" }).CountAsync());
    }

    [Fact]
    public async Task Organizer_LockedOutByWrongPasswords_ComesInOnceUnlocked()
    {
        await Portal.AddOrganizerAsync(_grace, OrganizerRole.Organizer, "Grace");
        await using var there = await NewContextAsync();
        var grace = await there.NewPageAsync();
        for (var i = 0; i < 10; i++)
        {
            await SignIn.TryAsync(grace, _grace, "not the pass phrase");
            await grace.GetByText("That did not work.").WaitForAsync();
        }

        await SignIn.TryAsync(grace, _grace, SamplePortal.Password);
        Assert.Contains("there were too many tries", await grace.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);

        await using var here = await NewContextAsync();
        var ada = await SignIn.AsAsync(here, Ada);
        await ada.GotoAsync("/admin/people/");
        Assert.Equal(1, await ada.GetByText("Locked for now").CountAsync());
        await ada.GetByRole(AriaRole.Link, new() { Name = "Change Grace", Exact = true }).ClickAsync();
        await ada.GetByRole(AriaRole.Button, new() { Name = "Unlock now" }).ClickAsync();
        await ada.GetByText("Grace can sign in again.").WaitForAsync();
        await SignIn.TryAsync(grace, _grace, SamplePortal.Password);
        await grace.WaitForURLAsync("**/admin/");
    }

    [Fact]
    public async Task Pages_PhoneAndDesktopLightAndDark_AreClean()
    {
        await Portal.AddOrganizerAsync(_grace, OrganizerRole.Organizer, "Grace Brewster Murray Hopper of the Computation Laboratory");
        var link = "";
        await new Looks(chromium, Portal.LocalAddress).AssertCleanAsync(
            context => SignIn.AsAsync(context, Ada),
            "/admin/people/",
            $"/admin/people/{await IdAsync()}",
            "/admin/people/invite",
            new("invite-refused", async page =>
            {
                await page.GotoAsync("/admin/people/invite");
                await page.GetByLabel("Email").FillAsync(_grace);
                await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
                await page.GetByText("There is an account with this address already.").WaitForAsync();
            }),
            new(
                "invited",
                async page => link = await InviteAsync(page, "a.very.long.name.of.somebody.far.away@department.university.example.org")),
            new("invitation", async page =>
            {
                await page.Context.ClearCookiesAsync();
                await page.GotoAsync(link);
            }),
            new("invitation-refused", async page =>
            {
                await page.GetByLabel("Your name").FillAsync("Lin");
                await page.GetByLabel("Password").FillAsync("password1234");
                await page.GetByRole(AriaRole.Button, new() { Name = "Create my account" }).ClickAsync();
                await page.Locator("span.wrong:not(:empty)").WaitForAsync();
            }),
            new("invitation-dead", page => page.GotoAsync("/account/invitation/nothing")));
    }

    private static async Task AcceptAsync(IPage page, string name)
    {
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(SamplePortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create my account" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/");
    }

    /// <returns>The path of the link that the page shows once.</returns>
    private static async Task<string> InviteAsync(IPage page, string email)
    {
        await page.GotoAsync("/admin/people/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Invite somebody" }).ClickAsync();
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await page.GetByRole(AriaRole.Textbox, new() { Name = $"The link for {email}" }).InputValueAsync();
        return new Uri(link).AbsolutePath;
    }

    private Task<IBrowserContext> NewContextAsync(SamplePortal? portal = null) =>
        chromium.Browser.NewContextAsync(390, ColorScheme.Light, (portal ?? Portal).LocalAddress, javaScript: false);

    private async Task<int> IdAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.Organizers.Where(organizer => organizer.Email == _grace).Select(organizer => organizer.Id).SingleAsync();
    }

    /// <returns>Its path: the log names the address that the portal listens on, and this browser has another name for it.</returns>
    private static async Task<string> LinkFromAsync(CapturedLog log)
    {
        string? link = null;
        await Eventually.TrueAsync(() =>
        {
            var said = log.Entries
                .Select(entry => entry.Message)
                .FirstOrDefault(message => message.Contains("/account/invitation/", StringComparison.Ordinal));
            link = said?.Split('\n')
                .Where(line => line.Contains("http", StringComparison.Ordinal))
                .Select(line => new Uri(line.Trim()).AbsolutePath)
                .Single();
            return Task.FromResult(link is not null);
        });
        return link!;
    }
    /// <summary>A portal with an administrator and a clock.</summary>
    public sealed class Fixture(SamplePortal shared) : IAsyncLifetime
    {
        public TestClock Clock { get; } = new();

        internal SamplePortal Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Portal = await shared.StartAnotherAsync(builder => builder.Services.AddSingleton<TimeProvider>(Clock));
            await Portal.AddOrganizerAsync(Ada, OrganizerRole.Administrator);
        }

        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
