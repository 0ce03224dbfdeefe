using Workshop.Web.Rendering;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Tests.Rendering;

/// <summary>Texts made to be read again and again for their comments, as a page shows them and as others are given them.</summary>
public sealed class ReadingBoundsTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("<!-- a -->")]
    [InlineData("a <!-- a\n\na --> a\n\n")]
    [InlineData("a `<!-- a\n\na --> a`\n\n")]
    [InlineData("```\n<!-- a\n```\na -->\n\n")]
    [InlineData("-     <!-- a -->\n")]
    [InlineData("> <!-- a\n\na -->\n")]
    [InlineData("{::comment}a{:/}\n\n")]
    [InlineData("{::comment}")]
    [InlineData("<!<!-- a -->--")]
    [InlineData("<!-- --!> a\n\n-->\n\n")]
    [InlineData("[a]: <!-- a -->\n")]
    [InlineData("a\n=\n<!-- a\n\na -->\n")]
    [InlineData("<div>\n<!-- a\n</div>\n\n")]
    [InlineData("<pre>\n<!-- a\n</pre>\n\n")]
    [InlineData("<script>\n<!A\n</script>\n\n")]
    [InlineData("<script> <!A ")]
    [InlineData("<!A >")]
    [InlineData("<? a\n\na ?>\n")]
    [InlineData("<![CDATA[ a ]]>")]
    [InlineData("\\<!-- ")]
    [InlineData("`<!-- a -->` ")]
    [InlineData("`<!-- a -->\n\n")]
    [InlineData("$<!-- a -->$ ")]
    [InlineData("|a|<!-- a -->|\n")]
    [InlineData("|a \\| `<!-- a -->`|\n")]
    [InlineData("<!---->")]
    [InlineData("a](<!-- a -->")]
    [InlineData("* <!-- a\n\n")]
    public void Markdown_OnePieceRepeated_IsReadAndGivenQuickly(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, MarkdownRenderer.MaxLength / piece.Length));
        var start = ThreadTime.Now;

        MarkdownRenderer.Render(text);
        var shown = ThreadTime.Now;
        ScheduleConventions.Markdown(text);

        var given = ThreadTime.Now;
        output.WriteLine($"{shown - start} to show, {given - shown} to give.");
        Assert.InRange(shown - start, TimeSpan.Zero, Bound);
        Assert.InRange(given - shown, TimeSpan.Zero, Bound);
    }
}
