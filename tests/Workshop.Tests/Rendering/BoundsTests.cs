using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering;

/// <summary>Texts made to be slow. The bound is far above what each takes, and far below what quadratic time would.</summary>
public sealed class BoundsTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    public static TheoryData<string> Repeated => new(
        "[",
        "![",
        "]",
        "[a](",
        "[a][b]",
        "[[]",
        "*a ",
        "**a",
        "*a **a ",
        "_a *b ",
        "a**b",
        "`",
        "<",
        "<a ",
        "<a>",
        "<a x=\"",
        "<b id=x>",
        "<x>a</x>",
        "<!--",
        "<div>\n\n", "<![CDATA[", "<?", "<script ", "<iframe>", "<table><td>", "<i>a\n\n", "<font>x</font>", "<style>", "</p>", "> ", "> a\n", "> a\nb\n", "- ", "- a\n", "1. a\n",
        "- [ ] a\n", "|", "a|b\n", "|a|b|\n", "x\na|b\n-|-\n\n", "a\n\n", "a\n", "a", "word ", "&", "&amp;", "&#x", "\\", "$", "$a ", "-- ", "{:", "*a*{:.x}", "a\n{: .x}\n", "{: .x}\n",
        "~a ", "^a b^ ", "~~a ", "==a ", "[^1]", "a\n:   b\n\n", "# a\n", "a\n=\n", "![](a)", "[a](b)", "<http://a>", "*[A]: b\n", "[a]: /b\n", "```\n", "\t", "\0", "\r", "    a\n", "\ud800", "<svg>", "<select>", "a <script>", "a <script>\n\n");

    [Theory]
    [MemberData(nameof(Repeated))]
    public void Render_OnePieceRepeated_IsQuick(string piece) => AssertQuick(Repeat(piece, MarkdownRenderer.MaxLength));

    [Theory]
    [InlineData("brackets")]
    [InlineData("wide table")]
    [InlineData("table with short rows")]
    [InlineData("runs of grave accents")]
    [InlineData("open formatting before paragraphs")]
    [InlineData("long address referred to often")]
    [InlineData("footnote referred to often")]
    [InlineData("boxes in one item")]
    [InlineData("many attributes")]
    [InlineData("parentheses in an address")]
    [InlineData("long heading over many tables")]
    [InlineData("end tags that an object keeps from closing")]
    [InlineData("end tags that a cell keeps from closing")]
    [InlineData("long address of a link left open")]
    [InlineData("end tags within attributes")]
    public void Render_Crafted_IsQuick(string name)
    {
        const int n = MarkdownRenderer.MaxLength;
        AssertQuick(name switch
        {
            "brackets" => Repeat("[", n / 2) + Repeat("]", n / 2),
            "wide table" => "|" + Repeat("a|", n / 2) + "\n|" + Repeat("-|", (n / 2) - 10),
            "table with short rows" => "|" + Repeat("a|", n / 4) + "\n|" + Repeat("-|", n / 4) + "\n" + Repeat("|a\n", n / 3),
            "runs of grave accents" => string.Concat(Enumerable.Range(1, 700).Select(length => new string('`', length) + " ")),
            "open formatting before paragraphs" => Repeat("<b id=1>", 320) + Repeat("a\n\n", n - 400),
            "long address referred to often" => "[a]: " + Repeat("x", n / 2) + "\n\n" + Repeat("[a]", (n / 2) - 20),
            "footnote referred to often" => "[^1]: x\n\n" + Repeat("[^1] ", n - 20),
            "boxes in one item" => "- [ ] " + Repeat("a - [ ] ", n - 30),
            "many attributes" => "x <span " + string.Concat(Enumerable.Range(0, n / 12).Select(i => $"a{i}=b ")) + ">x</span>",
            "parentheses in an address" => "[a](" + Repeat("(", n - 10),
            "long heading over many tables" => "# " + Repeat("word ", 100_000) + "\n\n" + Repeat("|a|b|\n|-|-|\n\n", n - 100_100),
            "end tags that an object keeps from closing" => "<div>" + Unclosable("<object></b></object>") + "</div>",
            "end tags that a cell keeps from closing" => "<div>" + Unclosable("<table><td></b></table>") + "</div>",
            "long address of a link left open" => "<a href=" + Repeat("x", n / 2) + ">\n\n" + Repeat("a\n\n", (n / 2) - 100),
            "end tags within attributes" => "<div>" + Unclosable("<i title=\"</b></i>\">") + "</div>",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such text."),
        });
    }

    [Fact]
    public void Render_NestedTooDeeply_ShowsTheSourceAndSaysSo()
    {
        var rendered = MarkdownRenderer.Render(Repeat("> ", 600) + "<b>x</b>");

        Assert.Equal($"<pre>{Repeat("&gt; ", 1500)}&lt;b&gt;x&lt;/b&gt;</pre>", rendered.Html);
        Assert.Equal(
            [new RenderWarning(
                1,
                "The text is nested too deeply to be rendered (more than 128 levels), so it is shown as it was written.")], rendered.Warnings);
    }

    [Fact]
    public void Render_TooManyOpenTags_ShowsTheTagsAsText()
    {
        var rendered = MarkdownRenderer.Render("*a* " + Repeat("<i>", 900) + " z");

        Assert.Equal($"<p><em>a</em> {Repeat("&lt;i&gt;", 2700)} z</p>\n", rendered.Html);
        Assert.Contains(
            new RenderWarning(1, "There is too much raw HTML, or too much of it is never closed, so its tags are shown as text."),
            rendered.Warnings);
    }

    [Fact]
    public void Render_TooLong_Throws() =>
        Assert.Throws<ArgumentException>("markdown", () => MarkdownRenderer.Render(new string('a', MarkdownRenderer.MaxLength + 1)));

    private static string Unclosable(string piece) =>
        string.Concat(Enumerable.Range(0, 1200).Select(i => $"<b x{i}>{piece}")) + Repeat("<p>x</p>", 40_000);

    private static void AssertQuick(string markdown)
    {
        Assert.InRange(markdown.Length, 1, MarkdownRenderer.MaxLength);
        // This thread's processor time, to which neither other tests nor other programs add.
        var start = ThreadTime.Now;
        var rendered = MarkdownRenderer.Render(markdown);
        Assert.InRange(ThreadTime.Now - start, TimeSpan.Zero, Bound);
        Assert.InRange(rendered.Html.Length, 0, 11_000_000);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
