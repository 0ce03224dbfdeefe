using System.Text;
using Workshop.Data.Content;
using Workshop.Web.Transfer;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

public sealed class SiteReaderTests
{
    [Fact]
    public void Read_FrontMatter_BecomesThePage()
    {
        var page = Page(
            "about.md", "---\nlayout: topic\ntitle: About us\npermalink: /about-us/\ndescription: Who we are\nnav_order: 2\n---\nText.\n");

        Assert.Equal("/about-us/", page.Permalink.Value);
        Assert.Equal(
            new PageContent { Title = "About us", Description = "Who we are", Layout = PageLayout.Topic, Markdown = "Text.\n" },
            page.Content);
        Assert.True(page is { InNavigation: true, IsPlaced: true, IsDraft: false });
    }

    [Theory]
    [InlineData("title: 2024", "2024")]
    [InlineData("title: \"A &amp; B <br> <em>C</em>\"", "A & B C")]
    [InlineData("title: p < 0.05", "p < 0.05")]
    [InlineData("title: \"a\\0b\"", "a\uFFFDb")]
    [InlineData("title: [a, b]", "First heading")]
    [InlineData("title:", "First heading")]
    [InlineData("layout: page", "First heading")]
    public void Read_Title_IsPlainText(string key, string title) =>
        Assert.Equal(title, Page("about.md", $"---\n{key}\n---\n# First *heading*\n").Content.Title);

    [Theory]
    [InlineData("# 1. Introduction", "1. Introduction")]
    [InlineData("```\n# No heading\n```\n\n# Heading", "Heading")]
    [InlineData("Text\n\nA *setext*\nheading\n=====", "A setext heading")]
    [InlineData("> # Quoted\n\n## `Second` [link](/x) ##", "Second link")]
    [InlineData("<div>\n<h1 class=\"x\">In <em>HTML</em></h1>\n</div>\n\n# Later", "In HTML")]
    [InlineData("### Third\n\n## Second {: .x}", "Second")]
    public void Read_NoTitle_TakesTheFirstHeading(string text, string title) =>
        Assert.Equal(title, Page("about.md", $"---\n---\n{text}\n").Content.Title);

    [Theory]
    [InlineData("> ", 2_000)]
    [InlineData("- ", 3_000)]
    [InlineData("[", 3_000)]
    public void Read_HeadingNestedTooDeeply_IsNoTitle(string piece, int count)
    {
        var deep = string.Concat(Enumerable.Repeat(piece, count));

        Assert.Equal(
            ["/a/", "/b/", "/c/"],
            Read(("a.md", $"---\n---\n# {deep}"), ("b.md", $"---\n---\n{deep}x"), ("c.md", "---\n---\n")).Pages.Select(
                page => page.Permalink.Value));
    }

    [Theory]
    [InlineData("? [\n0|%\\}\nx\"!")]
    [InlineData("- [\\!x#")]
    [InlineData("- [\\!\u2026#")]
    public void Read_FrontMatterThatTheParserStumblesOver_IsReported(string yaml)
    {
        var site = Read(("a.md", $"---\n{yaml}\n---\n"), ("b.md", "---\n---\n"));

        Assert.Equal([("a.md", FindingKind.Error)], site.Findings.Select(finding => (finding.File, finding.Kind)));
        Assert.Equal(["b.md"], site.Pages.Select(page => page.File));
    }

    [Fact]
    public void Read_CommentsInTitlesAndLabels_AreLeftOut()
    {
        var site = Read(
            ("_config.yml", "title: A <!-- secret --> b\ndescription: \"C <!-- secret\""),
            ("schedule.yml", "rooms:\n  - {name: R <!-- secret -->}\nsessions:\n  - {title: S, start: 2024-12-14 09:00, duration: 5}\n"),
            (
                "a.md",
                "---\ntitle: T<!-- secret -->\nnav_label: L <!--> <!-- secret --!>\ndescription: \"D <!-- secret\n  secret --> d\"\n---\n"));

        Assert.Equal(("A b", "C", "R"), (site.Defaults.Title, site.Defaults.Description, site.Programme!.Rooms.Single().Name));
        Assert.Equal(
            ("T", "L", "D d"),
            (site.Pages.Single().Content.Title, site.Pages.Single().Content.NavigationLabel, site.Pages.Single().Content.Description));
    }

    [Fact]
    public void Read_NoTitleAndNoHeading_TakesTheNameOfTheFile() =>
        Assert.Equal("Call for papers", Page("call-for-papers.md", "---\n---\nText").Content.Title);

    [Fact]
    public void Read_LongTitle_IsCutAtAWordAndReported()
    {
        var site = Read(("a.md", $"---\nlayout: page\ntitle: {string.Join(' ', Enumerable.Repeat("word", 60))}\n---\n"));

        Assert.EndsWith("word…", site.Pages.Single().Content.Title, StringComparison.Ordinal);
        Assert.InRange(site.Pages.Single().Content.Title.Length, 190, PageContent.TitleMaxLength);
        Assert.Equal([("a.md", 3)], site.Findings.Select(finding => (finding.File, finding.Line)));
    }

    [Theory]
    [InlineData("published: false", true)]
    [InlineData("published: maybe", true)]
    [InlineData("published: true", false)]
    [InlineData("draft: true", true)]
    [InlineData("draft: false", false)]
    [InlineData("title: x", false)]
    public void Read_Published_DecidesWhetherItIsADraft(string key, bool isDraft) =>
        Assert.Equal(isDraft, Page("a.md", $"---\n{key}\n---\n").IsDraft);

    [Fact]
    public void Read_BrokenFiles_AreReportedWithTheirLineAndStopNothingElse()
    {
        var site = SiteReader.Read(new SourceTree(
            [
                File("good.md", "---\ntitle: Good\n---\n"),
                File("yaml.md", "---\ntitle: x\nnav: [a\n---\n"),
                File("open.md", "---\ntitle: x\n"),
                File("toml.md", "+++\ntitle = 'x'\n+++\n"),
                File("reserved.md", "---\ntitle: x\npermalink: /admin/x/\n---\n"),
                new SourceFile("latin.md", 4, [.. "---\ntitle: Ren"u8, 0xE9, .. "\n---\n"u8]),
                new SourceFile("nul.md", 4, [.. "a\nb"u8, 0]),
                File("bomb.md", "---\na: &a [x, x]\nb: &b [*a, *a]\n---\n"),
                File("deep.md", $"---\na: {new string('[', 1000)}{new string(']', 1000)}\n---\n"),
                File("escape.md", "---\ntitle: \"\\U00110000\"\n---\n"),
            ],
            []));

        Assert.Equal(["good.md"], site.Pages.Select(page => page.File));
        Assert.Equal(
            [("bomb.md", 2), ("deep.md", 2), (
                "escape.md",
                2), ("latin.md", 2), ("nul.md", 2), ("open.md", 1), ("reserved.md", 3), ("toml.md", 1), ("yaml.md", 4)],
            site.Findings.Where(finding => finding.Kind == FindingKind.Error).Select(finding => (finding.File, finding.Line)));
    }

    [Fact]
    public void Read_SamePermalinkTwice_KeepsTheFirstAndReportsTheSecond()
    {
        var site = Read(("a.md", "---\npermalink: /x/\n---\nA"), ("b.md", "---\npermalink: /X\n---\nB"));

        Assert.Equal(["a.md"], site.Pages.Select(page => page.File));
        Assert.Equal([("b.md", 2, FindingKind.Error)], site.Findings.Select(finding => (finding.File, finding.Line, finding.Kind)));
    }

    [Fact]
    public void Read_ByteOrderMarkAndCarriageReturns_AreNormalised() =>
        Assert.Equal("One\nTwo\u2028\n", Page("a.md", "\uFEFF---\r\ntitle: T\r\n---\r\nOne\r\nTwo\u2028\r\n").Content.Markdown);

    [Fact]
    public void Read_PelicanHeader_IsFrontMatter()
    {
        var page = Page("pages/schedule.md", "Title: Schedule\nSlug: programme\nStatus: draft\nSummary: When\n\nText\n");

        Assert.Equal(("Schedule", "/programme/", true, "When", "\nText\n"),
            (page.Content.Title, page.Permalink.Value, page.IsDraft, page.Content.Description, page.Content.Markdown));
    }

    [Theory]
    [InlineData("about.md", "", "/about/", "/about.html")]
    [InlineData("Call For Papers.md", "", "/Call For Papers/", "/Call For Papers.html")]
    [InlineData("index.md", "", "/", "")]
    [InlineData("2023/index.md", "", "/2023/", "")]
    [InlineData("2023/a.md", "permalink: pretty", "/2023/a/", "")]
    [InlineData("a.md", "permalink: /:year/:title/", "/a/", "")]
    [InlineData("_topics/x.md", "collections: {topics: {output: true}}", "/topics/x/", "/topics/x.html")]
    [InlineData("_topics/x.md", "collections: {topics: {output: true, permalink: '/t/:name/'}}", "/t/x/", "")]
    [InlineData("_posts/2024-09-01-hello.md", "", "/2024/09/01/hello/", "/2024/09/01/hello.html")]
    [InlineData("_pages/a.md", "include: [_pages]", "/pages/a/", "/pages/a.html")]
    [InlineData("a.md", "defaults: [{scope: {path: ''}, values: {permalink: '/d/:basename/'}}]", "/d/a/", "")]
    public void Read_NoPermalink_FollowsJekyll(string file, string config, string permalink, string redirect)
    {
        var page = Read(("_config.yml", config), (file, "---\ntitle: T\n---\n")).Pages.Single();

        Assert.Equal(permalink, page.Permalink.Value);
        Assert.Equal(redirect.Length == 0 ? [] : [redirect], page.Redirects.Select(from => from.From.Value));
    }

    [Fact]
    public void Read_ExplicitHtmlPermalink_IsKept() =>
        Assert.Equal("/old.html", Page("a.md", "---\npermalink: /old.html\n---\n").Permalink.Value);

    [Fact]
    public void Read_JekyllFolder_TakesOnlyFilesThatArePages()
    {
        var site = Read(
            ("_config.yml", "exclude: [old/, '*.tmp.md']\ncollections: [people]"),
            ("a.md", "---\n---\n"), ("plain.md", "No front matter"), (
                "index.md",
                "Home"), ("static.html", "<p>"), ("README.md", "# Repo"), ("old/x.md", "---\n---\n"), ("b.tmp.md", "---\n---\n"),
            ("_includes/i.html", "<p>"), (
                "_layouts/l.html",
                "---\n---\n"), ("_data/d.yml", "a: b"), ("_people/p.md", "---\nname: P\n---\n"), ("404.html", "---\n---\n"));

        Assert.Equal(["a.md", "index.md", "plain.md"], site.Pages.Select(page => page.File));
        Assert.Equal(["README.md", "_data/d.yml", "static.html"], site.Assets.Select(asset => asset.Path));
        Assert.Equal([("_people", FindingKind.Changed)], site.Findings.Select(finding => (finding.File, finding.Kind)));
    }

    [Fact]
    public void Read_JekyllFolderWithoutIndex_TakesTheReadmeForIt() =>
        Assert.Equal(
            ["/", "/x/"],
            Read(("_config.yml", ""), ("README.md", "# Home"), ("x/index.md", "X"), ("x/README.md", "No"), ("CONTRIBUTING.md", "No")).Pages
                .Select(page => page.Permalink.Value));

    [Theory]
    [InlineData("layout: speaker", "layout", "_config.yml:4: a.md: The layout")]
    [InlineData("title: [x]", "title", "_config.yml:4: a.md: 'title' is not text")]
    [InlineData("redirect_from: /admin/", "redirect_from", "_config.yml:4: a.md: 'redirect_from' was left out.")]
    [InlineData("permalink: /admin/", "permalink", "a.md: ")]
    public void Read_InheritedKey_IsReportedWhereItStands(string key, string word, string finding)
    {
        var site = Read(("_config.yml", $"defaults:\n  - scope: {{path: ''}}\n    values:\n      {key}"), ("a.md", "---\n---\nText\n"));

        Assert.StartsWith(finding, Assert.Single(site.Findings).ToString(), StringComparison.Ordinal);
        Assert.Contains(word == "permalink" ? "_config.yml:4" : word, site.Findings[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LargeConfig_IsReadInTimeAndCutWithAFinding()
    {
        var values = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"      k{i}: v\n"));
        var excluded = string.Concat(Enumerable.Range(0, 400).Select(i => $"  - x{i}.md\n"));
        var pages = Enumerable.Range(0, 1_000).Select(i => ($"p{i}.md", "---\n---\n")).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var site = Read(
            [("_config.yml", $"defaults:\n  - scope: {{path: ''}}\n    values:\n{values}exclude:\n{excluded}"), (
                "x299.md",
                "---\n---\n"), ("x300.md", "---\n---\n"), .. pages]);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(1_001, site.Pages.Length);
        Assert.Equal(
            ["_config.yml:20005: 'exclude' holds more than 300 entries; those behind were left out."],
            site.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void Read_HugeHeader_IsNotSearchedForAMenu()
    {
        var site = Read(
            ("_config.yml", ""),
            ("_includes/header.html", "<nav><a href=\"/a/\">A</a></nav>" + new string('x', 200_000)),
            ("a.md", "---\n---\n"));

        Assert.Null(site.Pages.Single().InNavigation);
        Assert.Equal(
            ["_includes/header.html: The file is larger than 200 kB, so no menu was looked for in it."],
            site.Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("<p>Words</p>")]
    [InlineData("<pre>Words</pre>")]
    public void Read_HtmlPageWithItsOwnHead_KeepsTheBodyAndReportsTheRest(string body)
    {
        var site = Read(
            (
                "a.html",
                $"---\ntitle: A\n---\n<html><head><title>Gone</title></head>\n<body class=\"x\">\n{body}\n</body>\n<footer>Lost "
                + $"words</footer></html>\n"));

        Assert.Equal(body, site.Pages
            .Single().Content.Markdown
            .Replace("<div>", "", StringComparison.Ordinal)
            .Replace("</div>", "", StringComparison.Ordinal)
            .Trim());
        Assert.Equal(
            ["a.html:4: What stands before the body was left out: Gone", "a.html:7: What stands behind the body was left out: Lost words"],
            site.Findings.Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("subtitle: Neuroscience")]
    [InlineData("x: 神経科学の会議")]
    [InlineData("authors: [Ada Lovelace, Bob]")]
    [InlineData("header: {title: Big words}")]
    [InlineData("speakers: [{name: Ada}]")]
    public void Read_KeyWithWords_IsReported(string key) =>
        Assert.Equal(["a.md:2"], Read(("a.md", $"---\n{key}\n---\n")).Findings.Select(finding => $"{finding.File}:{finding.Line}"));

    [Theory]
    [InlineData("x: 2024-12-14 10:00:00 +0900")]
    [InlineData("x: -3.5")]
    [InlineData("x: Yes")]
    [InlineData("x: [a/b.png, https://x.org/y, /z, c.jpg]")]
    [InlineData("header: {image: /a.png, color: '#22f'}")]
    [InlineData("x: ~")]
    [InlineData("tags: [Two words]")]
    public void Read_KeyWithoutWords_IsNotReported(string key) =>
        Assert.Empty(Read(("a.md", $"---\n{key}\n---\n")).Findings);

    [Fact]
    public void Read_FolderWithoutConfig_TakesFilesWithoutFrontMatterButNotTheReadme()
    {
        var site = Read(("b.md", "# Bee"), ("index.md", "# Home"), ("README.md", "# Repo"), ("LICENSE.md", "MIT"));

        Assert.Equal([("/b/", "Bee"), ("/", "Home")], site.Pages.Select(page => (page.Permalink.Value, page.Content.Title)));
        Assert.Empty(site.Findings);
    }

    [Fact]
    public void Read_ReadmeWithFrontMatter_IsTheFrontPage() =>
        Assert.Equal("/", Page("README.md", "---\ntitle: Home\n---\n").Permalink.Value);

    [Fact]
    public void Read_BrokenConfig_IsReportedAndThePagesAreTaken()
    {
        var site = Read(("_config.yml", "a: 1\nb: [\n"), ("a.md", "---\ntitle: A\n---\n"));

        Assert.Equal(["/a/"], site.Pages.Select(page => page.Permalink.Value));
        Assert.Equal([("_config.yml", FindingKind.Error)], site.Findings.Select(finding => (finding.File, finding.Kind)));
    }

    [Theory]
    [InlineData("home", "/", PageLayout.Overview)]
    [InlineData("page", "/", PageLayout.Page)]
    [InlineData("schedule", "/x/", PageLayout.Schedule)]
    [InlineData("default", "/x/", PageLayout.Page)]
    public void Read_Layout_MapsToOurs(string layout, string permalink, PageLayout expected)
    {
        var site = Read(("a.md", $"---\nlayout: {layout}\npermalink: {permalink}\n---\n"));

        Assert.Equal(expected, site.Pages.Single().Content.Layout);
        Assert.Empty(site.Findings);
    }

    [Fact]
    public void Read_UnknownLayout_IsReportedOnce()
    {
        var site = Read(("a.md", "---\nlayout: speaker\n---\n"), ("b.md", "---\nlayout: speaker\n---\n"));

        Assert.Equal([PageLayout.Page, PageLayout.Page], site.Pages.Select(page => page.Content.Layout));
        Assert.Equal([("a.md", 2)], site.Findings.Select(finding => (finding.File, finding.Line)));
    }

    [Fact]
    public void Read_RedirectFrom_TakesOneOrAListAndReportsWhatIsNone()
    {
        var site = Read(
            ("a.md", "---\nredirect_from:\n  - /old/\n  - /older.html\n  - /admin/\n---\n"),
            ("b.md", "---\nredirect_from: /b-old/\n---\n"));

        Assert.Equal([("/old/", 3), ("/older.html", 4)], site.Pages[0].Redirects.Select(redirect => (redirect.From.Value, redirect.Line)));
        Assert.Equal([("/b-old/", 2)], site.Pages[1].Redirects.Select(redirect => (redirect.From.Value, redirect.Line)));
        Assert.Equal([("a.md", 5)], site.Findings.Select(finding => (finding.File, finding.Line)));
    }

    [Fact]
    public void Read_KeysWithWords_AreReportedAndSwitchesAreNot()
    {
        var site = Read(
            (
                "a.md",
                "---\ntitle: A\ndate: 2024-01-01 10:00:00\ntags: [x, y]\ntoc: true\nspeakers:\n  - name: Ada\nsubtitle: Of two words\n---\n"));

        Assert.Equal([7, 8], site.Findings.Select(finding => finding.Line));
    }

    [Fact]
    public void Read_FilesOfPages_AreFoundWithTheirPlacesAndOthersNoted()
    {
        var site = SiteReader.Read(new SourceTree(
            [File("about/index.md", "Text ![a](../images/a.png) <img src=\"/images/b.png\"> <img src='/images/b.png'>"), new(
                "images/a.png", 10, null), new("images/b.png", 20, null), new("images/c.png", 30, null)], []));

        var page = site.Pages.Single();
        Assert.Equal(
            [("/images/a.png", "images/a.png"), ("/images/b.png", "images/b.png"), ("/images/b.png", "images/b.png")],
            page.Media.Select(reference => (page.Content.Markdown.Substring(reference.Start, reference.Length), reference.File)));
        Assert.Equal(["images/a.png", "images/b.png"], site.Media.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([new ImportedAsset("images/c.png", 30)], site.Assets);
        Assert.Empty(site.Findings);
    }

    [Fact]
    public void Read_HtmlPage_IsOneBlockOfHtml() =>
        Assert.Equal(
            "<div>\n<section>\n<p>One</p>\n<p>Two</p>\n</section>\n</div>\n",
            Page("a.html", "---\ntitle: A\n---\n<section>\n\n      <p>One</p>\n\n      <p>Two</p>\n</section>\n").Content.Markdown);

    private static ImportedPage Page(string file, string text) => Read((file, text)).Pages.Single();

    private static ImportedSite Read(params (string Path, string Text)[] files) =>
        SiteReader.Read(new SourceTree(files.Select(file => File(file.Path, file.Text)), []));

    private static SourceFile File(string path, string text) => new(path, text.Length, Encoding.UTF8.GetBytes(text));
}
