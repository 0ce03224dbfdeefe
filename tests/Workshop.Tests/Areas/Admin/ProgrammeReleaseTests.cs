using System.Net;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Releases: what they change for readers, what they refuse, and the way back to one.</summary>
public sealed class ProgrammeReleaseTests(SharedPortal shared) : ProgrammeTest(shared)
{
    private const string Release = "/admin/programme/release";
    private const string Releases = "/admin/programme/releases/";

    [Fact]
    public async Task Release_First_ShowsWhatIsNewAndIsWhatReadersSeeAtOnce()
    {
        Assert.Empty(Portal.Site.Current!.Programme.Sessions);
        var page = await Administrator.ReadAsync(Release);
        Assert.Equal(
            "“Opening” is new (Sat 14 Dec, 09:00–10:00, Hall).", page.QuerySelector(".differences li")!.LastChild!.TextContent.Trim());

        using var answer = await Administrator.SubmitAsync(Release, ("Input.Note", " " + Hostile));

        Assert.Equal("Release 1 is what readers see now.", await DoneAsync(answer));
        Assert.Equal(["opening", "talk"], Portal.Site.Current!.Programme.Sessions.Select(session => session.Slug));
        var release = Assert.Single(await ReleasesAsync());
        Assert.Equal((1, Hostile, "Administrator"), (release.Version, release.Note, release.Author));
        Assert.Equal([$"programme 2024: {Hostile}"], await AuditedAsync(AuditAction.ProgrammeReleased));
        var list = await Administrator.ReadAsync(Releases);
        Assert.Equal(
            "Release 1|Administrator|" + Hostile,
            string.Join('|', list.QuerySelectorAll("tbody td").Where((_, column) => column != 2).Select(cell => cell.TextContent)));
        Assert.Empty(list.QuerySelectorAll("img, main script"));
    }

    [Fact]
    public async Task Release_WithConflicts_NeedsThemAcknowledged()
    {
        await ChangeAsync("opening", session => session with { StartsAt = session.StartsAt!.Value.PlusMinutes(30) });

        using var refused = await Administrator.SubmitAsync(Release, ("Input.Note", "Mine"));

        var page = await Browser.ReadAsync(refused);
        Assert.Equal(
            "Please say that the programme is meant to be released with these conflicts.",
            page.QuerySelector("#accepts-wrong")!.TextContent);
        Assert.Equal("Mine", page.QuerySelector("#Input_Note")!.GetAttribute("value"));
        Assert.Contains(
            "Hall has “Opening” and “A talk” at once", page.QuerySelector("form .conflict")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await ReleasesAsync());

        using var answer = await Administrator.SubmitAsync(Release, ("Input.AcceptsConflicts", "true"));
        Assert.Equal("Release 1 is what readers see now.", await DoneAsync(answer));
    }

    [Fact]
    public async Task Release_ConflictNobodyHasSeen_HasToBeAcknowledgedAnew()
    {
        await ChangeAsync("opening", session => session with { StartsAt = session.StartsAt!.Value.PlusMinutes(30) });
        var seen = await Administrator.ReadAsync(Release);
        await ChangeAsync("later", session => session with { StartsAt = new LocalDateTime(2024, 12, 14, 10, 30), Room = "hall" });
        (string, string)[] accepted = [(
            "Input.Seen",
            Value(seen, "Seen")), ("Input.Shown", Value(seen, "Shown")), ("Input.AcceptsConflicts", "true")];

        using var refused = await Administrator.SubmitAsync(Release, accepted);

        var page = await Browser.ReadAsync(refused);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.False(page.QuerySelector("#Input_AcceptsConflicts")!.HasAttribute("checked"));
        Assert.Empty(await ReleasesAsync());
    }

    [Fact]
    public async Task Release_SettingsChangedSinceItWasLookedAt_ReleasesNothing()
    {
        var seen = await Administrator.ReadAsync(Release);
        await using (var db = Portal.OpenDatabase())
        {
            db.Attach(Edition).Entity.StartsOn = new LocalDate(2024, 12, 20);
            await db.SaveChangesAsync();
        }

        using var answer = await Administrator.SubmitAsync(
            Release, ("Input.Seen", Value(seen, "Seen")), ("Input.Shown", Value(seen, "Shown")), ("Input.AcceptsConflicts", "true"));

        Assert.Equal(
            "Nothing was released, since the edition's settings or an earlier release have changed what it would do. Please "
            + "look at it again.", await RefusedAsync(answer));
        Assert.Contains(
            "outside the edition’s days",
            (await Browser.ReadAsync(answer)).QuerySelector("form .conflict")!.TextContent,
            StringComparison.Ordinal);
        Assert.Empty(await ReleasesAsync());
        using var again = await Administrator.SubmitAsync(Release, ("Input.AcceptsConflicts", "true"));
        Assert.Equal("Release 1 is what readers see now.", await DoneAsync(again));
        Assert.Equal(["programme 2024: with 2 accepted conflicts."], await AuditedAsync(AuditAction.ProgrammeReleased));
    }

    [Fact]
    public async Task Preview_OfADraft_IsTheScheduleThatReadersWouldSeeAndChangesNothingForThem()
    {
        var page = await Administrator.ReadAsync("/admin/programme/preview");

        Assert.Equal(["opening", "talk"], page.QuerySelectorAll("[data-session]").Select(entry => entry.GetAttribute("data-session")));
        Assert.Empty(page.QuerySelectorAll("main script, .organizer"));
        Assert.Empty(Portal.Site.Current!.Programme.Sessions);
        using var stranger = await Portal.Client.GetAsync("/admin/programme/preview");
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
    }

    [Fact]
    public async Task Preview_OfAnEarlierEdition_StaysInItWhenItIsFiltered()
    {
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        await using (var db = Portal.OpenDatabase())
        {
            await new ProgrammeWriter(db).ChangeAsync(
                earlier.Id,
                (ProgrammeDocument _) => new ProgrammeDocument { Sessions = [A("then", "Then", 9) with { Room = null }] },
                new DocumentOrigin("Ben", RunningPortal.Now, "x"),
                CancellationToken.None);
        }

        var link = (await Administrator.ReadAsync(Release + "?edition=2023"))
            .QuerySelectorAll("a")
            .Single(a => a.TextContent == "As readers will see it")
            .GetAttribute("href")!;
        var page = await Administrator.ReadAsync(link + "?tz=Europe/Berlin");

        Assert.Equal(["then"], page.QuerySelectorAll("[data-session]").Select(entry => entry.GetAttribute("data-session")));
        Assert.False(page.QuerySelector("form.filters")!.HasAttribute("action"));
        using var unknown = await Administrator.GetAsync("/admin/programme/preview/2020");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Release_DraftChangedSinceItWasLookedAt_ReleasesNothingAndShowsItAnew()
    {
        var seen = await Administrator.ReadAsync(Release);
        await ChangeAsync("talk", session => session with { Title = "Another" });

        using var answer = await Administrator.SubmitAsync(
            Release, ("Input.Seen", seen.QuerySelector("[name='Input.Seen']")!.GetAttribute("value")!), ("Input.Note", "Mine"));

        Assert.Equal(
            "Nothing was released, since the draft has changed meanwhile. Please look at it again. Ben, 1 Sep 2024, 05:00: "
            + "Changed something.", await RefusedAsync(answer));
        var page = await Browser.ReadAsync(answer);
        Assert.Equal(
            ("2", "Mine"),
            (page.QuerySelector("[name='Input.Seen']")!.GetAttribute("value"), page.QuerySelector("#Input_Note")!.GetAttribute("value")));
        Assert.Empty(await ReleasesAsync());
    }

    [Fact]
    public async Task Release_WithoutADifference_OffersNoneAndRefusesOne()
    {
        var page = await Administrator.ReadAsync(Release);
        await ReleaseAsync();

        Assert.Empty((await Administrator.ReadAsync(Release)).QuerySelectorAll("main form"));
        using var content = new FormUrlEncodedContent(
            [KeyValuePair.Create(
                "__RequestVerificationToken",
                page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), KeyValuePair.Create("Input.Seen", "1")]);
        using var answer = await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, Release) { Content = content });
        Assert.Equal("Nothing was released: readers would see no difference.", await RefusedAsync(answer));
        Assert.Single(await ReleasesAsync());
    }

    [Fact]
    public async Task Release_PressedByManyAtOnce_IsOne()
    {
        // Fetches the cookie of all forms, since requests at once would each be given another.
        await Administrator.ReadAsync(Release);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Administrator.SubmitAsync(Release)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Single(await ReleasesAsync());
    }

    [Fact]
    public async Task Restore_FormerRelease_IsTheDraftAgainAndReadersSeeWhatTheySaw()
    {
        await ReleaseAsync();
        var first = await ProgrammeAsync();
        await ChangeAsync("talk", session => session with { Title = "Another" });
        await ReleaseAsync();
        var shown = await Administrator.ReadAsync(Releases + "1");
        Assert.Equal("“Another” is called “A talk” now.", shown.QuerySelector(".differences li")!.LastChild!.TextContent.Trim());
        Assert.Equal(["Opening", "A talk"], shown.QuerySelectorAll("tbody td:nth-child(2)").Select(cell => cell.FirstChild!.TextContent));

        using var answer = await Administrator.SubmitAsync(Releases + "1");

        Assert.Equal("Release 1 is the draft again. Readers see what they saw.", await StatusAsync(answer));
        Assert.True(ProgrammeJson.Same(first, await ProgrammeAsync()));
        Assert.Equal("Another", Portal.Site.Current!.Programme.FindSession("talk")!.Title);
        Assert.Equal(["programme 2024: Release 1 is the draft again."], await AuditedAsync(AuditAction.ProgrammeRestored));

        using var undone = await DoAsync("Undo", "", ("number", "3"));
        Assert.Equal("Another", (await SessionAsync("talk")).Title);
    }

    [Fact]
    public async Task Restore_DraftChangedMeanwhile_IsRefusedByName()
    {
        await ReleaseAsync();
        await ChangeAsync("talk", session => session with { Title = "Another" });

        using var answer = await Administrator.SubmitAsync(Releases + "1", ("Seen", "1"));

        Assert.Equal(
            "Nothing was restored, since the draft has changed meanwhile. Ben, 1 Sep 2024, 05:00: Changed something.",
            await RefusedAsync(answer));
        Assert.Equal("Another", (await SessionAsync("talk")).Title);
    }

    [Fact]
    public async Task Release_Unknown_IsNotFound()
    {
        using var answer = await Administrator.GetAsync(Releases + "7");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Value(AngleSharp.Dom.IDocument page, string field) =>
        page.QuerySelector($"[name='Input.{field}']")!.GetAttribute("value")!;
}
