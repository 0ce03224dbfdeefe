using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary>What an import may show the public, and what it says of the programme that it makes.</summary>
public sealed class ProgrammeImportTests(SharedDatabase shared) : ImportTest(shared)
{
    private static readonly ImportOptions Publishing = new() { Publish = true };

    [Fact]
    public async Task Publish_DraftThatOthersHaveChanged_IsWrittenAndNotReleased()
    {
        await ImportAsync(Tree(("schedule.xml", Schedule("A"))), Publishing);
        await ChangeAsync(document => document with { Rooms = [.. document.Rooms, new Room("attic", "Attic")] });

        var report = await ImportAsync(Tree(("schedule.xml", Schedule("B"))), Publishing);

        Assert.Equal((1, false), (report.Programme.Changed, report.Programme.IsReleased));
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Error
            && finding.Message.StartsWith("The programme was not released", StringComparison.Ordinal));
        Assert.Contains("schedule.xml: Rooms: 1 new (Attic).", report.Findings.Select(finding => finding.ToString()));
        await using var db = Open();
        var released = ProgrammeJson.Read<ReleaseDocument>((await db.ProgrammeReleases.SingleAsync(Cancellation)).Document);
        Assert.Equal("A", released.Programme.Sessions.Single().Title);
        Assert.Equal("B", (await ProgrammeAsync()).Sessions.Single().Title);
    }

    [Fact]
    public async Task Publish_DraftThatOnlyImportsHaveChanged_IsReleased()
    {
        await ImportAsync(Tree(("schedule.xml", Schedule("A"))), Publishing);
        await ImportAsync(Tree(("schedule.xml", Schedule("B"))));

        Assert.True((await ImportAsync(Tree(("schedule.xml", Schedule("B"))), Publishing)).Programme.IsReleased);
    }

    [Fact]
    public async Task Publish_ChangeOfOthersThatWasTakenBack_IsReleased()
    {
        await ImportAsync(Tree(("schedule.xml", Schedule("A"))), Publishing);
        await ChangeAsync(document => document with { Rooms = [.. document.Rooms, new Room("attic", "Attic")] });
        await ChangeAsync(document => document with { Rooms = document.Rooms.RemoveAt(1) });

        Assert.True((await ImportAsync(Tree(("schedule.xml", Schedule("B"))), Publishing)).Programme.IsReleased);
    }

    [Fact]
    public async Task Import_Conflicts_NamesTheFirstAndCountsTheOthers()
    {
        var report = await ImportAsync(("schedule.xml", Schedule("A", "B", "C", "D", "E", "F")));

        var findings = report.Findings.Where(finding => finding.Message.StartsWith("Hall has", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, findings.Count);
        Assert.Equal("Hall has “A” and “B” at once, Sat 26 Oct, 10:00–11:00.", findings[0].Message);
        Assert.Contains("schedule.xml: There are 5 more conflicts.", report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task Import_ProgrammeThatBreaksARule_IsRefusedWithTheRule()
    {
        var rooms = string.Concat(Enumerable
            .Range(1, ProgrammeRules.MaxItems)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"<room name=\"R{number}\"/>")));

        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(
            () => ImportAsync(("schedule.xml", Schedule("A").Replace("</day>", rooms + "</day>", StringComparison.Ordinal))));

        Assert.Equal("schedule.xml: The programme cannot be kept: room: there are 5001; 5000 can be kept.", refusal.Message);
    }

    private static string Schedule(params string[] titles) =>
        $"<schedule><day date=\"2024-10-26\"><room name=\"Hall\">{string.Concat(titles.Select((title, number) => $"<event guid=\"00000000-0000-0000-0000-00000000000{number}\"><title>{title}</title><start>10:00</start><duration>1:00</duration></event>"))}</room></day></schedule>";

    private async Task ChangeAsync(Func<ProgrammeDocument, ProgrammeDocument> change)
    {
        await using var db = Open();
        await new ProgrammeWriter(db).ChangeAsync(
            (await db.Editions.SingleAsync(Cancellation)).Id, change, new DocumentOrigin(
                "Ada", Now + Duration.FromMinutes(1), "Changed"), Cancellation);
    }

    private async Task<ProgrammeDocument> ProgrammeAsync()
    {
        await using var db = Open();
        return await new ProgrammeWriter(db).ProgrammeOfAsync((await db.Editions.SingleAsync(Cancellation)).Id, Cancellation);
    }
}
