using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;

namespace Workshop.Tests.Accounts;

/// <summary>Names, and what else somebody says of themselves, as they stand beside what organizers do.</summary>
public sealed class NameTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Ada", true)]
    [InlineData("Даша Ö. 李小龍 \U0001F600", true)]
    [InlineData("مریم میرزاخانی", true)]
    // Persian needs the joiner's opposite within a word.
    [InlineData("علی\u200Cرضا", true)]
    [InlineData("!", true)]
    [InlineData("a\nb", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("a\u061Cb", false)]
    [InlineData("a\u200Eb", false)]
    [InlineData("a\u200Fb", false)]
    [InlineData("a\u202Ab", false)]
    [InlineData("a\u202Eb", false)]
    [InlineData("a\u2066b", false)]
    [InlineData("a\u2069b", false)]
    [InlineData("Bob <bob@example.org>", false)]
    [InlineData("a > b", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("\u200B\u2060", false)]
    [InlineData("\u3164", false)]
    [InlineData("\u0301", false)]
    public void IsName_WhateverItHolds_IsWhatCanStandBesideAnAddress(string text, bool expected) =>
        Assert.Equal(expected, PersonRules.IsName(text));

    [Fact]
    public void IsName_HalfACharacter_IsNone() => Assert.False(PersonRules.IsName("a\uD83D"));

    [Theory]
    [InlineData("ada@example.org", "ada")]
    [InlineData("\u200B@example.org", "Organizer")]
    public void NameFrom_Address_IsANameInAnyCase(string email, string name) => Assert.Equal(name, PersonRules.NameFrom(email));

    [Fact]
    public void NameFrom_LongAddress_IsAsLongAsANameMayBe() =>
        Assert.Equal(new string('x', Organizer.NameMaxLength - 1) + "…", PersonRules.NameFrom(new string('x', 200) + "@example.org"));

    [Theory]
    [InlineData("\u202Eada")]
    [InlineData("Bob <bob@example.org>")]
    [InlineData("\u200B")]
    public async Task OwnName_ThatLooksLikeSomethingElse_IsRefused(string name)
    {
        await _portal.AddOrganizerAsync();
        using var browser = await _portal.EnterAsync();

        using var answer = await browser.SubmitAsync("/admin/account/", ("Input.Name", name));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(
            "Please ", (await Browser.ReadAsync(answer)).QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        await using var db = _portal.OpenDatabase();
        Assert.Equal("Ada", (await db.Organizers.SingleAsync()).Name);
    }

    [Theory]
    [InlineData("\u001B")]
    [InlineData("Key \u202Eyek")]
    [InlineData("<Key>")]
    public async Task PasskeyName_ThatLooksLikeSomethingElse_IsRefused(string name)
    {
        await AddPasskeyAsync(await _portal.AddOrganizerAsync());
        // Signed in without it, as right after it was added.
        using var browser = await _portal.EnterAsync();

        using var answer = await browser.SubmitAsync("/admin/account/passkeys", "form.named", ("name", name));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.StartsWith(
            "A name has 1 to 60 characters, of which", page.QuerySelector("[role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Key", page.QuerySelector("form.named input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Who_LongNameAndAddress_EndsWithTheWholeAddress()
    {
        var email = new string('a', 60) + "@" + string.Join('.', Enumerable.Repeat(new string('b', 45), 4)) + ".org";
        await _portal.AddOrganizerAsync(email, name: string.Concat(Enumerable.Repeat("\U0001F600", Organizer.NameMaxLength / 2)));

        using var browser = await _portal.SignInAsync(email);
        using var answer = await browser.SubmitAsync("/admin/account/", ("Input.Name", "Ada"));

        await using var db = _portal.OpenDatabase();
        var entries = await db.AuditEntries.Select(entry => entry.Who).ToListAsync();
        Assert.Equal(2, entries.Count);
        Assert.All(entries, who => Assert.EndsWith($"\U0001F600… <{email}>", who, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_BrowserOfALongName_IsKeptUpToAWholeCharacter()
    {
        await _portal.AddOrganizerAsync();
        using var browser = _portal.OpenBrowser();
        var token = (await browser.ReadAsync("/account/login")).QuerySelector(
            "main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = browser.Cookies,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        using var client = new HttpClient(handler) { BaseAddress = _portal.Client.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "User-Agent", new string('x', SignInSession.UserAgentMaxLength - 2) + "\U0001F600\U0001F600");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = "ada@example.org",
            ["Input.Password"] = PortalAccounts.Password,
            ["__RequestVerificationToken"] = token,
        });

        using var answer = await client.PostAsync("/account/login", form);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = _portal.OpenDatabase();
        Assert.EndsWith("xx…", (await db.SignInSessions.SingleAsync()).UserAgent, StringComparison.Ordinal);
    }

    private async Task AddPasskeyAsync(Organizer organizer)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        var organizers = scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>();
        var passkey = new UserPasskeyInfo(
            [1, 2, 3], [4], DateTimeOffset.UtcNow, 0, ["internal"], true, false, false, [5], [6])
        { Name = "Key" };
        await organizers.AddOrUpdatePasskeyAsync((await organizers.FindByIdAsync($"{organizer.Id}"))!, passkey);
    }
}
