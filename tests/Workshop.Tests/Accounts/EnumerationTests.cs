using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;

namespace Workshop.Tests.Accounts;

/// <summary>Whether somebody has an account is nobody's business. The benchmark <c>enumeration</c> measures the time.</summary>
[StartsPortals(2, "one has few tries")]
public sealed class EnumerationTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private const string Unknown = "nob@example.org";
    private const string Known = "ada@example.org";
    private const string Locked = "eve@example.org";
    private const string WithoutPassword = "kim@example.org";

    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
        foreach (var email in new[] { Known, Locked, WithoutPassword })
        {
            await _portal.AddOrganizerAsync(email);
        }

        await using var db = _portal.OpenDatabase();
        await db.Organizers.Where(organizer => organizer.Email == Locked)
            .ExecuteUpdateAsync(set => set.SetProperty(organizer => organizer.LockoutEnd, DateTimeOffset.UtcNow.AddHours(1)));
        await db.Organizers.Where(organizer => organizer.Email == WithoutPassword)
            .ExecuteUpdateAsync(set => set.SetProperty(organizer => organizer.PasswordHash, (string?)null));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Post_WhoeverItIs_GetsTheSameAnswerToTheByte()
    {
        var expected = await TryAsync(Unknown);

        Assert.Contains("That did not work.", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await TryAsync(Known));
        Assert.Equal(expected, await TryAsync(Locked));
        Assert.Equal(expected, await TryAsync(WithoutPassword));
    }

    [Fact]
    public async Task Post_ManyAtOnce_AreAllCountedAndNoneFails()
    {
        using var browser = _portal.OpenBrowser();
        var token = (await browser.ReadAsync("/account/login")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(browser, Known, token)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await using var db = _portal.OpenDatabase();
        Assert.Equal(4, await db.Organizers
            .Where(organizer => organizer.Email == Known)
            .Select(organizer => organizer.AccessFailedCount)
            .SingleAsync());
        Assert.Equal(4, await db.AuditEntries.CountAsync(entry => entry.Action == AuditAction.SignInFailed && entry.Subject == Known));
    }

    [Fact]
    public async Task Audit_PasswordTypedAsTheAddress_IsNotKept()
    {
        await TryAsync("my very secret pass phrase");

        await using var db = _portal.OpenDatabase();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal((AuditAction.SignInFailed, "not signed in", null, null), (entry.Action, entry.Who, entry.Subject, entry.Detail));
    }

    [Fact]
    public async Task Post_ZeroByte_IsRefusedInWords()
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await browser.SubmitAsync(
            "/account/login", ("Input.Email", "ada\0@example.org"), ("Input.Password", "whatever"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_OneAddressTooOften_IsAskedToWait()
    {
        await using var portal = await RunningPortal.StartAsync(databases, "--Workshop:SignIn:TriesPerWindow=2");
        using var browser = portal.OpenBrowser();
        var token = (await browser.ReadAsync("/account/login")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => PostAsync(browser, $"{number}@example.org", token)));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode).Order());
    }

    /// <summary>Status, headers and body, without what differs in every answer.</summary>
    private async Task<string> TryAsync(string email)
    {
        using var browser = _portal.OpenBrowser();
        using var answer = await browser.SubmitAsync("/account/login", ("Input.Email", email), ("Input.Password", "not the pass phrase"));
        var page = await Browser.ReadAsync(answer);
        foreach (var token in page.QuerySelectorAll("[name=__RequestVerificationToken]"))
        {
            token.SetAttribute("value", "token");
        }

        page.QuerySelector("[name='Input.Email']")!.SetAttribute("value", "email");
        var headers = answer.Headers
            .Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{page.DocumentElement.OuterHtml}";
    }

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string email, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("Input.Email", email),
                KeyValuePair.Create("Input.Password", "not the pass phrase"),
                KeyValuePair.Create("__RequestVerificationToken", token),
            ]),
        };
        return await browser.SendAsync(request);
    }
}
