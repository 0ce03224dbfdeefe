using System.Net;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>The form of a session: everything that it keeps, refuses and merges.</summary>
public sealed class ProgrammeSessionTests(SharedPortal shared) : ProgrammeTest(shared)
{
    private const string Talk = "/admin/programme/sessions/talk";
    private const string New = "/admin/programme/sessions/new";

    [Fact]
    public async Task New_EveryField_IsKept()
    {
        using var answer = await Administrator.SubmitAsync(
            New + "?day=2024-12-14", "main form", "",
            ("Input.Title", " Ünder the hood "), (
                "Input.Subtitle",
                "Sub"), ("Input.Kind", "Keynote"), ("Input.Topic", "vision"), ("Input.At", "2024-12-14T13:00"),
            ("Input.Minutes", "50"), (
                "Input.Room",
                "lab"), ("Input.Abstract", "*One*\r\ntwo"), ("Input.People[0].Person", "ben"), ("Input.People[0].Role", "Chair"),
            ("Input.People[1].Name", "The organizers"), (
                "Input.Links[0].Title",
                "Code"), ("Input.Links[0].Url", "https://example.org/"), ("Input.Links[1].Url", "/media/x"),
            ("Input.SlidesUrl", "/media/slides.pdf"), (
                "Input.RecordingUrl",
                "https://example.org/v"), ("Input.Language", "pt-BR"), ("Input.Status", "Cancelled"));

        Assert.Equal("“Ünder the hood” is added.", await StatusAsync(answer));
        var session = await SessionAsync("under-the-hood");
        Assert.True(ProgrammeJson.Same(
            new Session
            {
                Slug = "under-the-hood",
                Uid = session.Uid,
                Title = "Ünder the hood",
                Subtitle = "Sub",
                Abstract = "*One*\ntwo",
                Kind = SessionKind.Keynote,
                Topic = "vision",
                StartsAt = new LocalDateTime(2024, 12, 14, 13, 0),
                DurationMinutes = 50,
                Room = "lab",
                People = [new Participant("ben", null, ParticipantRole.Chair), new Participant(null, "The organizers")],
                Links = [new Link("Code", "https://example.org/"), new Link("/media/x", "/media/x")],
                SlidesUrl = "/media/slides.pdf",
                RecordingUrl = "https://example.org/v",
                Language = "pt-BR",
                Status = SessionStatus.Cancelled,
            },
            session));
        Assert.Equal(["programme 2024: “Ünder the hood” is added."], await AuditedAsync(AuditAction.ProgrammeChanged));
    }

    [Fact]
    public async Task New_OnADay_BeginsWhenTheLastOneEnds()
    {
        Assert.Equal(
            "2024-12-14T11:00", (await Administrator.ReadAsync(New + "?day=2024-12-14")).QuerySelector("#Input_At")!.GetAttribute("value"));
        Assert.Equal(
            "2024-12-15T09:00", (await Administrator.ReadAsync(New + "?day=2024-12-15")).QuerySelector("#Input_At")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Title", " ", "Please give the session a title.")]
    [InlineData("Title", "two\nlines", "This has to be one line, without control characters.")]
    [InlineData(
        "At",
        "2024-03-10T02:30",
        "10 Mar 2024, 02:30 does not exist in America/Vancouver: clocks go forward from 02:00 to 03:00. Please choose a time "
        + "before or after.")]
    [InlineData(
        "At",
        "2024-11-03T01:30",
        "3 Nov 2024, 01:30 comes twice in America/Vancouver, as clocks are set back: at UTC-07 and at UTC-08. Please choose which.")]
    [InlineData("Minutes", "0", "A session lasts from 1 to 1440 minutes.")]
    [InlineData("Minutes", "1441", "A session lasts from 1 to 1440 minutes.")]
    [InlineData("Room", "cellar", "That room is gone. Please choose another.")]
    [InlineData("Topic", "cooking", "That topic is gone. Please choose another.")]
    [InlineData("Kind", "77", "The value '77' is invalid.")]
    [InlineData(
        "SlidesUrl",
        "javascript:alert(1)",
        "Please give an address that begins with https:// or http://, or a path of this site such as /media/….")]
    [InlineData(
        "Links[0].Url",
        "//evil.example",
        "Please give an address that begins with https:// or http://, or a path of this site such as /media/….")]
    [InlineData("Links[0].Title", "Words", "Please give the address as well.")]
    [InlineData("People[0].Person", "nobody", "That person is gone. Please choose another.")]
    [InlineData("People[0].Name", "Somebody", "Please choose a person or type a name, not both.")]
    [InlineData("Language", "no language", "This is not a language tag, such as en or pt-BR.")]
    public async Task Save_Impossible_SaysWhyAndKeepsWhatWasTyped(string field, string value, string expected)
    {
        using var answer = await Administrator.SubmitAsync(Talk, ("Input." + field, value), ("Input.Subtitle", Hostile));

        var page = await Browser.ReadAsync(answer);
        var wrong = Assert.Single(page.QuerySelectorAll(".wrong"), said => said.TextContent == expected);
        var invalid = page.QuerySelectorAll("[aria-invalid=true]");
        Assert.Contains($"Input.{field}", invalid.Select(control => control.GetAttribute("name")));
        Assert.All(invalid, control => Assert.Contains(wrong.Id!, control.GetAttribute("aria-describedby")!.Split(' ')));
        Assert.Equal(Hostile, page.QuerySelector("[name='Input.Subtitle']")!.GetAttribute("value"));
        Assert.Equal(1, await NumberAsync());
    }

    [Fact]
    public async Task Save_MoreThanAHundredPeopleOrLinks_SaysSo()
    {
        using var answer = await Administrator.SubmitAsync(
            Talk,
            [
                .. Enumerable.Range(0, 101).Select(row => ($"Input.People[{row}].Name", $"Somebody {row}")),
                .. Enumerable.Range(0, 101).Select(row => ($"Input.Links[{row}].Url", $"/{row}")),
                ("Input.People[0].Person", ""),
            ]);

        var page = await Browser.ReadAsync(answer);
        Assert.Equal(
            ["A session names up to 100 people; these are 101.", "A session has up to 100 links; these are 101."],
            page
                .QuerySelectorAll("fieldset[aria-describedby]")
                .Select(list => page.GetElementById(list.GetAttribute("aria-describedby")!)!.TextContent));
        Assert.Equal("Somebody 100", page.QuerySelector("[name='Input.People[100].Name']")!.GetAttribute("value"));
        Assert.Equal(1, await NumberAsync());
    }

    [Fact]
    public async Task Save_TimeThatComesTwice_IsAskedAndThenKept()
    {
        using var asked = await Administrator.SubmitAsync(Talk, ("Input.At", "2024-11-03T01:30"));
        Assert.Equal(["false", "true"], (await Browser.ReadAsync(asked))
            .QuerySelectorAll("[name='Input.IsLater']")
            .Select(choice => choice.GetAttribute("value")));

        using var answer = await Administrator.SubmitAsync(Talk, ("Input.At", "2024-11-03T01:30"), ("Input.IsLater", "true"));

        Assert.StartsWith("“A talk” is at Sun 3 Nov, 01:30 (UTC-08)", await StatusAsync(answer), StringComparison.Ordinal);
        Assert.True((await SessionAsync("talk")).IsLater);
        Assert.True((await Administrator.ReadAsync(Talk)).QuerySelector("[name='Input.IsLater'][value=true]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Save_NothingChanged_SaysSoAndKeepsEverything()
    {
        // A time in a gap, as an import can leave it, is no reason to refuse what was not touched.
        await ChangeAsync(
            "talk", session => session with { StartsAt = new LocalDateTime(2024, 3, 10, 2, 30), Links = [new Link("A", "/a")] });
        var before = await ProgrammeAsync();

        using var answer = await Administrator.SubmitAsync(Talk);

        Assert.Equal("Nothing was changed, so there is nothing to save.", await StatusAsync(answer));
        Assert.True(ProgrammeJson.Same(before, await ProgrammeAsync()));
    }

    [Fact]
    public async Task Rows_More_KeepsWhatWasTyped()
    {
        using var answer = await Administrator.SubmitAsync(
            Talk, "main form", "?handler=Rows", ("Input.Title", Hostile), ("Input.People[1].Name", Hostile));

        var page = await Browser.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([Hostile, Hostile], page
            .QuerySelectorAll("[name='Input.Title'], [name='Input.People[1].Name']")
            .Select(field => field.GetAttribute("value")));
        Assert.Equal(5, page.QuerySelectorAll("[name$='.Role']").Length);
        Assert.Empty(page.QuerySelectorAll("img, main script"));
        Assert.Equal(1, await NumberAsync());
    }

    [Fact]
    public async Task Save_SomebodyElseChangedAnotherField_HasBoth()
    {
        await ChangeAsync("talk", session => session with { Room = "lab" });

        using var answer = await SendAsync(1, ("Input.Title", "My talk"), ("Input.Room", "hall"));

        Assert.Equal("“A talk” is called “My talk” now.", await StatusAsync(answer));
        var session = await SessionAsync("talk");
        Assert.Equal(("My talk", "lab"), (session.Title, session.Room));
    }

    [Fact]
    public async Task Save_SomebodyElseChangedTheSameField_ShowsBothAndLosesNothing()
    {
        await ChangeAsync("talk", session => session with { Title = "Their <b>talk</b>", Subtitle = "Theirs" });

        using var clash = await SendAsync(1, ("Input.Title", "My talk"), ("Input.Abstract", "Mine."), ("Input.Subtitle", ""));

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        var page = await Browser.ReadAsync(clash);
        Assert.Equal([["Title", "My talk", "Their <b>talk</b>"]], page
            .QuerySelectorAll("[role=alert] tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent)));
        Assert.Equal("My talk", page.QuerySelector("#Input_Title")!.GetAttribute("value"));
        Assert.Equal("Theirs", page.QuerySelector("#Input_Subtitle")!.GetAttribute("value"));
        Assert.Equal("Mine.", page.QuerySelector("#Input_Abstract")!.TextContent.Trim());
        Assert.Equal("2", page.QuerySelector("[name='Input.BasedOn']")!.GetAttribute("value"));

        using var answer = await SendAsync(2, ("Input.Title", "My talk"), ("Input.Abstract", "Mine."), ("Input.Subtitle", "Theirs"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var session = await SessionAsync("talk");
        Assert.Equal(("My talk", "Theirs", "Mine."), (session.Title, session.Subtitle, session.Abstract));
    }

    [Fact]
    public async Task Save_SomebodyElseDeletedIt_KeepsTheFormAndCanBringItBackAsItself()
    {
        var uid = (await SessionAsync("talk")).Uid;
        await ChangeAsync(document => document with { Sessions = document.Sessions.RemoveAll(session => session.Slug == "talk") });

        using var gone = await SendAsync(1, ("Input.Title", "My talk"));

        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);
        var page = await Browser.ReadAsync(gone);
        Assert.Contains("This session was deleted meanwhile.", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("My talk", page.QuerySelector("#Input_Title")!.GetAttribute("value"));
        Assert.Equal("true", page.QuerySelector("[name='Input.BringsBack']")!.GetAttribute("value"));

        using var back = await SendAsync(1, ("Input.Title", "My talk"), ("Input.BringsBack", "true"));
        Assert.Equal("“My talk” is there again.", await StatusAsync(back));
        Assert.Equal(uid, (await SessionAsync("talk")).Uid);
    }

    [Fact]
    public async Task Session_UnknownOrOfAnotherEdition_IsNotFound()
    {
        await Portal.AddEditionAsync("2023", isCurrent: false);
        foreach (var path in new[] { "/admin/programme/sessions/nobody", Talk + "?edition=2023", New + "?edition=1999" })
        {
            using var answer = await Administrator.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    /// <summary>The form of the talk as it was filled from some revision, with the changes of whoever had it open.</summary>
    private async Task<HttpResponseMessage> SendAsync(int basedOn, params (string Name, string Value)[] fields)
    {
        var token = (await Administrator.ReadAsync(Schedule)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (string Name, string Value)[] form =
        [
            ("__RequestVerificationToken", token), ("Input.BasedOn", $"{basedOn}"), ("Input.Title", "A talk"),
            ("Input.Kind", "Talk"), ("Input.At", "2024-12-14T10:00"), ("Input.Minutes", "60"),
            ("Input.Room", "hall"), ("Input.Abstract", "Words."), ("Input.People[0].Person", "ada"), ("Input.Status", "Confirmed"),
        ];
        using var content = new FormUrlEncodedContent(form
            .Where(field => !fields.Any(given => given.Name == field.Name))
            .Concat(fields)
            .Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, Talk) { Content = content });
    }
}
