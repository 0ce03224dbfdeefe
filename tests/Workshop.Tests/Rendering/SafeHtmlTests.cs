using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Html;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering;

public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<div id=x class=y>z</div>", "<div id=\"x\" class=\"y\">z</div>")]
    [InlineData("<details open><summary>a</summary>b</details>", "<details open=\"\"><summary>a</summary>b</details>")]
    [InlineData("a<br>b<sup>2</sup>", "<p>a<br>b<sup>2</sup></p>")]
    [InlineData("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>")]
    [InlineData("<center>x</center>", "<div class=\"align-center\">x</div>")]
    [InlineData("<center\n\na", "<div class=\"align-center\">a<p></p>\n</div>")]
    [InlineData("<center <>x</center>", "<div class=\"align-center\">x</div>")]
    [InlineData(
        "<center><tt <>x</tt> <strike <>y</strike> <acronym <>z</acronym></center>",
        "<div class=\"align-center\"><code>x</code> <s>y</s> <abbr>z</abbr></div>")]
    [InlineData("<a name=\"x\"></a>", "<p><a id=\"x\"></a></p>")]
    [InlineData("<p id=\"site:main\">x</p>", "<p>x</p>")]
    [InlineData("<video>Our <a href=talk.mp4>talk</a></video>", "<p>Our <a href=\"talk.mp4\">talk</a></p>")]
    [InlineData("<div><object data=a><audio>b</audio></object><canvas>c</canvas></div>", "<div>bc</div>")]
    [InlineData("a <b>bold\n\nnext", "<p>a <b>bold</b></p>\n<p>next</p>")]
    [InlineData("if a<b then c>d\n\nnext", "<p>if a<b>d</b></p>\n<p>next</p>")]
    [InlineData("a <!-- secret --> b", "<p>a  b</p>")]
    [InlineData("<div>\n<!--\n\nsecret\n\n-->\n</div>", "<div>\n\n</div>")]
    [InlineData("<a target=_blank href=https://x.org>y</a>", "<p><a href=\"https://x.org\" rel=\"noopener\">y</a></p>")]
    [InlineData(
        "<img src=a.png alt=b width=100px height=9>",
        "<img src=\"a.png\" alt=\"b\" width=\"100\" height=\"9\" loading=\"lazy\" decoding=\"async\">")]
    [InlineData(
        "<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?x=1\" title=\"Talk\"></iframe>",
        "<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\" class=\"embed\" rel=\"noopener\">Talk</a>")]
    [InlineData(
        "<iframe src=\"//player.vimeo.com/video/12\"></iframe>",
        "<a href=\"https://vimeo.com/12\" class=\"embed\" rel=\"noopener\">Video on Vimeo</a>")]
    [InlineData(
        "<iframe src=\"https://www.youtube.com/embed/videoseries?list=PL123\"></iframe>",
        "<a href=\"https://www.youtube.com/playlist?list=PL123\" class=\"embed\" rel=\"noopener\">Video on YouTube</a>")]
    [InlineData(
        "<iframe src=\"https://www.youtube.com/embed/live_stream?channel=UC12\"></iframe>",
        "<a href=\"https://www.youtube.com/channel/UC12/live\" class=\"embed\" rel=\"noopener\">Video on YouTube</a>")]
    [InlineData(
        "<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?start=42\"></iframe>",
        "<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=42\" class=\"embed\" rel=\"noopener\">Video on YouTube</a>")]
    [InlineData(
        "<iframe src=\"https://player.vimeo.com/video/12?h=ab34#t=1m\"></iframe>",
        "<a href=\"https://vimeo.com/12/ab34#t=1m\" class=\"embed\" rel=\"noopener\">Video on Vimeo</a>")]
    [InlineData(
        "<iframe src=\"https://www.google.com/mapsfoo\"></iframe>",
        "<a href=\"https://www.google.com/mapsfoo\" class=\"embed-other\" rel=\"noopener\">www.google.com</a>")]
    [InlineData(
        "<iframe src=\"https://www.google.com/maps/embed?pb=1\"></iframe>",
        "<a href=\"https://www.google.com/maps/embed?pb=1\" class=\"embed\" rel=\"noopener\">Map on Google Maps</a>")]
    [InlineData("<iframe src=\"/poster.pdf\" title=\"Poster\"></iframe>", "<a href=\"/poster.pdf\" class=\"embed-other\">Poster</a>")]
    [InlineData(
        "<iframe src=\"https://example.org/x\"></iframe>",
        "<a href=\"https://example.org/x\" class=\"embed-other\" rel=\"noopener\">example.org</a>")]
    [InlineData(
        "- [x] *done*",
        "<ul class=\"contains-task-list\">\n<li class=\"task-list-item\"><input disabled=\"\" type=\"checkbox\" "
        + "checked=\"checked\" aria-label=\"done\"> <em>done</em></li>\n</ul>")]
    [InlineData("[x](?at=9:30) [y](/a:b) [z](a/b:c)", "<p><a href=\"?at=9%3A30\">x</a> <a href=\"/a:b\">y</a> <a href=\"a/b:c\">z</a></p>")]
    [InlineData("[x](a b.pdf \"t\") [y](<a b.pdf>)", "<p>[x](a b.pdf &quot;t&quot;) <a href=\"a%20b.pdf\">y</a></p>")]
    public void Render_Html_Becomes(string markdown, string html) => Assert.Equal(html, MarkdownRenderer.Render(markdown).Html.Trim());

    [Theory]
    [InlineData("# Title\n\n## A", " title ", "<h2 id=\"a\">A</h2>")]
    [InlineData("# Title\n\n## A", null, "<h2 id=\"title\">Title</h2>\n<h3 id=\"a\">A</h3>")]
    [InlineData("# Other\n\n###### A", "Title", "<h2 id=\"other\">Other</h2>\n<h6 id=\"a\">A</h6>")]
    [InlineData("## A", "Title", "<h2 id=\"a\">A</h2>")]
    [InlineData("## Title\n\nx", "Title", "<p>x</p>")]
    [InlineData("x\n\n## Title", "Title", "<p>x</p>\n<h2 id=\"title\">Title</h2>")]
    [InlineData("# <a name=\"top\"></a>[Title](/y)", "Title", "<h2 id=\"title\"><a id=\"top\"></a><a href=\"/y\">Title</a></h2>")]
    [InlineData("# <b id=\"x\">Title</b>", "Title", "<h2 id=\"title\"><b id=\"x\">Title</b></h2>")]
    [InlineData("## A {#site:main}", null, "<h2 id=\"a\">A</h2>")]
    public void Render_Headings_LeaveTheH1ToThePage(string markdown, string? title, string html) =>
        Assert.Equal(html, MarkdownRenderer.Render(markdown, new RenderOptions { Title = title }).Html.Trim());

    [Fact]
    public void Render_Footnote_LinksToAndFro() => Assert.Equal(
        """<p>a<a id="fnref:1" href="#fn:1" class="footnote-ref" role="doc-noteref" aria-label="Footnote 1"><sup>1</sup></a></p>|<div class="footnotes" role="doc-endnotes">|<hr>|<ol>|<li id="fn:1">|<p>b<a href="#fnref:1" class="footnote-back-ref" role="doc-backlink" aria-label="Back to the text">↩</a></p>|</li>|</ol>|</div>|""",
        MarkdownRenderer.Render("a[^x]\n\n[^x]: b").Html.Replace('\n', '|'));

    [Fact]
    public void Render_RewriteUrl_MapsRelativeAddressesOnlyAndIsHeldToTheSameRules()
    {
        var seen = new List<string>();
        var options = new RenderOptions
        {
            RewriteUrl = url =>
            {
                seen.Add(url);
                return url == "bad" ? "javascript:x" : "/media/" + url.TrimStart('/');
            },
        };

        var html = MarkdownRenderer.Render("[a](b) ![c](/d) <a href=e>f</a> [g](https://h) [i](#j) [k](//l) [m](bad)", options).Html;

        Assert.Equal(["b", "/d", "e", "bad"], seen);
        Assert.Equal(
            """<p><a href="/media/b">a</a> <img src="/media/d" alt="c" loading="lazy" decoding="async"> <a href="/media/e">f</a> <a href="https://h" rel="noopener">g</a> <a href="#j">i</a> <a href="//l" rel="noopener">k</a> <a>m</a></p>""", html.Trim());
    }

    [Fact]
    public void Render_Links_AreAsWrittenWithTheirLines() => Assert.Equal(
        [new OutgoingLink("/a ü", 1), new OutgoingLink("b.png", 3), new OutgoingLink("https://c", 4), new OutgoingLink("#d", 6)],
        MarkdownRenderer.Render("[x](</a ü>)\n\n![y](b.png)\n<https://c>\n\n<a href='#d'>z</a>").Links);

    [Fact]
    public void Render_PlainText_HoldsTheWordsSetApart() => Assert.Equal(
        "One two three four five",
        MarkdownRenderer.Render("# One\n\n*two*\n- three\n\n| four |\n|---|\n| five |").PlainText);

    [Fact]
    public void Render_Warnings_NameTheLine() => Assert.Equal(
        [
            new RenderWarning(3, "The style attribute of <p> was removed."),
            new RenderWarning(5, "<script> was removed."),
            new RenderWarning(8, "This image has no alternative text for those who cannot see it."),
            new RenderWarning(9, "“javascript:” addresses are not allowed, so this link was removed; its text stays."),
            new RenderWarning(11, "This heading skips a level: h4 after h1."),
            new RenderWarning(13, "An iframe was turned into a link."),
            new RenderWarning(15, "This link has no address."),
            new RenderWarning(17, "The tag <font> was removed; what it holds stays."),
        ],
        MarkdownRenderer.Render("""
            <div>
            x
            <p style="color:red">y</p>
            z
            <script>a</script>
            </div>

            ![](a.png)
            b [c](javascript:d)

            #### e

            <iframe src="https://player.vimeo.com/video/1"></iframe>

            [f]()

            > g <font>h</font>
            """).Warnings);

    [Theory]
    [InlineData("a\n\n[](/venue/)", 3)]
    [InlineData("<a href='/venue/'> <b></b></a>", 1)]
    [InlineData("[x](/venue/)", null)]
    [InlineData("[![A map](a.png)](/venue/)", null)]
    [InlineData("x[^1]\n\n[^1]: y", null)]
    public void Render_LinkWithoutWords_IsWarnedOf(string markdown, int? line) => Assert.Equal(
        line is { } at ? [new RenderWarning(at, "This link has no words, so nobody can see or hear where it leads.")] : [],
        MarkdownRenderer.Render(markdown).Warnings);

    [Theory]
    [InlineData("\nA title\nover two <font>x</font>\nlines\n=====", 3)]
    [InlineData("[a]: /u\n[b]: /v\ntext <font>f</font>", 3)]
    [InlineData("[a]: /u\n[b]: /v\n\ntext\n<font>f</font>", 5)]
    public void Render_WarningInABlock_NamesItsLine(string markdown, int line) =>
        Assert.Contains(line, MarkdownRenderer.Render(markdown).Warnings.Select(warning => warning.Line));

    [Theory]
    [InlineData("a <iframe src=x> b\n\nc", "a x b c")]
    [InlineData("a\n\n<div>\n<textarea>\n\nb\n\nc", "a b c")]
    [InlineData("a <script> b\n\nc", "a b c")]
    [InlineData("a <plaintext> b\n\nc", "a <plaintext> b c")]
    [InlineData("<!-- a\n\nb -->\n\nc", "c")]
    public void Render_UnclosedTag_DoesNotSwallowTheRest(string markdown, string text) =>
        Assert.Equal(text, MarkdownRenderer.Render(markdown).PlainText);
}
