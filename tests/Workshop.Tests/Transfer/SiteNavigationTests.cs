using System.Text;
using Workshop.Web.Transfer;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

public sealed class SiteNavigationTests
{
    private static readonly (string, string)[] Pages =
        [("a.md", "---\ntitle: A\n---\n"), ("b.md", "---\ntitle: B\n---\n"), (
            "c/index.md",
            "---\ntitle: C\n---\n"), ("index.md", "---\ntitle: Home\n---\n")];

    [Fact]
    public void Read_NavOrder_SortsAndAdmits() =>
        Assert.Equal(
            [("/c/", true), ("/a/", true), ("/d/", false)],
            Navigation(("a.md", "---\nnav_order: 10\n---\n"), ("c.md", "---\nnav_order: 2\n---\n"), ("d.md", "---\ntitle: D\n---\n")));

    [Fact]
    public void Read_NavTrue_AdmitsOnlyNamedPages() =>
        Assert.Equal([("/a/", true), ("/b/", false)], Navigation(("a.md", "---\nnav: true\n---\n"), ("b.md", "---\ntitle: B\n---\n")));

    [Fact]
    public void Read_NavExclude_AdmitsTheOthers() =>
        Assert.Equal(
            [("/a/", false), ("/b/", true)], Navigation(("a.md", "---\nnav_exclude: true\n---\n"), ("b.md", "---\ntitle: B\n---\n")));

    [Fact]
    public void Read_NavLabel_IsTheNavigationLabel() =>
        Assert.Equal("CFP", Read(("a.md", "---\ntitle: Call for papers\nnav_title: CFP\n---\n")).Pages.Single().Content.NavigationLabel);

    [Theory]
    [InlineData("_config.yml", "baseurl: /n\nheader_pages: [b.md, index.md]", null)]
    [InlineData("_config.yml", "baseurl: /n\nnavbar-links:\n  Bee: b\n  More:\n    - Start: /\n", "Bee")]
    [InlineData("_data/navigation.yml", "main:\n  - title: Bee\n    url: /b/\n  - title: Home\n    url: /\n", "Bee")]
    [InlineData("_data/navigation.yml", "- title: Bee\n  url: /b/\n- title: Home\n  url: /\n", "Bee")]
    [InlineData(
        "_includes/header.html",
        "<nav><a href=\"{{ site.baseurl }}/b/\">Bee</a> <a href=\"{{ '/' | relative_url }}\">Home</a> <a href=\"/b/\">Again</a></nav>",
        "Bee")]
    [InlineData("_layouts/default.html", "<a href=\"/a/\">x</a><header><a href=\"/b/\">Bee</a><a href=\"/\">Home</a></header>", "Bee")]
    public void Read_SitesOwnMenu_GivesOrderAndLabels(string file, string text, string? label)
    {
        var site = Read([("_config.yml", "baseurl: /n"), .. Pages, (file, text)]);

        Assert.Equal(
            [("/b/", true, label), ("/", true, file.EndsWith("yml", StringComparison.Ordinal)
                && label is not null
                && text.Contains("Start", StringComparison.Ordinal) ? "Start" : null), ("/a/", false, null), ("/c/", false, null)],
            site.Pages.Select(page => (page.Permalink.Value, page.InNavigation == true, page.Content.NavigationLabel)));
        Assert.Empty(site.Findings);
    }

    [Fact]
    public void Read_MenuLinksToElsewhere_AreReported()
    {
        var site = Read(
            [.. Pages, ("_config.yml", ""), (
                "_includes/nav.html",
                "<nav>\n<a href=\"/a/\">A</a>\n<a href=\"https://x.org/\">X</a>\n<a href=\"/#dates\">Dates</a></nav>")]);

        Assert.Equal([("_includes/nav.html", 3), ("_includes/nav.html", 4)], site.Findings.Select(finding => (finding.File, finding.Line)));
    }

    [Fact]
    public void Read_NothingSaysAnything_LeavesItOpenAndTopLevelPagesJoin()
    {
        var site = Read([.. Pages, ("c/deep.md", "---\n---\n")]);

        Assert.All(site.Pages, page => Assert.Null(page.InNavigation));
        Assert.Equal(["/a/", "/b/", "/c/"], site.Pages.Where(page => page.IsTopLevel).Select(page => page.Permalink.Value).Order());
    }

    private static IEnumerable<(string, bool)> Navigation(params (string, string)[] files) =>
        Read(files).Pages.Select(page => (page.Permalink.Value, page.InNavigation!.Value));

    private static ImportedSite Read(params (string Path, string Text)[] files) =>
        SiteReader.Read(new SourceTree(
            files.GroupBy(file => file.Path).Select(file => new SourceFile(file.Key, 0, Encoding.UTF8.GetBytes(file.Last().Text))), []));
}
