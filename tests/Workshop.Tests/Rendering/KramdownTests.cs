using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering;

public sealed class KramdownTests
{
    [Theory]
    [InlineData("a -- b --- c", "<p>a – b — c</p>")]
    [InlineData("a ---- b `--` \\-\\- c", "<p>a ---- b <code>--</code> -- c</p>")]
    [InlineData("*x*{: .lead #y}", "<p><em id=\"y\" class=\"lead\">x</em></p>")]
    [InlineData("`x`{:.a.b}", "<p><code class=\"a b\">x</code></p>")]
    [InlineData("[x](/y){:target=\"_blank\"}", "<p><a href=\"/y\">x</a></p>")]
    [InlineData("x {: .y}", "<p>x {: .y}</p>")]
    [InlineData("x\n{: .y #z}", "<p id=\"z\" class=\"y\">x</p>")]
    [InlineData("a\n\n{: .y}\nb", "<p>a</p>\n<p class=\"y\">b</p>")]
    [InlineData("{: .y}\n{: #z}\nb", "<p id=\"z\" class=\"y\">b</p>")]
    [InlineData("Ada^1,2^", "<p>Ada<sup>1,2</sup></p>")]
    [InlineData("a\n\n[^n]: never used", "<p>a</p>")]
    [InlineData("- a\n- b\n{: .y}", "<ul class=\"y\">\n<li>a</li>\n<li>b</li>\n</ul>")]
    [InlineData("## x\n{: #y}", "<h2 id=\"y\">x</h2>")]
    [InlineData("## x {#y}", "<h2 id=\"y\">x</h2>")]
    [InlineData("* TOC\n{:toc}\n\nx", "<p>x</p>")]
    [InlineData("~~a~~ H~2~O x^2^ ++i++ ==m==", "<p><del>a</del> H<sub>2</sub>O x<sup>2</sup> <ins>i</ins> <mark>m</mark></p>")]
    [InlineData("about ~5 to 10~, x^2 and y^2", "<p>about ~5 to 10~, x^2 and y^2</p>")]
    [InlineData("a==b and c==d 10^6/10^3 x^2+y^2 CO~2~/H~2~", "<p>a==b and c==d 10^6/10^3 x^2+y^2 CO<sub>2</sub>/H<sub>2</sub></p>")]
    [InlineData("10^-3^ 1^st^ a ==b c==", "<p>10<sup>-3</sup> 1<sup>st</sup> a <mark>b c</mark></p>")]
    [InlineData(
        "<code>--a</code> <kbd>--b</kbd> <samp>c--</samp> <var>d--</var> -- https://x.org/a--b",
        "<p><code>--a</code> <kbd>--b</kbd> <samp>c--</samp> <var>d--</var> – https://x.org/a--b</p>")]
    [InlineData(
        "- [X](/y)\n- [x] z",
        "<ul class=\"contains-task-list\">\n<li><a href=\"/y\">X</a></li>\n<li class=\"task-list-item\"><input disabled=\"\" "
        + "type=\"checkbox\" checked=\"checked\" aria-label=\"z\"> z</li>\n</ul>")]
    [InlineData("Term\n:   one\n:   two", "<dl>\n<dt>Term</dt>\n<dd>one</dd>\n<dd>two</dd>\n</dl>")]
    [InlineData(
        "A\nB\n: *one*\nmore\n: two\n\nC\n: three",
        "<dl>\n<dt>A</dt>\n<dt>B</dt>\n<dd><em>one</em>\nmore</dd>\n<dd>two</dd>\n<dt>C</dt>\n<dd>three</dd>\n</dl>")]
    [InlineData("*[AI]: Artificial\n\nAI", "<p><abbr title=\"Artificial\">AI</abbr></p>")]
    [InlineData("a\\\nb", "<p>a<br>\nb</p>")]
    public void Render_Construct_Becomes(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Theory]
    [InlineData("a\n\n{: .y}\n\nb", 3, "An attribute list stands next to nothing that it could apply to, so it has no effect.")]
    [InlineData("a\n\n[^n]: never used", 3, "Nothing refers to the footnote “n”, so it is not shown.")]
    public void Render_WhatHasNoEffect_IsSaid(string markdown, int line, string message) =>
        Assert.Equal([new RenderWarning(line, message)], MarkdownRenderer.Render(markdown).Warnings);

    [Theory]
    [InlineData("$E=mc^2$ costs $5 and $10", "<p><span class=\"math\">$E=mc^2$</span> costs $5 and $10</p>")]
    [InlineData("x $$a_1 < b$$", "<p>x <span class=\"math\">$$a_1 &lt; b$$</span></p>")]
    [InlineData("$$\na *b* c\n$$", "<div class=\"math\">$$\na *b* c\n$$</div>")]
    public void Render_Math_KeepsItsSource(string markdown, string html) => Assert.Equal(html, Html(markdown));

    [Theory]
    [InlineData("René Vidal", "rené-vidal")]
    [InlineData("Call for Papers!", "call-for-papers")]
    [InlineData("A -- B & *c*", "a----b--c")]
    [InlineData("snake_case `code` $x$", "snake_case-code-x")]
    [InlineData("[Link](https://example.org) 1.5", "link-15")]
    [InlineData("日本語 Ωmega", "日本語-ωmega")]
    [InlineData("🎉", "section")]
    public void Render_Heading_HasTheIdOfGitHub(string title, string id) =>
        Assert.Equal(id, MarkdownRenderer.Render("## " + title).Outline.Single().Id);

    [Fact]
    public void Render_EqualHeadings_AreNumbered() =>
        Assert.Equal(["a", "a-1", "a-2"], MarkdownRenderer.Render("## a\n## a\n### a").Outline.Select(heading => heading.Id));

    [Fact]
    public void Render_AttributeListWithOtherKeys_Warns() =>
        Assert.Equal(
            [new RenderWarning(3, "“onclick” in an attribute list has no effect; only classes and ids do.")],
            MarkdownRenderer.Render("a\n\n*b*{: .x onclick=\"y\"}").Warnings);

    private static string Html(string markdown) => MarkdownRenderer.Render(markdown).Html.Trim();
}
