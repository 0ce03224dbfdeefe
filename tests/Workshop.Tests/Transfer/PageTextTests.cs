using System.Text;
using Workshop.Web.Transfer;

namespace Workshop.Tests.Transfer;

/// <summary>What happens to the text of a page: comments, Liquid, links.</summary>
public sealed class PageTextTests
{
    private const string Config = "title: NeuroAI\nemail: a@b.org\nurl: https://w.github.io\nbaseurl: /2024\nvenue: {room: Ballroom B}\ncollections: [people]";

    [Theory]
    [InlineData("One <!-- secret --> two", "One  two")]
    [InlineData("<!-- secret -->\n\nText", "\nText")]
    [InlineData("<div>\n<!-- secret\nsecret -->\n<p>", "<div>\n<p>")]
    [InlineData("One\n<!-- secret -->\nTwo", "One\n\nTwo")]
    [InlineData("One <!-- secret", "One ")]
    [InlineData("One <!--> two", "One  two")]
    [InlineData("One <!-- a --!> two", "One  two")]
    [InlineData("```\nunclosed <!-- secret -->", "```\nunclosed ")]
    [InlineData("`unclosed <!-- secret -->\n\n`", "`unclosed \n\n`")]
    [InlineData("\\`<!-- secret -->`", "\\``")]
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
    [InlineData("Attributes {: .class} stay {:target=\"_blank\"}, so does \t  white   space  \n\n\n")]
    public void Read_CodeAndEverythingElse_StaysByteForByte(string text)
    {
        var site = Read(text);

        Assert.Equal(text, TextOf(site));
        Assert.Empty(site.Findings);
    }

    [Theory]
    [InlineData("{{ site.title }} {{site.email}} {{ page.title }}", "NeuroAI a@b.org Page")]
    [InlineData("{{ site.venue.room }}{{ site.unknown }}", "Ballroom B")]
    [InlineData("[a]({{ site.baseurl }}/x/) {{ '/x' | relative_url }}", "[a](/x/) /x")]
    [InlineData("[a]({{ \"/x/\" | absolute_url }}) {{ site.url }}", "[a](/x/) https://w.github.io")]
    [InlineData("{% raw %}{{ site.title }}{% endraw %}", "{{ site.title }}")]
    [InlineData("A{% comment %} secret {{ x }} {% endcomment %}B", "AB")]
    [InlineData("{% highlight python %}\nx = 1\n{% endhighlight %}", "```python\nx = 1\n```")]
    [InlineData("[other]({% link other.md %})", "[other](/other/)")]
    public void Read_LiquidThatTheSiteAnswers_IsResolved(string text, string expected)
    {
        var site = Read(text);

        Assert.Equal(expected, TextOf(site));
        Assert.Empty(site.Findings);
    }

    [Fact]
    public void Read_OtherLiquid_IsLeftOutAndReportedWithLineAndSource()
    {
        var site = Read("Before\n\n{% for p in site.people %}\n- {{ p.name }}\n{% endfor %}\n{% include x.html %}\nAfter {{ site.people | size }}\n");

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
        Assert.Equal("{{ x }}", SiteReader.Read(new SourceTree([new SourceFile("a.md", 7, "{{ x }}"u8.ToArray())], [])).Pages.Single().Content.Markdown);

    [Theory]
    [InlineData("`")]
    [InlineData("<!--")]
    [InlineData("{{")]
    [InlineData("{% raw %}")]
    [InlineData("~~~ x\n")]
    [InlineData("[a](")]
    [InlineData("<a href=\"")]
    [InlineData("<!-- -->\n")]
    public void Read_HostileRepetition_IsReadInTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Read(text);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    private static ImportedSite Read(string text) =>
        Read(("_config.yml", Config), ("page.md", $"---\ntitle: Page\npermalink: /page/\n---\n{text}"), ("index.md", "---\n---\n"), ("other.md", "---\npermalink: /other/\n---\n"), ("third.md", "---\n---\n"));

    private static ImportedSite Read(params (string Path, string Text)[] files) =>
        SiteReader.Read(new SourceTree(files.Select(file => new SourceFile(file.Path, file.Text.Length, Encoding.UTF8.GetBytes(file.Text))), []));

    private static string TextOf(ImportedSite site) => site.Pages.Single(page => page.File == "page.md").Content.Markdown;
}
