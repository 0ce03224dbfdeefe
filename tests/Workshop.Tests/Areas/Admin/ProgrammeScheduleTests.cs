using System.Net;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>The schedule: what can be done to each session, taken back, and refused.</summary>
public sealed class ProgrammeScheduleTests(TestDatabase databases) : ProgrammeTest(databases)
{
    [Fact]
    public async Task Schedule_Draft_IsATableOfRoomsWithWhatIsWrongBesideEachSession()
    {
        await ChangeAsync("later", session => session with { StartsAt = new LocalDateTime(2024, 12, 14, 10, 30), Room = "hall", Kind = SessionKind.Talk });

        var page = await Administrator.ReadAsync(Schedule);

        Assert.Equal(["Time", "Hall 300 seats", "Lab 20 seats"], page.QuerySelectorAll(".plan thead th").Select(head => head.TextContent.Trim()));
        Assert.Equal("2", page.QuerySelectorAll(".plan thead th")[1].GetAttribute("colspan"));
        Assert.Equal("1 conflict, 2 remarks", page.QuerySelector("#conflicts")!.TextContent);
        Assert.Equal(["#s-talk", "#s-later"], page.QuerySelectorAll(".conflicts li.conflict a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Hall has “A talk” and “Later” at once, Sat 14 Dec, 10:30–11:00.", page.QuerySelector("#s-talk .conflict")!.TextContent, StringComparison.Ordinal);
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

    [Fact]
    public async Task Step_PressedFromTheKeyboard_LeavesTheFocusThereInItsOpenForm()
    {
        using var answer = await StepAsync("talk", "later");

        var page = await Administrator.ReadAsync(Schedule);

        var focused = Assert.Single(page.QuerySelectorAll("[autofocus]"));
        Assert.Equal(("later", "s-talk"), (focused.GetAttribute("value"), focused.Closest("article")!.Id));
        Assert.True(focused.Closest("details")!.HasAttribute("open"));
        Assert.Equal("2", page.QuerySelector(".undo [name=number]")!.GetAttribute("value"));
        Assert.Empty((await Administrator.ReadAsync(Schedule)).QuerySelectorAll("[autofocus]"));
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
        Assert.Equal("talk, 2024-11-03T01:30, lab, 30", string.Join(", ", form.QuerySelectorAll("[name=Session], [name=At], [name=Room], [name=Minutes]").Select(field => field.GetAttribute("value"))));
        Assert.Equal(1, await NumberAsync());

        using var chosen = await DoAsync("Place", "talk", ("At", "2024-11-03T01:30"), ("Room", "lab"), ("Minutes", "30"), ("IsLater", "true"));
        Assert.Equal("“A talk” is Sun 3 Nov, 01:30 (UTC-08)–02:00 in Lab now.", await StatusAsync(chosen));
        Assert.True((await SessionAsync("talk")).IsLater);
    }

    [Theory]
    [InlineData("Place", "At", "nonsense")]
    [InlineData("Place", "Minutes", "0")]
    [InlineData("Place", "Room", "cellar")]
    [InlineData("Swap", "with", "nobody")]
    public async Task Do_WhatCannotBe_IsRefusedInWords(string handler, string field, string value)
    {
        (string, string)[] fields = [.. new[] { ("Minutes", "30") }.Where(given => given.Item1 != field), (field, value)];

        using var answer = await DoAsync(handler, "talk", fields);

        Assert.NotEqual("", await RefusedAsync(answer));
        Assert.Equal(1, await NumberAsync());
    }

    [Fact]
    public async Task Swap_WithAnother_ChangesPlaces()
    {
        using var answer = await DoAsync("Swap", "opening", ("with", "talk"));

        Assert.Equal("“Opening” and “A talk” have changed places.", await StatusAsync(answer));
        Assert.Equal((10, 9), ((await SessionAsync("opening")).StartsAt!.Value.Hour, (await SessionAsync("talk")).StartsAt!.Value.Hour));
    }

    [Fact]
    public async Task Delay_WhatComesAfter_IsLater()
    {
        using var answer = await DoAsync("Delay", "opening", ("minutes", "15"), ("scope", "room"));

        Assert.Equal("1 session after “Opening” begins 15 minutes later.", await StatusAsync(answer));
        Assert.Equal(new LocalTime(10, 15), (await SessionAsync("talk")).StartsAt!.Value.TimeOfDay);
    }

    [Fact]
    public async Task Do_NothingToDo_SaysSoAndAddsNoRevision()
    {
        using var answer = await DoAsync("Delay", "talk", ("minutes", "15"), ("scope", "day"));

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
            "Nothing was done, since somebody else has changed the same meanwhile: “A talk” is in Lab, and was in Hall. Ben, 1 Sep 2024, 05:00: Changed something.",
            await RefusedAsync(moved));

        await ChangeAsync(document => document with { Sessions = document.Sessions.RemoveAll(session => session.Slug == "talk") });
        using var deleted = await DoAsync("Step", "talk", ("step", "later"), ("Seen", "2"));
        Assert.Contains("“A talk” was deleted.", await RefusedAsync(deleted), StringComparison.Ordinal);
        Assert.Equal(3, await NumberAsync());
    }

    [Fact]
    public async Task Delay_SomebodyElseMovedOneThatComesAfter_IsRefused()
    {
        await ChangeAsync("talk", session => session with { Room = "lab" });

        using var answer = await DoAsync("Delay", "opening", ("minutes", "15"), ("scope", "room"), ("Seen", "1"));

        Assert.Contains("“A talk” is in Lab, and was in Hall.", await RefusedAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_SomebodyElseChangedSomethingSince_UndoesNothingAndSaysWho()
    {
        using var mine = await StepAsync("talk", "later");
        await ChangeAsync("opening", session => session with { Title = "Welcome" });

        using var answer = await DoAsync("Undo", "", ("number", "2"));

        Assert.Equal("Nothing was undone, since the programme has changed meanwhile. Ben, 1 Sep 2024, 05:00: Changed something.", await RefusedAsync(answer));
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
            Sessions =
            [
                .. document.Sessions.Select(session => session with { Title = Hostile }),
                A("more", Hostile, 10) with { People = [new Participant("ada"), new Participant(null, Hostile)] },
            ],
        });
        using var answer = await StepAsync("talk", "later");

        foreach (var path in new[] { Schedule, "/admin/programme/release", "/admin/programme/sessions/talk", "/admin/programme/sessions/new" })
        {
            var page = await Administrator.ReadAsync(path);
            Assert.Empty(page.QuerySelectorAll("img, main script, [onerror]"));
        }
    }

    [Fact]
    public async Task Do_Anonymous_IsRefused()
    {
        using var browser = Portal.OpenBrowser();
        foreach (var path in new[] { Schedule, "/admin/programme/release", "/admin/programme/releases/", "/admin/programme/releases/1", "/admin/programme/sessions/talk", "/admin/programme/sessions/new" })
        {
            using var read = await browser.GetAsync(path);
            Assert.Equal("/account/login?returnUrl=" + Uri.EscapeDataString(path), read.Headers.Location?.OriginalString);
            using var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, path + "?handler=Step"));
            Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        }

        Assert.Equal(1, await NumberAsync());
    }
}
