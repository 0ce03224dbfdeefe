using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering;

public sealed class TableTests
{
    [Theory]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "a,b/1,2")]
    [InlineData("a | b\n--|--\n1 | 2", "a,b/1,2")]
    [InlineData("| a | b |\n| 1 | 2 |", "/a,b/1,2")]
    [InlineData("a | b\n1 | 2", "/a,b/1,2")]
    [InlineData("|---|---|\n| 1 | 2 |", "/1,2")]
    [InlineData("| a | b |\n|---+---|\n| 1 | 2\n|---|---|\n| 3 | 4", "a,b/1,2/3,4")]
    [InlineData("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", "a,b,/1,,/1,2,3")]
    [InlineData("| `x|y` | $P(a|b)$ | a\\|b |\n|---|---|---|", "x|y,$P(a|b)$,a|b")]
    public void Render_Table_HasRows(string markdown, string rows)
    {
        var table = Single(markdown, "table");
        var head = table.QuerySelector("thead tr") is { } header ? Cells(header) : "";

        Assert.Equal(rows, string.Join('/', table.QuerySelectorAll("tbody tr").Select(Cells).Prepend(head)));
    }

    [Theory]
    [InlineData("P(a|b) is the posterior.")]
    [InlineData("|x| is a norm")]
    [InlineData("one | two")]
    [InlineData("a|b and\nmore text")]
    public void Render_TextWithPipes_StaysText(string markdown) =>
        Assert.Equal($"<p>{markdown}</p>\n", MarkdownRenderer.Render(markdown).Html);

    [Fact]
    public void Render_ParagraphBeforeTheHeader_StaysAParagraph()
    {
        var html = MarkdownRenderer.Render("Intro\na | b\n--|--\n1 | 2").Html;

        Assert.StartsWith("<p>Intro</p>\n<div class=\"table\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Table_StandsInALabelledScrollingRegion() => Assert.Equal(
        """<h2 id="day">Day</h2>|<div class="table" role="region" aria-label="Day" tabindex="0"><table class="wide">|<thead>|<tr>|<th class="align-center" scope="col">a</th>|</tr>|</thead>|<tbody>|<tr>|<td class="align-center">1</td>|</tr>|</tbody>|</table></div>|""",
        MarkdownRenderer.Render("## Day\n\n| a |\n|:-:|\n| 1 |\n{: .wide}").Html.Replace('\n', '|'));

    [Fact]
    public void Render_RawTable_IsTranslated() => Assert.Equal(
        """<div class="table" role="region" aria-label="Rooms" tabindex="0"><table><caption>Rooms</caption><tbody><tr><th scope="row">A</th><td class="align-right">1</td></tr></tbody></table></div>""",
        MarkdownRenderer
            .Render("<table border=1 width=100%><caption>Rooms</caption><tr><th>A</th><td align=right>1</td></tr></table>").Html
            .Trim());

    [Theory]
    [InlineData("x\n\n<table><tr><td>A</td></tr></table>", 3)]
    [InlineData("| | |\n|---|---|\n| a | b |", 1)]
    [InlineData("| a |\n|---|\n| b |", null)]
    [InlineData("<table><tr><th>A</th><td>1</td></tr></table>", null)]
    public void Render_TableWithoutHeaderCells_IsWarnedOf(string markdown, int? line) => Assert.Equal(
        line is { } at ? [new RenderWarning(at, "This table has no header cells, so nobody who hears it knows what its columns are.")] : [],
        MarkdownRenderer.Render(markdown).Warnings);

    [Fact]
    public void Render_TableBelowALongHeading_HasAShortLabel()
    {
        var label = Single("# " + string.Concat(Enumerable.Repeat("word ", 50)) + "\n\n| a |\n|---|", "[role=region]")
            .GetAttribute("aria-label");

        Assert.Equal(string.Concat(Enumerable.Repeat("word ", 19)) + "word…", label);
    }

    private static string Cells(IElement row) => string.Join(',', row.Children.Select(cell => cell.TextContent));

    private static IElement Single(string markdown, string selector) =>
        new HtmlParser().ParseDocument(MarkdownRenderer.Render(markdown).Html).QuerySelectorAll(selector).Single();
}
