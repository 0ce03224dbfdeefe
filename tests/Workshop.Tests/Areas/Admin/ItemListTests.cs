using System.Net;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Every list: in order, moved, and with what refers to its items when one goes.</summary>
public sealed class ItemListTests(SharedPortal shared) : ItemsTest(shared)
{
    [Fact]
    public async Task List_InOrder_LeadsToEachAndSaysWhenReadersSeeIt()
    {
        var people = await Administrator.ReadAsync("/admin/programme/people/");
        var news = await Administrator.ReadAsync("/admin/news/");

        Assert.Equal(["/admin/programme/people/edit/ada", "/admin/programme/people/edit/charles"], people
            .QuerySelectorAll("tbody td:nth-child(2) a")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal("Engines · Speaker", people.QuerySelector("tbody td:nth-child(3)")!.TextContent);
        Assert.Contains("with the next release", people.QuerySelector(".quiet")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("at once", news.QuerySelector(".quiet")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["People", "Rooms", "Topics", "Papers"], people.QuerySelectorAll(".tabs a").Select(link => link.TextContent));
        Assert.Equal("People, papers", people.QuerySelector(".side [aria-current]")!.TextContent);
        Assert.Equal("Deadlines, news", news.QuerySelector(".side [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task Move_UpAndDown_StaysWithinTheList()
    {
        using var moved = await PressAsync("down", "hall");
        using var further = await PressAsync("down", "hall");
        Assert.Equal(["foyer", "hall"], (await ProgrammeAsync()).Rooms.Select(room => room.Slug));

        using var up = await PressAsync("up", "hall");
        Assert.Equal(["hall", "foyer"], (await ProgrammeAsync()).Rooms.Select(room => room.Slug));
        Assert.Equal(["Moved room “Hall” down", "Moved room “Hall” up"], (await AuditAsync()).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task Delete_WithReferences_NamesThemAndTakesThemAway()
    {
        var page = await Administrator.ReadAsync("/admin/programme/people/delete/ada");
        Assert.Equal(
            ["“A talk”, which keeps the name as words"], page.QuerySelectorAll("main li:not(.tabs li)").Select(use => use.TextContent));

        using var person = await Administrator.SubmitAsync("/admin/programme/people/delete/ada");
        using var room = await Administrator.SubmitAsync("/admin/programme/rooms/delete/hall");
        using var topic = await Administrator.SubmitAsync("/admin/programme/topics/delete/brains");

        var programme = await ProgrammeAsync();
        Assert.Equal(
            "charles foyer",
            string.Join(' ', programme.People
                .Select(item => item.Slug)
                .Concat(programme.Rooms.Select(item => item.Slug))
                .Concat(programme.Topics.Select(item => item.Slug))));
        var session = programme.Sessions.Single();
        Assert.Equal(
            (null, null, new Participant(null, "Ada", ParticipantRole.Chair)), (session.Room, session.Topic, session.People.Single()));
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync("/admin/programme/people/delete/ada")).StatusCode);
    }

    [Fact]
    public async Task Delete_ReferredToMeanwhile_AsksAgain()
    {
        using var answer = await Administrator.SubmitAsync("/admin/programme/rooms/delete/hall", ("seen", "something else"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "Nothing was deleted", (await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await ProgrammeAsync()).Rooms.Length);
    }

    [Fact]
    public async Task Delete_ChangedMeanwhile_AsksAgain()
    {
        var seen = (await Administrator.ReadAsync("/admin/programme/people/delete/ada")).QuerySelector("[name=seen]")!.GetAttribute(
            "value")!;
        using var other = await Second.SubmitAsync("/admin/programme/people/edit/ada", ("Input.bio", "Rewritten"));

        using var answer = await Administrator.SubmitAsync("/admin/programme/people/delete/ada", ("seen", seen));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("Rewritten", (await ProgrammeAsync()).People[0].Bio);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Lists_OfAnotherEdition_AreItsOwn(string place, string field)
    {
        await Portal.AddEditionAsync("2023", isCurrent: false);

        using var answer = await Administrator.SubmitAsync(
            place + "new?edition=2023", ($"Input.{field}", "Other"), ("Input.at", "2024-09-09T23:59"), ("Input.text", "T"));
        using var unknown = await Administrator.GetAsync(place + "?edition=1999");

        Assert.Equal(place + "?edition=2023", answer.Headers.Location?.OriginalString);
        Assert.Contains(
            (await Administrator.ReadAsync(place + "?edition=2023")).QuerySelectorAll("tbody a"), link => link.TextContent == "Other");
        Assert.DoesNotContain((await Administrator.ReadAsync(place)).QuerySelectorAll("tbody a"), link => link.TextContent == "Other");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<HttpResponseMessage> PressAsync(string button, string slug)
    {
        var token = (await Administrator.ReadAsync("/admin/programme/rooms/")).QuerySelector(
            "main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new(button, slug)]);
        return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/programme/rooms/") { Content = content });
    }
}
