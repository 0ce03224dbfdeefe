using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Areas.Admin;

/// <summary>The schedule: what can be done to each session, taken back, and refused.</summary>
public sealed class ProgrammeScheduleTests(SharedPortal shared) : ProgrammeTest(shared)
{
    [Fact]
    public async Task Schedule_Draft_IsATableOfRoomsWithWhatIsWrongBesideEachSession()
    {
        await ChangeAsync(
            "later",
            session => session with { StartsAt = new LocalDateTime(2024, 12, 14, 10, 30), Room = "hall", Kind = SessionKind.Talk });

        var page = await Administrator.ReadAsync(Schedule);

        Assert.Equal(
            ["Time", "Hall 300 seats", "Lab 20 seats"], page.QuerySelectorAll(".plan thead th").Select(head => head.TextContent.Trim()));
        Assert.Equal("2", page.QuerySelectorAll(".plan thead th")[1].GetAttribute("colspan"));
        Assert.Equal("1 conflict, 2 remarks", page.QuerySelector("#conflicts")!.TextContent);
        Assert.Equal(["#s-talk", "#s-later"], page.QuerySelectorAll(".conflicts li.conflict a").Select(link => link.GetAttribute("href")));
        Assert.Contains(
            "Hall has “A talk” and “Later” at once, Sat 14 Dec, 10:30–11:00.",
            page.QuerySelector("#s-talk .conflict")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("2", page.QuerySelector("#s-talk")!.Closest("td")!.GetAttribute("rowspan"));
        Assert.Equal("2", page.QuerySelector("#s-later")!.Closest("td")!.GetAttribute("rowspan"));
        Assert.Empty(page.QuerySelectorAll(".unplaced .slot"));
        Assert.All(page.QuerySelectorAll("main form"), form => Assert.NotNull(form.QuerySelector("[name=__RequestVerificationToken]")));
    }

    [Theory]
    [InlineData("earlier", "“A talk” begins at 09:55 now.")]
    [InlineData("later", "“A talk” begins at 10:05 now.")]
    [InlineData("shorter", "“A talk” lasts 55 min now.")]
    [InlineData("longer", "“A talk” lasts 1 h 5 min now.")]
    [InlineData("cancel", "“A talk” is cancelled; readers see it struck through.")]
    [InlineData("unplace", "“A talk” has no place in the schedule now.")]
    [InlineData("duplicate", "“A talk (copy)” is a copy, without a place yet.")]
    [InlineData("delete", "“A talk” is deleted.")]
    public async Task Step_EachButton_DoesItIsWrittenDownAndCanBeTakenBack(string step, string said)
    {
        var before = await ProgrammeAsync();

        using var answer = await StepAsync("talk", step);

        Assert.Equal(said, await StatusAsync(answer));
        Assert.False(ProgrammeJson.Same(before, await ProgrammeAsync()));
        Assert.Equal([$"programme 2024: {said}"], await AuditedAsync(AuditAction.ProgrammeChanged));

        using var undone = await DoAsync("Undo", "", ("number", "2"));

        Assert.Equal($"Undone: {said}", await StatusAsync(undone));
        Assert.True(ProgrammeJson.Same(before, await ProgrammeAsync()));
        Assert.Equal([$"programme 2024: Undone: {said}"], await AuditedAsync(AuditAction.ProgrammeUndone));
    }

    [Fact]
    public async Task Step_RestoreOfACancelledSession_BringsItBack()
    {
        using var cancelled = await StepAsync("talk", "cancel");
        Assert.Equal("Cancelled", (await Administrator.ReadAsync(Schedule)).QuerySelector("#s-talk .badge")!.TextContent);

        using var restored = await StepAsync("talk", "restore");

        Assert.Equal("“A talk” takes place after all.", await StatusAsync(restored));
    }

    [Theory]
    [InlineData("later", "later")]
    [InlineData("cancel", "restore")]
    [InlineData("duplicate", "duplicate")]
    public async Task Step_PressedFromTheKeyboard_LeavesTheFocusThereInTheSameForms(string step, string focus)
    {
        using var answer = await StepAsync("talk", step);

        Assert.Equal("/admin/programme/?session=talk", answer.Headers.Location!.OriginalString);
        var page = await Administrator.ReadAsync(answer.Headers.Location.OriginalString);
        var focused = Assert.Single(page.QuerySelectorAll("[autofocus]"));
        Assert.Equal((focus, "s-talk"), (focused.GetAttribute("value"), focused.Closest("article")!.Id));
        Assert.Equal("2", page.QuerySelector(".undo [name=number]")!.GetAttribute("value"));
        Assert.Empty((await Administrator.ReadAsync(Schedule + "?session=talk")).QuerySelectorAll("[autofocus]"));
    }

    [Theory]
    [InlineData("unplace")]
    [InlineData("delete")]
    public async Task Step_AfterWhichItsButtonIsGone_LeavesTheFocusOnUndo(string step)
    {
        using var answer = await StepAsync("talk", step);

        var page = await Administrator.ReadAsync(answer.Headers.Location!.OriginalString);

        Assert.Equal("Undo", Assert.Single(page.QuerySelectorAll("[autofocus]")).TextContent);
    }

    [Fact]
    public async Task Schedule_SessionAskedFor_DrawsItsFormsAndNoOthers()
    {
        var closed = await Administrator.ReadAsync(Schedule);
        Assert.Equal(
            [
                "/admin/programme/?session=later#s-later", "/admin/programme/?session=opening#s-opening",
                "/admin/programme/?session=talk#s-talk"
            ], closed.QuerySelectorAll(".move").Select(link => link.GetAttribute("href")));
        Assert.Empty(closed.QuerySelectorAll("select"));

        var page = await Administrator.ReadAsync(Schedule + "?session=talk");

        Assert.Equal("s-talk", Assert.Single(page.QuerySelectorAll(".moves")).Closest("article")!.Id);
        Assert.Equal(["Saturday 14 December 2024: 09:00 Opening", "Without a place: Later"], page
            .QuerySelectorAll("[name=With] option")
            .Select(option => $"{option.ParentElement!.GetAttribute("label")}: {option.TextContent}"));
        Assert.Equal(2, page.QuerySelectorAll(".move").Length);
        Assert.Empty((await Administrator.ReadAsync(Schedule + "?session=nobody")).QuerySelectorAll(".moves"));
    }

    [Fact]
    public async Task Schedule_EmptyDayAndEndOfADay_HaveAPlaceToDropInto()
    {
        await ChangeAsync("talk", session => session with { StartsAt = new LocalDateTime(2024, 12, 13, 10, 0) });
        await ChangeAsync(document => document with { Sessions = document.Sessions.RemoveAll(session => session.Slug == "opening") });

        var page = await Administrator.ReadAsync(Schedule);

        Assert.Equal(
            ["2024-12-13T11:00 hall", "2024-12-13T11:00 lab", "2024-12-14T09:00 hall", "2024-12-14T09:00 lab"],
            page
                .QuerySelectorAll(".plan tbody tr:last-child td.free")
                .Select(cell => $"{cell.GetAttribute("data-at")} {cell.GetAttribute("data-room")}"));
    }

    [Fact]
    public async Task Schedule_AThousandSessionsInFortyRooms_IsAPageThatABrowserCanShow()
    {
        await ChangeAsync(_ => LargeProgramme.Of(sessions: 1000, rooms: 40));
        using var first = await Administrator.GetAsync(Schedule);

        var began = Stopwatch.GetTimestamp();
        using var answer = await Administrator.GetAsync(Schedule + "?session=session-500");
        var page = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(began);
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(page);
        }

        TestContext.Current.SendDiagnosticMessage(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The editor of 1,000 sessions: {page.Length} bytes, {compressed.Length} in gzip, {took.TotalMilliseconds:0} ms"));
        Assert.InRange(page.Length, 500_000, 3_000_000);
        Assert.InRange(compressed.Length, 10_000, 200_000);
    }

    [Fact]
    public async Task Place_DayTimeRoomAndLength_IsThere()
    {
        using var answer = await DoAsync("Place", "later", ("At", "2024-12-14T12:30"), ("Room", "lab"), ("Minutes", "45"));

        Assert.Equal("“Later” is Sat 14 Dec, 12:30–13:15 in Lab now.", await StatusAsync(answer));
        var session = await SessionAsync("later");
        Assert.Equal((new LocalDateTime(2024, 12, 14, 12, 30), "lab", 45), (session.StartsAt, session.Room, session.DurationMinutes));
    }

    [Fact]
    public async Task Place_TimeInAGapOrTwice_IsRefusedOrAsked()
    {
        using var gap = await DoAsync("Place", "talk", ("At", "2024-03-10T02:30"), ("Minutes", "30"));
        Assert.StartsWith("10 Mar 2024, 02:30 does not exist in America/Vancouver", await RefusedAsync(gap), StringComparison.Ordinal);

        using var twice = await DoAsync("Place", "talk", ("At", "2024-11-03T01:30"), ("Room", "lab"), ("Minutes", "30"));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        var form = (await Browser.ReadAsync(twice)).QuerySelector("[role=alert] form")!;
        Assert.Equal(
            "talk, 2024-11-03T01:30, lab, 30",
            string.Join(", ", form
                .QuerySelectorAll("[name=Session], [name=At], [name=Room], [name=Minutes]")
                .Select(field => field.GetAttribute("value"))));
        Assert.Equal(1, await NumberAsync());

        using var chosen = await DoAsync(
            "Place", "talk", ("At", "2024-11-03T01:30"), ("Room", "lab"), ("Minutes", "30"), ("IsLater", "true"));
        Assert.Equal("“A talk” is Sun 3 Nov, 01:30 (UTC-08)–02:00 in Lab now.", await StatusAsync(chosen));
        Assert.True((await SessionAsync("talk")).IsLater);
    }

    [Fact]
    public async Task Place_TimeLeftAsItIs_StaysThatInstantWhereClocksChange()
    {
        await ChangeAsync("talk", session => session with { StartsAt = new LocalDateTime(2024, 11, 3, 1, 30), IsLater = true });
        await ChangeAsync("opening", session => session with { StartsAt = new LocalDateTime(2024, 3, 10, 2, 30) });

        using var twice = await DoAsync("Place", "talk", ("At", "2024-11-03T01:30"), ("Room", "lab"), ("Minutes", "60"));
        using var gap = await DoAsync("Place", "opening", ("At", "2024-03-10T02:30"), ("Room", "lab"), ("Minutes", "60"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (twice.StatusCode, gap.StatusCode));
        var (talk, opening) = (await SessionAsync("talk"), await SessionAsync("opening"));
        Assert.Equal((new LocalDateTime(2024, 11, 3, 1, 30), true, "lab"), (talk.StartsAt, talk.IsLater, talk.Room));
        Assert.Equal((new LocalDateTime(2024, 3, 10, 2, 30), false, "lab"), (opening.StartsAt, opening.IsLater, opening.Room));
    }

    [Fact]
    public async Task Drop_Anywhere_IsThereAndLeadsToItWithoutItsForms()
    {
        using var answer = await DoAsync(
            "Drop", "later", ("At", "2024-11-03T01:30"), ("IsLater", "true"), ("Room", "lab"), ("Minutes", "60"));

        Assert.Equal("/admin/programme/#s-later", answer.Headers.Location!.OriginalString);
        Assert.True((await SessionAsync("later")).IsLater);
        Assert.Empty((await Administrator.ReadAsync(Schedule)).QuerySelectorAll(".moves, [autofocus]"));
    }

    [Theory]
    [InlineData("Place", "At", "nonsense", "Please give a day and a time")]
    [InlineData("Place", "At", "9998-01-01T09:00", "Please give a year from 1900 to 2200.")]
    [InlineData("Place", "Minutes", "0", "Minutes: a session lasts a whole number of them, from 1 to 1440.")]
    [InlineData("Place", "Minutes", "2000", "Minutes: a session lasts")]
    [InlineData("Place", "Minutes", "5.5", "Minutes: a session lasts")]
    [InlineData("Place", "Minutes", "", "Minutes: a session lasts")]
    [InlineData("Place", "Room", "cellar", "session 'talk': there is no room 'cellar'")]
    [InlineData("Swap", "With", "nobody", "There is no such session.")]
    [InlineData("Delay", "By", "2000", "Shift by minutes: please give a whole number from −1440 to 1440.")]
    [InlineData("Delay", "By", "5.5", "Shift by minutes: please")]
    [InlineData("Delay", "By", "", "Shift by minutes: please")]
    public async Task Do_WhatCannotBe_IsRefusedInWordsBesideWhatWasTyped(string handler, string field, string value, string why)
    {
        (string Name, string Value)[] typed = [("At", "2024-12-15T12:30"), ("Room", "lab"), (
            "Minutes",
            "45"), ("By", "25"), ("Scope", "day")];
        (string Name, string Value)[] own = [.. typed.Where(
            given => given.Name != field && handler == given.Name switch { "By" or "Scope" => "Delay", _ => "Place" }), (field, value)];

        using var answer = await DoAsync(handler, "talk", own);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.StartsWith(why, page.QuerySelector("#s-talk [role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        // A list shows what it has.
        Assert.All(
            own.Where(given => given.Value is not ("cellar" or "nobody")), given => Assert.Equal(given.Value, ValueOf(page, given.Name)));
        var focused = Assert.Single(page.QuerySelectorAll("[autofocus]"));
        Assert.Equal(
            (handler, "s-talk"), (focused.Closest("form")!.GetAttribute("action")!.Split("handler=")[1], focused.Closest("article")!.Id));
        Assert.All(
            page.QuerySelectorAll("[aria-invalid]"),
            invalid => Assert.Equal((field, "refusal"), (invalid.GetAttribute("name"), invalid.GetAttribute("aria-describedby"))));
        Assert.Equal(field is "At" or "Minutes" or "By", page.QuerySelector("[aria-invalid]") is not null);
        Assert.Equal(1, await NumberAsync());
    }

    [Fact]
    public async Task Step_TitleAsLongAsItMayBe_IsSummedUpWithoutHalfACharacter()
    {
        // The summary would be cut within the last character, which has two units of UTF-16.
        await ChangeAsync("talk", session => session with { Title = new string('a', 297) + "😀" });

        using var answer = await StepAsync("talk", "later");

        Assert.Contains("begins at 10:05 now.", await StatusAsync(answer), StringComparison.Ordinal);
        await using var db = Portal.OpenDatabase();
        Assert.Equal(
            "“" + new string('a', 297) + "…",
            (await new ProgrammeWriter(db).LatestAsync(Edition.Id, DocumentKind.Programme, CancellationToken.None))!.Summary);
    }

    [Fact]
    public async Task Step_OutOfTheYearsThatCanBe_IsRefusedInWords()
    {
        await ChangeAsync("talk", session => session with { StartsAt = new LocalDateTime(2200, 12, 31, 23, 58) });

        using var answer = await StepAsync("talk", "later");

        Assert.Equal("session 'talk': the start is not of the years 1900 to 2200", await RefusedAsync(answer));
    }

    [Fact]
    public async Task Swap_WithAnother_ChangesPlaces()
    {
        using var answer = await DoAsync("Swap", "opening", ("With", "talk"));

        Assert.Equal("“Opening” and “A talk” have changed places.", await StatusAsync(answer));
        Assert.Equal((10, 9), ((await SessionAsync("opening")).StartsAt!.Value.Hour, (await SessionAsync("talk")).StartsAt!.Value.Hour));
    }

    [Fact]
    public async Task Delay_WhatComesAfter_IsLater()
    {
        using var answer = await DoAsync("Delay", "opening", ("By", "15"), ("Scope", "room"));

        Assert.Equal("1 session after “Opening” begins 15 minutes later.", await StatusAsync(answer));
        Assert.Equal(new LocalTime(10, 15), (await SessionAsync("talk")).StartsAt!.Value.TimeOfDay);
    }

    [Fact]
    public async Task Do_NothingToDo_SaysSoAndAddsNoRevision()
    {
        using var answer = await DoAsync("Delay", "talk", ("By", "15"), ("Scope", "day"));

        Assert.Equal("Nothing comes after “A talk” that day.", await StatusAsync(answer));
        Assert.Equal(1, await NumberAsync());
        Assert.Empty(await AuditedAsync(AuditAction.ProgrammeChanged));
    }

    [Fact]
    public async Task Do_SomebodyElseChangedAnotherSession_BothAreKept()
    {
        await ChangeAsync("opening", session => session with { Title = "Welcome" });

        using var answer = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "1"));

        Assert.Equal("“A talk” begins at 10:05 now.", await StatusAsync(answer));
        Assert.Equal("Welcome", (await SessionAsync("opening")).Title);
    }

    [Fact]
    public async Task Do_SomebodyElseChangedOrDeletedTheSame_IsRefusedWithWhatChanged()
    {
        await ChangeAsync("talk", session => session with { Room = "lab" });
        using var moved = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "1"));
        Assert.Equal(
            "Nothing was done, since somebody else has changed the same meanwhile: “A talk” is in Lab, and was in Hall. Ben, 1 "
            + "Sep 2024, 05:00: Changed something.",
            await RefusedAsync(moved));

        await ChangeAsync(document => document with { Sessions = document.Sessions.RemoveAll(session => session.Slug == "talk") });
        using var deleted = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "2"));
        Assert.Contains("“A talk” was deleted.", await RefusedAsync(deleted), StringComparison.Ordinal);
        Assert.Equal(3, await NumberAsync());
    }

    [Fact]
    public async Task Step_PressedTwiceBeforeThePageCame_IsDoneTwice()
    {
        using var first = await StepAsync("talk", "later");

        using var second = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "1"));

        Assert.Equal("“A talk” begins at 10:10 now.", await StatusAsync(second));
    }

    [Fact]
    public async Task Step_PressedTwiceWithSomebodyElseBetween_IsRefused()
    {
        using var first = await StepAsync("talk", "later");
        await ChangeAsync("talk", session => session with { Room = "lab" });

        using var second = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "1"));

        Assert.Contains(
            "since somebody else has changed the same meanwhile: “A talk” is", await RefusedAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_MovedOnAnotherPageOfOnesOwn_IsRefusedAndSaysYou()
    {
        using var first = await StepAsync("talk", "later");

        using var second = await DoAsync("Place", "talk", ("At", "2024-12-14T15:00"), ("Minutes", "60"), ("Seen", "1"));

        Assert.StartsWith(
            "Nothing was done, since you have changed the same meanwhile, on another page: “A talk” is",
            await RefusedAsync(second),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ByTwoEditorsOnManySessionsAtOnce_HasEveryOneOfThem()
    {
        const int count = 16;
        await ChangeAsync(
            document => document with { Sessions = [.. Enumerable.Range(0, count).Select(number => A($"s-{number}", $"S {number}", 10))] });
        var seen = ("Seen", $"{await NumberAsync()}");
        using var other = await Portal.SignInAsAsync(OrganizerRole.Organizer);
        // Fetches the cookie of all forms, since requests at once would each be given another.
        await Administrator.ReadAsync(Schedule);
        await other.ReadAsync(Schedule);

        var answers = await Task.WhenAll(Enumerable
            .Range(0, count)
            .Select(number => DoAsync(number % 2 == 0 ? Administrator : other, "Step", $"s-{number}", ("step", "later"), seen)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.All((await ProgrammeAsync()).Sessions, session => Assert.Equal(new LocalTime(10, 5), session.StartsAt!.Value.TimeOfDay));
        Assert.Equal(2 + count, await NumberAsync());
    }

    [Fact]
    public async Task Delay_SomebodyElseMovedOneThatComesAfter_IsRefused()
    {
        await ChangeAsync("talk", session => session with { Room = "lab" });

        using var answer = await DoAsync("Delay", "opening", ("By", "15"), ("Scope", "room"), ("Seen", "1"));

        Assert.Contains("“A talk” is in Lab, and was in Hall.", await RefusedAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_SomebodyElseChangedSomethingSince_UndoesNothingAndSaysWho()
    {
        using var mine = await StepAsync("talk", "later");
        await ChangeAsync("opening", session => session with { Title = "Welcome" });

        using var answer = await DoAsync("Undo", "", ("number", "2"));

        Assert.Equal(
            "Nothing was undone, since the programme has changed meanwhile. Ben, 1 Sep 2024, 05:00: Changed something.",
            await RefusedAsync(answer));
        Assert.Equal(3, await NumberAsync());
    }

    [Fact]
    public async Task Undo_ManyAtOnce_UndoesOnce()
    {
        using var mine = await StepAsync("talk", "later");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => DoAsync("Undo", "", ("number", "2"))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal(3, await NumberAsync());
    }

    [Fact]
    public async Task Schedule_HostileText_StaysText()
    {
        await ChangeAsync(document => document with
        {
            Rooms = [new Room("hall", Hostile), .. document.Rooms.Skip(1)],
            People = [new Person { Slug = "ada", Name = Hostile }, .. document.People.Skip(1)],
            Sessions = [
                .. document.Sessions.Select(session => session with { Title = Hostile }),
                A("more", Hostile, 10) with { People = [new Participant("ada"), new Participant(null, Hostile)] },
            ],
        });
        using var answer = await StepAsync("talk", "later");

        foreach (var path
            in new[]
            {
                Schedule, "/admin/programme/release", "/admin/programme/history/", "/admin/programme/sessions/talk",
                "/admin/programme/sessions/new", Schedule + "?session=talk"
            })
        {
            var page = await Administrator.ReadAsync(path);
            Assert.Empty(page.QuerySelectorAll("img, main script, [onerror]"));
        }
    }

    [Fact]
    public async Task Do_Anonymous_IsRefused()
    {
        using var browser = Portal.OpenBrowser();
        foreach (var path
            in new[]
            {
                Schedule, "/admin/programme/history/", "/admin/programme/release", "/admin/programme/releases/",
                "/admin/programme/releases/1", "/admin/programme/sessions/talk", "/admin/programme/sessions/new"
            })
        {
            using var read = await browser.GetAsync(path);
            Assert.Equal("/account/login?returnUrl=" + Uri.EscapeDataString(path), read.Headers.Location?.OriginalString);
            using var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path + "?handler=Step"));
            Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        }

        Assert.Equal(1, await NumberAsync());
    }

    private static string? ValueOf(IDocument page, string name) => page.QuerySelector($"#s-talk .form [name={name}]") switch
    {
        IHtmlSelectElement list => list.Value,
        { } field => field.GetAttribute("value") ?? "",
        null => null,
    };
}
