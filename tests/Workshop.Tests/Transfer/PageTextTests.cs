using System.Text;
using Workshop.Web.Transfer;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary>What happens to the text of a page: comments, Liquid, links.</summary>
public sealed class PageTextTests
{
    private const string Config =
        "title: NeuroAI\nemail: a@b.org\nurl: https://w.github.io\nbaseurl: /2024\nvenue: {room: Ballroom B}\ncollections: "
        + "[people]\nnote: one <!-- secret --> two";

    [Theory]
    [InlineData("One <!-- secret --> two", "One  two")]
    [InlineData("<!-- secret -->\n\nText", "\nText")]
    [InlineData("<div>\n<!-- secret\nsecret -->\n<p>", "<div>\n<p>")]
    [InlineData("One\n<!-- secret -->\nTwo", "One\n\nTwo")]
    [InlineData("One <!--> two", "One  two")]
    [InlineData("One <!-- a --!> two", "One  two")]
    [InlineData("```\nunclosed <!-- secret -->", "```\nunclosed ")]
    [InlineData("`unclosed <!-- secret -->\n\n`", "`unclosed \n\n`")]
    [InlineData("\\`<!-- secret -->`", "\\``")]
    [InlineData("One {::comment}secret\n\nsecret{:/comment} two", "One  two")]
    [InlineData("One {::comment}secret{:/} two", "One  two")]
    [InlineData(
        "- ```\n  a\n\n  b\n  ```\n\nText <!-- secret -->\n\n```\ncode\n```", "- ```\n  a\n\n  b\n  ```\n\nText \n\n```\ncode\n```")]
    [InlineData("> ```\n> a\n\nText <!-- secret -->\n\n```\ncode\n```", "> ```\n> a\n\nText \n\n```\ncode\n```")]
    [InlineData("- use ` here <!-- secret -->\n- and ` there", "- use ` here \n- and ` there")]
    [InlineData("<div>\n` <!-- secret --> `\n</div>", "<div>\n`  `\n</div>")]
    [InlineData("<a title=\"`\">x</a> <!-- secret --> `", "<a title=\"`\">x</a>  `")]
    [InlineData("a ` b\n  \n<!-- secret --> ` c", "a ` b\n  \n ` c")]
    [InlineData("[^1]: Note\n\n    x <!-- secret -->\n\nText[^1]", "[^1]: Note\n\n    x \n\nText[^1]")]
    [InlineData(
        "Text <!-- a\n\n```\nsecret -->\n\n```\ncode <!-- shown -->\n```\n\n```\nx\n```",
        "Text \n\n```\ncode <!-- shown -->\n```\n\n```\nx\n```")]
    [InlineData("a {{ site.note }} b", "a one  two b")]
    [InlineData("a <{{ site.none }}!-- secret --> b", "a  b")]
    [InlineData("a {% comment %} secret", "a ")]
    public void Read_Comment_IsLeftOutAndReportedWithoutItsText(string text, string expected)
    {
        var site = Read(text);

        Assert.Equal(expected, TextOf(site));
        Assert.DoesNotContain("secret", Assert.Single(site.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("```html\n<!-- shown -->\n```\n")]
    [InlineData("~~~\n<!-- shown -->\n~~~\n")]
    [InlineData("A `<!-- shown -->` span and ``a ` <!-- shown -->``")]
    [InlineData("Text\n\n    <!-- shown -->\n")]
    [InlineData("\\\\`<!-- shown -->`")]
    [InlineData("- ```\n  <!-- shown -->\n  ```\n")]
    [InlineData("> ```\n> <!-- shown -->\n> ```\n")]
    [InlineData("```\n{::comment}shown{:/comment}\n```\n")]
    // The page's tables part no code.
    [InlineData("| use ` here <!-- shown --> | and ` there |")]
    [InlineData("Write \\<!-- to begin a comment, \\{::comment} in kramdown, and &lt;!-- in HTML.")]
    [InlineData("Attributes {: .class} stay {:target=\"_blank\"}, so does \t  white   space  \n\n\n")]
    public void Read_CodeAndEverythingElse_StaysByteForByte(string text)
    {
        var site = Read(text);

        Assert.Equal(text, TextOf(site));
        Assert.Empty(site.Findings);
    }

    [Theory]
    [InlineData("One <!-- two\n\nthree")]
    [InlineData("One {::comment}two\n\nthree")]
    public void Read_CommentThatIsNeverClosed_StaysAsThePageShowsIt(string text)
    {
        var site = Read(text);

        Assert.Equal(text, TextOf(site));
        Assert.Equal(
            ["page.md:5: A comment is never closed, so it is shown as text."], site.Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("{{ site.title }} {{site.email}} {{ page.title }}", "NeuroAI a@b.org Page")]
    [InlineData("{{ site.venue.room }}{{ site.unknown }}", "Ballroom B")]
    [InlineData("[a]({{ site.baseurl }}/x/) {{ '/x' | relative_url }}", "[a](/x/) /x")]
    [InlineData("[a]({{ \"/x/\" | absolute_url }}) {{ site.url }}", "[a](/x/) https://w.github.io")]
    [InlineData("{% raw %}{{ site.title }}{% endraw %}", "{{ site.title }}")]
    [InlineData("A{% comment %} secret {{ x }} {% endcomment %}B", "AB")]
    [InlineData("{% highlight python %}\nx = 1\n{% endhighlight %}", "```python\nx = 1\n```")]
    [InlineData("{% highlight html %}\n<!-- shown -->\n{% endhighlight %}", "```html\n<!-- shown -->\n```")]
    [InlineData("{% highlight md %}\n```\nx\n```\n{% endhighlight %}\nText", "````md\n```\nx\n```\n````\nText")]
    [InlineData("{% highlight liquid %}\n{% raw %}{{ x }}{% endraw %}\n{% endhighlight %}", "```liquid\n{{ x }}\n```")]
    [InlineData(
        "- a\n\n  {% highlight html %}\n  <!-- shown -->\n  {% endhighlight %}\n\nText",
        "- a\n\n  ```html\n  <!-- shown -->\n  ```\n\nText")]
    [InlineData("`{% raw %}<!-- shown -->{% endraw %}`", "`<!-- shown -->`")]
    [InlineData("{% comment %} <!-- {% endcomment %}\n\nThe rest of the page.", "\nThe rest of the page.")]
    [InlineData("A\n\n{%- comment -%} secret {%- endcomment -%}\n\nB {{- ' c ' -}} d", "AB c d")]
    [InlineData("[other]({% link other.md %})", "[other](/other/)")]
    public void Read_LiquidThatTheSiteAnswers_IsResolved(string text, string expected)
    {
        var site = Read(text);

        Assert.Equal(expected, TextOf(site));
        Assert.Empty(site.Findings);
    }

    [Theory]
    [InlineData("{{ \"a\" == \"b\" }}x", "x", "Liquid was left out: {{ \"a\" == \"b\" }}")]
    [InlineData(
        "{% if false %}a{% else %}b{% endif %}", "ab", "Liquid was left out, and the text of every branch was kept: {% if false %}")]
    [InlineData("[a]({% link missing.md %})", "[a](/missing.md)", "The link leads to no page of this site: {% link missing.md %}")]
    public void Read_LiquidThatTheSiteDoesNotAnswer_SaysWhatBecameOfIt(string text, string expected, string finding)
    {
        var site = Read(text);

        Assert.Equal(expected, TextOf(site));
        Assert.Equal(finding, site.Findings[0].Message);
    }

    [Fact]
    public void Read_PageThatSwitchesLiquidOff_KeepsItsBraces() =>
        Assert.Equal(
            "{{ site.title }}",
            TextOf(Read(("_config.yml", Config), ("page.md", "---\nrender_with_liquid: false\n---\n{{ site.title }}"))));

    [Fact]
    public void Read_CommentThatComesOfLiquid_IsReportedOnItsLine() =>
        Assert.Equal(["page.md:7: A comment was left out."], Read("<!--\n-->\n<{{ site.none }}!-- secret -->").Findings
            .Where(finding => finding.Line > 6)
            .Select(finding => finding.ToString()));

    [Fact]
    public void Read_HtmlPage_HasNoCodeToHideAComment()
    {
        var site = Read(("page.html", "---\ntitle: A\n---\n<p>` <!-- secret --> `</p>\n\n    <!-- secret -->\n"));

        Assert.DoesNotContain("secret", site.Pages.Single().Content.Markdown, StringComparison.Ordinal);
        Assert.Equal([4, 6], site.Findings.Select(finding => finding.Line));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(3)]
    public void Read_LiquidThatWritesTooMuch_IsReportedAndStopsNothingElse(int uses)
    {
        var filters = string.Concat(Enumerable.Repeat("| append: page.img ", 1_000));
        var text = string.Concat(Enumerable.Repeat(uses == 3 ? $"{{{{ page.img {filters}}}}}" : "{{page.img}}", uses));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var site = Read(
            ("_config.yml", Config), ("page.md", $"---\ntitle: A\nimg: {new string('x', 200_000)}\n---\n{text}"), ("b.md", "---\n---\n"));

        Assert.Equal([("page.md", 5, FindingKind.Error)], site.Findings.Select(finding => (finding.File, finding.Line, finding.Kind)));
        Assert.Equal(["b.md"], site.Pages.Select(page => page.File));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void Read_OtherLiquid_IsLeftOutAndReportedWithLineAndSource()
    {
        var site = Read(
            "Before\n\n{% for p in site.people %}\n- {{ p.name }}\n{% endfor %}\n{% include x.html %}\nAfter {{ site.people | size }}\n");

        Assert.Equal("Before\n\n- \nAfter \n", TextOf(site));
        Assert.Equal(
            [
                "page.md:7: Liquid was left out: {% for p in site.people %}",
                "page.md:8: Liquid was left out: {{ p.name }}",
                "page.md:9: Liquid was left out: {% endfor %}",
                "page.md:10: Liquid was left out: {% include x.html %}",
                "page.md:11: Liquid was left out: {{ site.people | size }}",
            ],
            site.Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("{% include note.html text=\"Two words\" %}", "<p>Two words</p>")]
    [InlineData("{% include outer.html %}", "Out <p>NeuroAI</p>")]
    [InlineData("{% include commented.html %}", "AB")]
    public void Read_IncludeThatNeedsNothingElse_IsTakenIn(string text, string expected)
    {
        var site = Read(WithIncludes(text));

        Assert.Equal(expected, TextOf(site));
        Assert.Empty(site.Findings);
    }

    [Theory]
    [InlineData("{% include loop.html %}")]
    [InlineData("{% include self.html %}")]
    [InlineData("{% include ../_config.yml %}")]
    public void Read_IncludeThatNeedsJekyll_IsLeftOutWhole(string text)
    {
        var site = Read(WithIncludes(text));

        Assert.Equal("", TextOf(site));
        Assert.Equal([$"page.md:4: Liquid was left out: {text}"], site.Findings.Select(finding => finding.ToString()));
    }

    private static (string, string)[] WithIncludes(string text) =>
    [
        ("_config.yml", Config), ("page.md", $"---\ntitle: Page\n---\n{text}"),
        ("_includes/note.html", "<p>{{ include.text }}</p>\n"),
        ("_includes/outer.html", "Out {% include note.html text=site.title %}"),
        ("_includes/commented.html", "A<!-- secret -->B"),
        ("_includes/loop.html", "{% for p in site.people %}{{ p }}{% endfor %}"),
        ("_includes/self.html", "x {% include self.html %}"),
    ];

    [Fact]
    public void Read_LinesAfterACommentOfSeveral_AreStillThoseOfTheFile() =>
        Assert.Equal([5, 9], Read("<!--\na\nb\n-->\n{% if x %}\n").Findings.Select(finding => finding.Line));

    [Theory]
    [InlineData("[a](/2024/other/)", "[a](/other/)")]
    [InlineData("[a](/2024)", "[a](/)")]
    [InlineData("[a](https://w.github.io/2024/other/#top)", "[a](/other/#top)")]
    [InlineData("[a](other.md)", "[a](/other/)")]
    [InlineData("[a](third.html \"T\")", "[a](/third/ \"T\")")]
    [InlineData("<a href=\"/2024/third.html\">", "<a href=\"/third/\">")]
    [InlineData("[a]: other.md", "[a]: /other/")]
    [InlineData("[a](/other/)", "[a](/other/)")]
    [InlineData("[a](#top) [b](mailto:a@b.org) [c](//x.org/2024/) [d](https://w.github.io.evil.org/2024/) [e](/20245/)", null)]
    [InlineData("`[a](other.md)`", null)]
    public void Read_Links_LeadToPermalinks(string text, string? expected) =>
        Assert.Equal(expected ?? text, TextOf(Read(text)));

    [Fact]
    public void Read_FileWithoutFrontMatter_KeepsItsBraces() =>
        Assert.Equal(
            "{{ x }}",
            SiteReader.Read(new SourceTree([new SourceFile("a.md", 7, "{{ x }}"u8.ToArray())], [])).Pages.Single().Content.Markdown);

    [Theory]
    [InlineData("`")]
    [InlineData("<!--")]
    [InlineData("{{")]
    [InlineData("{% raw %}")]
    [InlineData("~~~ x\n")]
    [InlineData("[a](")]
    [InlineData("<a href=\"")]
    [InlineData("<!-- -->\n")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("x\n=\n")]
    [InlineData("a <!-- \n\n```\n -->\n\n")]
    [InlineData("{{ page.title | append: page.title }}")]
    [InlineData("{% comment %}")]
    [InlineData("{% highlight x %}")]
    [InlineData("{% if a %}")]
    [InlineData("{{ a[0] | b }}")]
    [InlineData("{{ a[")]
    [InlineData("<h1>")]
    public void Read_HostileRepetition_IsReadInTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 290_000 / piece.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Read(text);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    private static ImportedSite Read(string text) =>
        Read(("_config.yml", Config), ("page.md", $"---\ntitle: Page\npermalink: /page/\n---\n{text}"), (
            "index.md",
            "---\n---\n"), ("other.md", "---\npermalink: /other/\n---\n"), ("third.md", "---\n---\n"));

    private static ImportedSite Read(params (string Path, string Text)[] files) =>
        SiteReader.Read(
            new SourceTree(files.Select(file => new SourceFile(file.Path, file.Text.Length, Encoding.UTF8.GetBytes(file.Text))), []));

    private static string TextOf(ImportedSite site) => site.Pages.Single(page => page.File == "page.md").Content.Markdown;
}
