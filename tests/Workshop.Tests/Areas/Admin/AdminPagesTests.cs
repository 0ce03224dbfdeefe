using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;
using Workshop.Web.Programme;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Who may open what, and what the dashboard and the lists say.</summary>
public sealed class AdminPagesTests(SharedPortal shared) : AdminTest(shared)
{
    public static TheoryData<string> ForAdministrators =>
        ["/admin/settings/", "/admin/settings/versions/", "/admin/settings/versions/1", "/admin/audit/"];

    public static TheoryData<string> ForAll =>
        ["/admin/", "/admin/pages/", "/admin/programme/", "/admin/media/", "/admin/programme/people/", "/admin/programme/papers/", "/admin/deadlines/", "/admin/news/", "/admin/import/papers"];

    [Theory]
    [MemberData(nameof(ForAdministrators))]
    public async Task AdministratorsPage_Organizer_IsRefused(string path)
    {
        using var organizer = await Portal.SignInAsAsync(OrganizerRole.Organizer);

        using var answer = await organizer.GetAsync(path);
        using var post = await organizer.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) });

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Redirect });
        Assert.Contains(post.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.Redirect });
        Assert.DoesNotContain("Administrator", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await RevisionsAsync());
    }

    [Theory]
    [MemberData(nameof(ForAll))]
    [MemberData(nameof(ForAdministrators))]
    public async Task AdminPage_NotSignedIn_LeadsToTheSignIn(string path)
    {
        using var answer = await Portal.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/login", answer.Headers.Location!.OriginalString.Split('?')[0]);
    }

    [Theory]
    [InlineData("/admin/settings/")]
    [InlineData("/admin/settings/versions/1")]
    [InlineData("/admin/audit/")]
    public async Task Post_WithoutAntiforgeryToken_Answers400AndChangesNothing(string path)
    {
        using var first = await Administrator.SubmitAsync("/admin/settings/", ("Input.City", "Berlin"));
        using var content = new FormUrlEncodedContent(
            [new("Input.Name", "Forged"), new(
                "Input.BasedOn", "2"), new("BasedOn", "2"), new("Input.TimeZone", "UTC"), new("Input.Accent", "#112233")]);

        using var answer = await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(2, (await RevisionsAsync()).Count);
        await using var db = Portal.OpenDatabase();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Action == AuditAction.AuditExported));
    }

    [Theory]
    [MemberData(nameof(ForAll))]
    [InlineData("/admin/settings/")]
    [InlineData("/admin/audit/")]
    [InlineData("/admin/no-such-page/")]
    [InlineData("/account/login")]
    [InlineData("/account/logout")]
    public async Task Answer_ToAnOrganizer_IsKeptByNoCacheAndListedNowhere(string path)
    {
        using var organizer = await Administrator.GetAsync(path);
        using var reader = await Portal.Client.GetAsync(path);

        foreach (var answer in new[] { organizer, reader })
        {
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        }
    }

    [Fact]
    public async Task Dashboard_PagesInEveryState_CountsAndListsThem()
    {
        await FillAsync();

        var page = await Administrator.ReadAsync("/admin/");

        Assert.Equal(["3 live", "1 with unpublished changes", "1 draft", "2 scheduled"], page
            .QuerySelectorAll(".tiles li")
            .Select(tile => tile.TextContent.Trim()));
        Assert.Equal(["Changed"], Linked("unpublished-changes"));
        Assert.Equal(["Draft"], Linked("never-published"));
        Assert.Equal(["Due", "Again"], Linked("scheduled"));
        // Computed, because the hours of a far winter are for Vancouver to decide.
        var due = TimeText.Moment(Instant.FromUtc(2999, 12, 1, 12, 0).InZone(DateTimeZoneProviders.Tzdb["America/Vancouver"]));
        Assert.Contains($"goes live {due}", page.QuerySelector("[aria-labelledby=scheduled]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("America/Vancouver", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ada", page.QuerySelector("[aria-labelledby=revisions]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("session.started", page.QuerySelector("[aria-labelledby=activity]")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".tiles li, .plain-list li, .warnings li"), line => Assert.NotNull(line.QuerySelector("a[href]")));

        IEnumerable<string> Linked(string list) => page.QuerySelectorAll($"[aria-labelledby={list}] li a").Select(link => link.TextContent);
    }

    [Fact]
    public async Task Dashboard_Warnings_AreForWhoCanMendThem()
    {
        using var organizer = await Portal.SignInAsAsync(OrganizerRole.Organizer);

        var administrators = await Administrator.ReadAsync("/admin/");
        var organizers = await organizer.ReadAsync("/admin/");

        Assert.Equal(["/admin/account/", "/admin/people/", "/admin/settings/#Input_PublicUrl"], administrators
            .QuerySelectorAll(".warnings a")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal(["/admin/account/"], organizers.QuerySelectorAll(".warnings a").Select(link => link.GetAttribute("href")));
        Assert.Null(organizers.QuerySelector("[aria-labelledby=activity]"));
    }

    [Theory]
    [InlineData("https://neuroai.example", 0)]
    [InlineData("http://localhost:5000", 0)]
    [InlineData("http://neuroai.example", 1)]
    public async Task Dashboard_PublicUrl_WarnsOfPlainHttpElsewhere(string url, int warnings)
    {
        using var saved = await Administrator.SubmitAsync("/admin/settings/", ("Input.PublicUrl", url));

        var page = await Administrator.ReadAsync("/admin/");

        Assert.Equal(warnings, page.QuerySelectorAll(".warnings a[href='/admin/settings/#Input_PublicUrl']").Length);
    }

    [Fact]
    public async Task Pages_InEveryState_SayItAndLeadToThePublicOnes()
    {
        await FillAsync();

        var page = await Administrator.ReadAsync("/admin/pages/");

        Assert.Equal(
            ["Live", "Live, unpublished changes", "Draft", "Scheduled", "Live, scheduled"],
            page.QuerySelectorAll(".badge").Select(badge => badge.TextContent));
        Assert.Equal(
            ["/live/", "/changed/", "/again/"], page.QuerySelectorAll("a[aria-label^=View]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Programme_WithSessions_ListsThemByDay()
    {
        await using (var db = Portal.OpenDatabase())
        {
            await new ProgrammeWriter(db).ChangeAsync(
                Edition.Id,
                (ProgrammeDocument document) => document with
                {
                    Sessions = [.. new[] { ("b", 15), ("a", 14) }.Select(talk => new Session
                    {
                        Slug = talk.Item1,
                        Uid = Guid.NewGuid(),
                        Title = $"Talk {talk.Item1} <b>",
                        StartsAt = new LocalDateTime(2024, 12, talk.Item2, 9, 0),
                        DurationMinutes = 45,
                        People = [new Participant(null, "Ada")],
                    })],
                },
                new DocumentOrigin("Ada", RunningPortal.Now, "Two talks"),
                CancellationToken.None);
        }

        var page = await Administrator.ReadAsync("/admin/programme/");

        Assert.Equal(["Saturday 14 December 2024", "Sunday 15 December 2024"], page
            .QuerySelectorAll("h2")
            .Select(heading => heading.TextContent)
            .Where(text => text.Contains("2024", StringComparison.Ordinal)));
        Assert.Equal(["Talk a <b>", "Talk b <b>"], page.QuerySelectorAll("table h3").Select(title => title.TextContent.Trim()));
        Assert.Contains("America/Vancouver", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await Portal.PublishAsync(Edition, "/live/", "Live one");
        var changed = await Portal.PublishAsync(Edition, "/changed/", "Changed");
        await using var db = Portal.OpenDatabase();
        var writer = new PageWriter(db);
        var stored = await db.Pages.Include(page => page.LatestRevision).SingleAsync(page => page.Id == changed.Id);
        await writer.SaveAsync(
            stored, new PageContent
            {
                Title = "Changed",
                Markdown = "Some <b>new</b> text.",
            }, "Ada", null, RunningPortal.Now, CancellationToken.None);
        var edition = await db.Editions.SingleAsync();
        await writer.CreateAsync(
            edition, Permalink.Parse(
                "/draft/"), new PageContent { Title = "Draft", Markdown = "" }, "Ada", RunningPortal.Now, CancellationToken.None);
        var due = await writer.CreateAsync(
            edition, Permalink.Parse(
                "/due/"), new PageContent { Title = "Due", Markdown = "" }, "Ada", RunningPortal.Now, CancellationToken.None);
        await writer.ScheduleAsync(due, due.LatestRevision!, Instant.FromUtc(2999, 12, 1, 12, 0), CancellationToken.None);
        var again = await Portal.PublishAsync(Edition, "/again/", "Again");
        var later = await db.Pages.Include(page => page.LatestRevision).SingleAsync(page => page.Id == again.Id);
        await writer.ScheduleAsync(later, later.LatestRevision!, Instant.FromUtc(2999, 12, 2, 12, 0), CancellationToken.None);
        await Portal.ReloadAsync();
    }
}
