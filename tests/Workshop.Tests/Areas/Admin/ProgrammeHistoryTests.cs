using System.Net;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;

namespace Workshop.Tests.Areas.Admin;

/// <summary>What was done to the programme, and the way back to any of it.</summary>
public sealed class ProgrammeHistoryTests(SharedPortal shared) : ProgrammeTest(shared)
{
    private const string History = "/admin/programme/history/";

    [Fact]
    public async Task History_AfterSomeSteps_ListsThemNewestFirst()
    {
        using var step = await StepAsync("talk", "later");
        await ChangeAsync(document => document with { Rooms = document.Rooms.Add(new Room("attic", Hostile)) }, "Ben <b>", Hostile);

        var page = await Administrator.ReadAsync(History);

        Assert.Equal(
            [$"3 {Hostile} Ben <b> The draft", "2 “A talk” begins at 10:05 now. Administrator Make this the draft again: version 2", "1 Changed something. Ben Make this the draft again: version 1"],
            page
                .QuerySelectorAll("tbody tr")
                .Select(row => string.Join(' ', row.Children.Where((_, column) => column != 3).Select(cell => cell.TextContent.Trim()))));
        Assert.Equal("1 Sep 2024, 05:00", page.QuerySelector("tbody tr:last-child time")!.TextContent);
        Assert.NotNull((await Administrator.ReadAsync(Schedule)).QuerySelector($"a[href='{History}']"));
    }

    [Fact]
    public async Task History_OfAnotherEdition_IsItsOwn()
    {
        await Portal.AddEditionAsync("2023", isCurrent: false);

        Assert.Empty((await Administrator.ReadAsync(History + "?edition=2023")).QuerySelectorAll("tbody tr"));
        using var unknown = await Administrator.GetAsync(History + "?edition=1999");
        using var restored = await Administrator.SubmitAsync(History, "#restore", "?edition=2023", ("number", "1"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, restored.StatusCode));
    }

    [Fact]
    public async Task History_OfMany_IsPaged()
    {
        for (var step = 0; step < 51; step++)
        {
            await ChangeAsync("talk", session => session with { DurationMinutes = session.DurationMinutes + 1 });
        }

        var older = (await Administrator.ReadAsync(History)).QuerySelector("main p:last-child a")!.GetAttribute("href");

        Assert.Equal(["2", "1"], (await Administrator.ReadAsync(History + older))
            .QuerySelectorAll("tbody td:first-child")
            .Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Restore_AnEarlierVersion_IsTheDraftAgainWrittenDownAndCanBeTakenBack()
    {
        var before = await ProgrammeAsync();
        using var step = await StepAsync("talk", "later");
        using var deleted = await StepAsync("opening", "delete");
        var after = await ProgrammeAsync();

        using var answer = await PressAsync(History, "button[name=number][value='1']", ("number", "1"));

        Assert.Equal("Version 1 is the draft again.", await StatusAsync(answer));
        Assert.True(ProgrammeJson.Same(before, await ProgrammeAsync()));
        Assert.Equal(["programme 2024: Version 1 is the draft again."], await AuditedAsync(AuditAction.ProgrammeRestored));

        using var undone = await DoAsync("Undo", "", ("number", "4"));
        Assert.Equal("Undone: Version 1 is the draft again.", await StatusAsync(undone));
        Assert.True(ProgrammeJson.Same(after, await ProgrammeAsync()));
    }

    [Fact]
    public async Task Restore_WhatTheDraftIsAlready_AddsNothing()
    {
        using var later = await StepAsync("talk", "later");
        using var earlier = await StepAsync("talk", "earlier");

        using var answer = await PressAsync(History, "button[name=number][value='1']", ("number", "1"));

        Assert.Equal("The draft is what version 1 was already.", await StatusAsync(answer));
        Assert.Equal(3, await NumberAsync());
    }

    [Fact]
    public async Task Restore_SomebodyElseChangedSomethingSince_RestoresNothingAndSaysWho()
    {
        using var step = await StepAsync("talk", "later");
        await ChangeAsync("opening", session => session with { Title = "Welcome" });

        using var answer = await Administrator.SubmitAsync(History, "#restore", ("number", "1"), ("Seen", "2"));

        Assert.Equal(
            "Nothing was restored, since the draft has changed meanwhile. Ben, 1 Sep 2024, 05:00: Changed something.",
            await RefusedAsync(answer));
        Assert.Equal(3, await NumberAsync());
    }
}
