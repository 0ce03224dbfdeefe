using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Pages;
using Workshop.Web.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Areas.Admin;

/// <summary>One field of a session everywhere that a session's fields are: form, difference, release, page, exports and imports.</summary>
public sealed class DoNotRecordTests(SharedPortal shared) : ProgrammeTest(shared)
{
    private const string Talk = "/admin/programme/sessions/talk";

    [Fact]
    public async Task Save_Checked_IsSaidOnThePageAndInTheExports()
    {
        using var answer = await Administrator.SubmitAsync(Talk, ("Input.DoNotRecord", "yes"));
        Assert.Equal("“A talk” is not to be recorded.", await StatusAsync(answer));
        Assert.True((await Administrator.ReadAsync(Talk)).QuerySelector("#Input_DoNotRecord")!.HasAttribute("checked"));
        await ReleaseAsync();

        var page = await Portal.ReadAsync("/sessions/talk/");
        Assert.Equal("Please do not record this session.", page.QuerySelector("header .note")!.TextContent);
        Assert.Null((await Portal.ReadAsync("/sessions/opening/")).QuerySelector("header .note"));
        var xml = XDocument.Parse(await Portal.Client.GetStringAsync("/schedule.xml"));
        ScheduleRules.Check(xml);
        Assert.Equal(
            [("license", ""), ("optout", "true")],
            xml.Descendants("recording").Single().Elements().Select(part => (part.Name.LocalName, part.Value)));
        using var json = JsonDocument.Parse(await Portal.Client.GetStringAsync("/schedule.json"));
        ScheduleRules.Check(json);
        Assert.Equal([(true, true)], Events(json).Where(entry => entry.TryGetProperty("do_not_record", out _))
            .Select(entry => (entry.GetProperty("title").GetString() == "A talk", entry.GetProperty("do_not_record").GetBoolean())));
    }

    [Fact]
    public async Task Save_Unchecked_IsSaidTheOtherWayRound()
    {
        await ChangeAsync("talk", session => session with { DoNotRecord = true });

        using var answer = await Administrator.SubmitAsync(Talk, ("Input.DoNotRecord", ""));

        Assert.Equal("“A talk” may be recorded.", await StatusAsync(answer));
    }

    [Fact]
    public async Task Import_OfTheExport_SaysItAsTheFileDoesOrLeavesIt()
    {
        await ChangeAsync("talk", session => session with { DoNotRecord = true });
        await ReleaseAsync();
        var exported = await Portal.Client.GetStringAsync("/schedule.xml");

        var silent = XElement.Parse(exported);
        silent.Descendants("recording").Remove();

        Assert.True(await ImportedAsync(exported));
        Assert.True(await ImportedAsync(silent.ToString()));
        Assert.False(await ImportedAsync(exported.Replace("<optout>true", "<optout>false", StringComparison.Ordinal)));
        Assert.True(await ImportedAsync(exported));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("no", false)]
    public void Read_ScheduleOfOurOwn_SaysWhetherItIs(string text, bool expected)
    {
        var file = $"sessions:\n  - title: A\n    start: 2024-12-14 09:00\n    duration: 5\n    do_not_record: {text}\n";
        var imported = SiteReader.Read(Tree("schedule.yml", file)).Programme!.Sessions.Single();

        var session = SessionFields.DoNotRecord.Apply(A("a", "A", 9), imported.Texts["doNotRecord"], FieldContext.None).Item;

        Assert.Equal(expected, session.DoNotRecord);
    }

    [Fact]
    public void Next_NotToBeRecordedAnyMore_IsAChangeThatMovesNothing()
    {
        var (first, second) = (Instant.FromUtc(2024, 9, 1, 12, 0), Instant.FromUtc(2024, 9, 2, 12, 0));
        var programme = new ProgrammeDocument { Rooms = [new Room("hall", "Hall")], Sessions = [A("talk", "A talk", 9)] };
        var changed = programme with { Sessions = [programme.Sessions[0] with { DoNotRecord = true }] };
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var former = ReleaseDocument.Next(null, programme, zone.Id, first);
        var stamp = ReleaseDocument.Next(former, changed, zone.Id, second).Stamps["talk"];

        Assert.Equal((0, second), (stamp.Sequence, stamp.ChangedAt));
        Assert.Equal(["“A talk” is not to be recorded."], ProgrammeDifference.Of(former, changed, zone).Select(line => line.Text));
    }

    private static IEnumerable<JsonElement> Events(JsonDocument json) => json.RootElement
        .GetProperty("schedule").GetProperty("conference").GetProperty("days").EnumerateArray()
        .SelectMany(day => day.GetProperty("rooms").EnumerateObject()).SelectMany(room => room.Value.EnumerateArray());

    private static SourceTree Tree(string file, string text) => new([new SourceFile(file, text.Length, Encoding.UTF8.GetBytes(text))], []);

    private async Task<bool> ImportedAsync(string schedule)
    {
        await using var db = Portal.OpenDatabase();
        await new Importer(db, new PageWriter(db)).ImportAsync(
            SiteReader.Read(Tree("schedule.xml", schedule)), new ImportOptions(), RunningPortal.Now, CancellationToken.None);
        return (await SessionAsync("talk")).DoNotRecord;
    }
}
