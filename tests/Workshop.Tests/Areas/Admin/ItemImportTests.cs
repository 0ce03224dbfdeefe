using System.Net;
using System.Text;
using AngleSharp.Dom;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Tables that organizers bring in: looked at first, then written as seen or not at all.</summary>
public sealed class ItemImportTests(SharedPortal shared) : ItemsTest(shared)
{
    private const string Papers = "/admin/import/papers";

    private const string OpenReview =
        "Title,Abstract,OpenReview Link,Authors,Status\n"
        + "On nets,\"We show $\\alpha < 1$,\nand more.\",https://openreview.net/forum?id=abc,\"Ada Lovelace, Charles "
            + "Babbage\",Accept (poster)\n"
        + "A paper,,,Ada; Charles,Accept (oral)\n";

    [Fact]
    public async Task Post_OpenReviewsTable_SaysWhatItWouldDoAndThenDoesIt()
    {
        using var dry = await Administrator.SubmitAsync(Papers, ("Text", OpenReview));
        var plan = await Browser.ReadAsync(dry);

        Assert.Contains(
            "1 created, 1 changed, 0 unchanged", plan.QuerySelector("[aria-labelledby=plan] p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2|On nets|created", "3|A paper|changed: Decision"], RowsOf(plan));
        Assert.Single((await ProgrammeAsync()).Papers);

        using var real = await AgreeAsync(Papers, plan);
        Assert.Equal("/admin/programme/papers/", real.Headers.Location?.OriginalString);
        var papers = (await ProgrammeAsync()).Papers;
        Assert.Equal(
            ["a-paper|Accept (oral)", "on-nets|Accept (poster)"],
            papers.Select(paper => $"{(paper.Slug == "paper" ? "a-paper" : paper.Slug)}|{paper.Decision}"));
        Assert.Equal(["Ada Lovelace", "Charles Babbage"], papers[1].Authors);
        Assert.Equal("We show $\\alpha < 1$,\nand more.", papers[1].Abstract);
        Assert.Equal(new Workshop.Data.Programme.Link("OpenReview", "https://openreview.net/forum?id=abc"), papers[1].Links.Single());
        Assert.Equal("talk", papers[0].Session);
        Assert.Equal(["Imported papers: 1 created, 1 changed"], (await AuditAsync()).Select(entry => entry.Detail));

        using var again = await Administrator.SubmitAsync(Papers, ("Text", OpenReview));
        Assert.Contains(
            "0 created, 0 changed, 2 unchanged",
            (await Browser.ReadAsync(again)).QuerySelector("[aria-labelledby=plan] p")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SomebodyChangedTheListMeanwhile_WritesNothingAndShowsAgain()
    {
        using var dry = await Administrator.SubmitAsync(Papers, ("Text", OpenReview));
        var plan = await Browser.ReadAsync(dry);
        using var other = await Second.SubmitAsync("/admin/programme/papers/new", ("Input.title", "Theirs"));

        using var answer = await AgreeAsync(Papers, plan);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "Nothing was imported", (await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["A paper", "Theirs"], (await ProgrammeAsync()).Papers.Select(paper => paper.Title));
    }

    [Theory]
    [InlineData(
        "people",
        "Name,Photo,Shoe size\nAda,javascript:x,38\nBob,,40\n",
        "Row 2, column “Photo”: is not an address such as https://example.org/ or /media/….")]
    [InlineData("people", "NAME;Role\nAda;Queen\n", "Row 2, column “Role”: is none of Speaker, Organizer, Committee.")]
    [InlineData("rooms", "name\tseats\nHall\tmany\n", "Row 2, column “seats”: is not a number from 1 to 100000.")]
    [InlineData("topics", "name\nA\n\n\nA\n", "Row 5: names the same topic as row 2; if they are two, “slug” has to tell them apart.")]
    [InlineData("topics", "colour\nred\n", "Row 1, column “Name”: is missing: without it no row can be told from another.")]
    [InlineData("topics", "name\n\"\u0007bell\"\n", "Row 2, column “name”: holds a control character or a line break.")]
    [InlineData(
        "deadlines",
        "what,at\nPapers,soon\n",
        "Row 2, column “at”: is not a local time such as 2024-09-09 23:59, of the years 1900 to 2200.")]
    [InlineData(
        "deadlines",
        "what,at\nPapers,9999-12-31 23:59\n",
        "Row 2, column “at”: is not a local time such as 2024-09-09 23:59, of the years 1900 to 2200.")]
    [InlineData("deadlines", "what,zone\nPapers,AoE\n", "Row 2, column “When”: is missing.")]
    [InlineData("sponsors", "name,level\nA,Gold,extra\n", "Row 2: has 3 columns, the head has 2.")]
    [InlineData("news", "title,text,date,public\nA,B,2024-09-01 09:00,perhaps\n", "Row 2, column “public”: is neither yes nor no.")]
    [InlineData("papers", "title,session\nA,Nowhere\n", "Row 2, column “session”: is not a session of the programme: 'Nowhere'.")]
    [InlineData("papers", "", "Row 1: there is no head that names the columns.")]
    [InlineData("topics", "\nname;colour\n\nA;red;B\n", "Row 4: has 3 columns, the head has 2.")]
    public async Task Post_WrongTable_NamesRowAndColumnAndWritesNothing(string kind, string table, string error)
    {
        using var answer = await Administrator.SubmitAsync($"/admin/import/{kind}", ("Text", table));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal([error], page.QuerySelectorAll(".refused li").Select(line => line.TextContent));
        Assert.Null(page.QuerySelector("[name=Agreed]"));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Post_File_IsReadAsUtf8AndItsNulsAreFoundByRowAndColumn()
    {
        using var good = await UploadAsync("people", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Name,Shoe size\r\nRené,38\r\n")]);
        using var nul = await UploadAsync("people", Encoding.UTF8.GetBytes("Name\r\nA\0B\r\n"));
        using var latin = await UploadAsync("people", Encoding.Latin1.GetBytes("Name\nRené\n"));

        var page = await Browser.ReadAsync(good);
        Assert.Equal(["2|René|created"], RowsOf(page));
        Assert.Contains("“Shoe size”", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Row 2, column “Name”", (await Browser.ReadAsync(nul)).QuerySelector(".refused li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("not UTF-8", (await Browser.ReadAsync(latin)).QuerySelector(".refused li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TableOfTenThousandRows_IsRefusedAsTooMany()
    {
        using var answer = await UploadAsync("topics", Encoding.UTF8.GetBytes("name\n" + string.Join('\n', Enumerable.Range(0, 10_000))));

        Assert.Contains("Row 5002: is one too many; 5000 can be read.", (await Browser.ReadAsync(answer))
            .QuerySelectorAll(".refused li")
            .Select(line => line.TextContent));
    }

    [Fact]
    public async Task Post_MoreThanTheListCanKeep_IsSaidBeforeAnybodyAgrees()
    {
        await using (var db = Portal.OpenDatabase())
        {
            await new ProgrammeWriter(db).ChangeAsync(
                Edition.Id,
                (ProgrammeDocument document) => document with
                {
                    Topics = [.. Enumerable
                    .Range(0, 4_999)
                    .Select(i => new Topic($"t{i}", $"T{i}"))],
                    Sessions = [],
                    Papers = [],
                },
                new DocumentOrigin("Ada", RunningPortal.Now, "Many"),
                Cancellation);
        }

        using var answer = await Administrator.SubmitAsync("/admin/import/topics", ("Text", "name\nA\nB\n"));

        Assert.Equal(["The table: topic: there are 5001; 5000 can be kept."], (await Browser.ReadAsync(answer))
            .QuerySelectorAll(".refused li")
            .Select(line => line.TextContent));
    }

    [Fact]
    public async Task Post_RemovingWhatIsNotNamed_SaysWhatGoesAndTakesItAway()
    {
        using var dry = await Administrator.SubmitAsync(
            "/admin/import/people", ("Text", "name,affiliation\nAda,Sea\n"), ("RemovesOthers", "true"));
        var plan = await Browser.ReadAsync(dry);
        Assert.Equal(["2|Ada|changed: Affiliation", "|Charles|removed"], RowsOf(plan));

        using var real = await AgreeAsync("/admin/import/people", plan);

        Assert.Equal(["Ada"], (await ProgrammeAsync()).People.Select(person => person.Name));
        Assert.Equal(["Imported people: 0 created, 1 changed, 1 removed"], (await AuditAsync()).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task Post_RemovingWhatIsInUse_IsRefusedByName()
    {
        using var answer = await Administrator.SubmitAsync("/admin/import/people", ("Text", "name\nCharles\n"), ("RemovesOthers", "true"));

        Assert.Equal(
            ["The table: does not name “Ada”, and to remove that would change “A talk”, which keeps the name as words."],
            (await Browser.ReadAsync(answer)).QuerySelectorAll(".refused li").Select(line => line.TextContent));
        Assert.Equal(2, (await ProgrammeAsync()).People.Length);
    }

    [Fact]
    public async Task Post_WithoutAsking_RemovesNothing()
    {
        using var dry = await Administrator.SubmitAsync("/admin/import/people", ("Text", "name,affiliation\nAda,Sea\n"));
        using var real = await AgreeAsync("/admin/import/people", await Browser.ReadAsync(dry));

        Assert.Equal(["Ada", "Charles"], (await ProgrammeAsync()).People.Select(person => person.Name));
    }

    private static IEnumerable<string> RowsOf(IDocument page) => page
        .QuerySelectorAll("[aria-labelledby=plan] tbody tr")
        .Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent)));

    private async Task<HttpResponseMessage> AgreeAsync(string path, IDocument plan)
    {
        using var content = new FormUrlEncodedContent(plan.QuerySelectorAll("[aria-labelledby=plan] form :is(input, textarea, button)")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? field.TextContent)));
        return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    private async Task<HttpResponseMessage> UploadAsync(string kind, byte[] bytes)
    {
        var path = $"/admin/import/{kind}";
        var token = (await Administrator.ReadAsync(path)).QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent { { new StringContent(
            token), "__RequestVerificationToken" }, { new ByteArrayContent(bytes), "table", "table.csv" } };
        return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }
}
