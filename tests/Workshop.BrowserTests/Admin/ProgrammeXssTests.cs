using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.BrowserTests.Rendering;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>Whatever is written into any field of a programme is text wherever it is shown: see <see cref="HostileStage"/>.</summary>
public sealed class ProgrammeXssTests(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>, IAsyncLifetime
{
    private const int Some = 10;

    private static readonly string[] Lists =
        ["programme/people", "programme/rooms", "programme/topics", "programme/papers", "deadlines", "sponsors", "news"];

    private static readonly string[] ListPages = ["", "edit/x1", "delete/x1"];

    // Each kind of page once, for the control.
    private static readonly string[] Views =
    [
        "/", "/schedule/", "/schedule/?room=x0", "/speakers/", "/accepted-papers/", "/topics/x0/", "/sessions/x0/", "/people/x0/",
        "/admin/programme/", "/admin/programme/sessions/x0", "/admin/programme/sessions/new", "/admin/programme/release", "/admin/programme/releases/", "/admin/programme/releases/1",
        "/admin/programme/preview", "/admin/programme/people/", "/admin/programme/people/edit/x0", "/admin/programme/people/delete/x0", "/admin/import/papers", "/admin/audit/",
    ];

    private Browser _organizer = null!;
    private HostileStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _organizer = new Browser(portal.Address);
        using var signedIn = await _organizer.SubmitAsync(
            "/account/login", ("Input.Email", EditorPortal.Ada), ("Input.Password", SamplePortal.Password));
        _stage = await HostileStage.OpenAsync(chromium.Browser, portal.Address, context => portal.SignInAsync(context, EditorPortal.Ada));
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _organizer.Dispose();
    }

    [Fact]
    public async Task Payloads_ThroughEveryFieldInEveryView_RunNoScript() => await _stage.AssertInertAsync([
        .. await ReadAsync(Views),
        // The lists above have every line; these have all of the Markdown between them.
        .. await ReadAsync(HostileProgramme.SlugsWithTexts.SelectMany(
            slug => new[] { $"/sessions/{slug}/", $"/people/{slug}/", $"/admin/programme/sessions/{slug}" })),
        .. await ReadAsync(Lists.SelectMany(list => ListPages.Select(page => $"/admin/{list}/{page}"))),
        .. await ReadAsync(
            HostilePages.Packs
                .Take(Some)
                .Select(Uri.EscapeDataString)
                .SelectMany(
                    pack =>
                        new[]
                        {
                            $"/schedule/?topic={pack}&tz={pack}&mine={pack}", $"/accepted-papers/?q={pack}&decision={pack}",
                            $"/sessions/x0/?tz={pack}"
                        })),
        .. await SendWhatIsRefusedAsync(),
        await GetAsync("/feed.xml"),
    ]);

    [Fact]
    public async Task Control_PayloadsWithoutEncoding_RunInEveryView() => await _stage.AssertNoticesAsync(await ReadAsync(Views));

    /// <summary>Forms and tables that cannot be taken, and are shown again with all that was typed.</summary>
    private async Task<List<string>> SendWhatIsRefusedAsync()
    {
        var answers = new List<string>();
        foreach (var batch in XssPayload.All.Chunk(50))
        {
            var all = string.Join("\n\n", batch.Select(payload => payload.Markdown));
            foreach (var path in Lists.Select(list => $"/admin/{list}/edit/x0").Append("/admin/programme/sessions/x0"))
            {
                var form = (await _organizer.ReadAsync(path)).QuerySelector("form.form")!;
                using var answer = await _organizer.SubmitAsync(path, "form.form", [.. TextFields(form).Select(name => (name, all))]);
                answers.Add(await answer.Content.ReadAsStringAsync());
            }

            var line = string.Join(
                ' ', batch.Select(payload => payload.Markdown.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)));
            using var table = await _organizer.SubmitAsync(
                "/admin/import/people", "form.form", ("Text", $"name,roles,\"{line}\"\n\"{line}\",\"{line}\",x\n"));
            answers.Add(await table.Content.ReadAsStringAsync());
        }

        return answers;
    }

    private static IEnumerable<string> TextFields(IElement form) =>
        form
            .QuerySelectorAll("textarea[name], input[name]:not([type]), input[name][type=text], input[name][type=url]")
            .Select(field => field.GetAttribute("name")!);

    private async Task FillAsync()
    {
        await using var db = portal.Sample.OpenDatabase();
        var edition = await db.Editions.SingleAsync();
        var writer = new ProgrammeWriter(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var origin = new DocumentOrigin(XssPayload.All[0].Markdown, now, HostilePages.Packs[1]);
        await writer.ChangeAsync(edition.Id, (ProgrammeDocument _) => HostileProgramme.Programme, origin, CancellationToken.None);
        await writer.ChangeAsync(edition.Id, (NoticesDocument _) => HostileProgramme.Notices, origin, CancellationToken.None);
        await writer.ReleaseAsync(edition.Id, seen: null, HostilePages.Packs[2], origin, CancellationToken.None);
        // So that the release page has differences to show.
        await writer.ChangeAsync(
            edition.Id, (
                ProgrammeDocument programme) => programme with
                {
                    Sessions = [.. programme.Sessions.Select(session => session with { DurationMinutes = 61 })],
                }, origin, CancellationToken.None);
        if (!await db.Pages.AnyAsync(page => page.PermalinkKey == "/topics/x0"))
        {
            var pages = new PageWriter(db);
            var page = await pages.CreateAsync(
                edition, Permalink.Parse(
                    "/topics/x0/"), new PageContent
                    {
                        Title = "Hostile",
                        Markdown = "",
                        Layout = PageLayout.Topic,
                    }, "Ada", now, CancellationToken.None);
            await pages.PublishAsync(page, page.LatestRevision!, now, CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await Eventually.TrueAsync(async () => (await _organizer.GetAsync("/sessions/x0/")).IsSuccessStatusCode
            && (await _organizer.GetAsync("/topics/x0/")).IsSuccessStatusCode);
    }

    private async Task<List<string>> ReadAsync(IEnumerable<string> paths)
    {
        var answers = new List<string>();
        foreach (var path in paths)
        {
            answers.Add(await GetAsync(path));
        }

        return answers;
    }

    private async Task<string> GetAsync(string path)
    {
        using var answer = await _organizer.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }
}
