using System.Text.RegularExpressions;
using Workshop.Data.Content;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Pages;

/// <summary>The real overview page that the project began with, from its file to what a reader gets.</summary>
public sealed partial class ImportedSampleTests(TestDatabase databases)
{
    [Fact]
    public async Task Overview_ImportedAndPublished_IsServedWholeWithOneTitleAndNoComment()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        var file = Repository.PathOf("tests/Workshop.Tests/Samples/overview.md");
        await using (var db = portal.OpenDatabase())
        {
            var options = new ImportOptions { Publish = true };
            await new Importer(db, new PageWriter(db)).ImportAsync(
                SiteReader.Read(SourceTree.Open(file)), options, RunningPortal.Now, CancellationToken.None);
        }

        await portal.ReloadAsync();
        var page = await portal.ReadAsync("/overview/");
        var prose = page.QuerySelector(".prose")!;

        Assert.Equal(["Overview"], page.QuerySelectorAll("h1").Select(h => h.TextContent));
        Assert.Equal(
            ["Neuro-inspired Computations:", "Explainable AI in Neuroscience:", "Self-supervised Systems in NeuroAI:"],
            prose.QuerySelectorAll("ul > li").Select(li => li.QuerySelector("strong")!.TextContent));
        Assert.DoesNotContain("<!--", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(WordsOf(await File.ReadAllTextAsync(file)), Words().Matches(prose.TextContent).Select(word => word.Value));
    }

    // The words of the source, by rules of their own: without front matter, the comment, list marks and emphasis.
    private static IEnumerable<string> WordsOf(string source)
    {
        var body = source[(source.IndexOf("\n---\n", 4, StringComparison.Ordinal) + 5)..];
        body = body.Replace("<!-- # Overview -->", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
        return Words().Matches(ListMark().Replace(body, "")).Select(word => word.Value);
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^- ", RegexOptions.Multiline)]
    private static partial Regex ListMark();
}
