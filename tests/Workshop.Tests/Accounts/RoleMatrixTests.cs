using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Tests.Hosting;

namespace Workshop.Tests.Accounts;

/// <summary>Every role at every address of the organizers with every method, by rule and not by list.</summary>
public sealed class RoleMatrixTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    // Written by whoever merely looks: when a session was last seen, and that something was exported.
    private static readonly string[] WrittenByReading = ["audit_entries", "organizer_sessions"];

    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/overview/", "Overview");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("anonymous")]
    [InlineData("ended session")]
    [InlineData("organizer")]
    [InlineData("locked-out organizer")]
    [InlineData("administrator")]
    public async Task Answers_WithoutAnAntiforgeryToken_FollowTheRulesAndChangeNothing(string who)
    {
        using var browser = await BecomeAsync(who);
        var before = await RowsAsync(who);
        var wrong = new List<string>();

        foreach (var route in Route.Of(_portal).Where(route => route.IsForOrganizers))
        {
            foreach (var method in new[] { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), route.Path);
                using var answer = await browser.SendAsync(request);
                if (Fault(who, route, method, answer) is { } fault)
                {
                    wrong.Add($"{method} {route.Path}: {fault}, but was {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await RowsAsync(who));
    }

    [Fact]
    public async Task Lockout_WhileSignedIn_LeavesTheSessionAlone()
    {
        // Else whoever types wrong passwords could throw organizers out of their work.
        using var browser = await BecomeAsync("locked-out organizer");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/")).StatusCode);
        using var other = _portal.OpenBrowser();
        using var refused = await other.SubmitAsync(
            "/account/login", ("Input.Email", "organizer@example.org"), ("Input.Password", PortalAccounts.Password));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task Removal_WhileSignedIn_EndsTheSession()
    {
        using var browser = await BecomeAsync("organizer");
        await using (var db = _portal.OpenDatabase())
        {
            await db.Organizers.Where(organizer => organizer.Email == "organizer@example.org").ExecuteDeleteAsync();
        }

        using var answer = await browser.GetAsync("/admin/");

        Assert.Equal("/account/login?returnUrl=%2Fadmin%2F", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Get_AdministratorsPageAsOrganizer_IsRefusedInWords()
    {
        using var browser = await BecomeAsync("organizer");

        foreach (var route in Route.Of(_portal).Where(IsForAdministrators))
        {
            using var answer = await browser.GetAsync(route.Path);
            var page = await Browser.ReadAsync(answer);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("This is not yours to open", page.QuerySelector("h1")!.TextContent);
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Send_FormThatNoPageTakes_IsRefusedInWords(string method)
    {
        using var browser = await BecomeAsync("organizer");
        var token = (await browser.ReadAsync("/admin/")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var request = new HttpRequestMessage(new HttpMethod(method), "/admin/?handler=nothing")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
        };
        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Post_AnonymousWithAnOrganizersForm_IsRefusedInWords()
    {
        using var browser = _portal.OpenBrowser();

        using var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/"));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("This request could not be understood", page.QuerySelector("h1")!.TextContent);
    }

    /// <summary>What the answer should have been; null where it is right.</summary>
    private static string? Fault(string who, Route route, string method, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        if (method == "OPTIONS")
        {
            // The framework's own answer, with nothing but the methods that there are.
            return status is 200 or 405 && answer.Content.Headers.ContentLength is null or 0 ? null : "expected 200 or 405";
        }

        if (method is not ("GET" or "HEAD"))
        {
            return status is 400 or 403 or 405 ? null : "expected 400, 403 or 405";
        }

        if (!route.IsOpen && !IsSignedIn(who))
        {
            var login = $"/account/login?returnUrl={Uri.EscapeDataString(route.Path)}";
            return status == 302 && answer.Headers.Location?.OriginalString == login ? null : $"expected 302 {login}";
        }

        if (IsForAdministrators(route) && who != "administrator")
        {
            return status == 403 ? null : "expected 403";
        }

        // The row with the number 1 need not be there, nor does everything have a form to read.
        return status is 200 or 302 or 404 or 405 ? null : "expected 200, 302, 404 or 405";
    }

    private static bool IsSignedIn(string who) => who is not ("anonymous" or "ended session");

    private static bool IsForAdministrators(Route route) => route.Policies.Contains(nameof(OrganizerRole.Administrator));

    private async Task<Browser> BecomeAsync(string who)
    {
        switch (who)
        {
            case "anonymous":
                return _portal.OpenBrowser();
            case "administrator":
                return await _portal.SignInAsAsync(OrganizerRole.Administrator);
        }

        var browser = await _portal.SignInAsAsync(OrganizerRole.Organizer);
        await using var db = _portal.OpenDatabase();
        if (who == "ended session")
        {
            await db.SignInSessions.ExecuteDeleteAsync();
        }
        else if (who == "locked-out organizer")
        {
            await db.Organizers.ExecuteUpdateAsync(
                set => set.SetProperty(organizer => organizer.LockoutEnd, DateTimeOffset.UtcNow.AddHours(1)));
        }

        return browser;
    }

    /// <summary>What stands in every table, by table.</summary>
    private async Task<SortedDictionary<string, string>> RowsAsync(string who)
    {
        await using var db = _portal.OpenDatabase();
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tables = await db.Database
            .SqlQueryRaw<string>("SELECT tablename::text AS \"Value\" FROM pg_tables WHERE schemaname = 'public'")
            .ToListAsync();
        foreach (var table in tables.Except(IsSignedIn(who) ? WrittenByReading : []).Except(["data_protection_keys"]))
        {
            var sql = $"SELECT coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS \"Value\" FROM \"{table}\" t";
            rows[table] = await db.Database.SqlQueryRaw<string>(sql).SingleAsync();
        }

        return rows;
    }
}
