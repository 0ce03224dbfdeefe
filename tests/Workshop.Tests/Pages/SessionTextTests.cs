using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ical.Net;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;
using Workshop.Tests.Rendering;
using Workshop.Web.Rendering;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Pages;

/// <summary>
/// What an abstract says its page, the calendar and the exchange files say alike, and so do they after an import of what was
/// exported. What the page hides nobody is given.
/// </summary>
public sealed class SessionTextTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string Secret = "4711";

    private static readonly LocalDateTime Morning = new(2024, 12, 14, 9, 0);

    // On purpose or by accident: a page hides all of these.
    private static readonly string[] Hidden =
    [
        "-     <!-- door code 4711 -->",
        "1. Room\n\n        <!-- door code 4711 -->",
        ">     <!-- door code 4711 -->",
        "```\nnever closed <!-- door code 4711 -->",
        "```<!-- door code 4711 -->\ncode\n```",
        "Before <!-- door\n\ncode 4711 --> after",
        "| Room | <!-- door code 4711 --> |\n|------|------|\n| Hall | `a \\| <!-- door code 4711 -->` |",
        "[^1] Note\n\n[^1]: Here\n\n        <!-- door code 4711 -->",
        "<div>\n\\<!-- door code 4711 -->\n</div>",
        "<div>\nBlock <!-- door code 4711\n</div>\n\nAfter",
        "Mathematics: $<!-- door code 4711 -->$",
        "{::comment}\n\ndoor code 4711\n{:/comment}",
        "Words <? door code 4711 ?> and <!DOOR code 4711>",
        "<pre>\ncode <!-- door\n\ncode 4711 -->\n</pre>",
    ];

    private static readonly (string Markdown, string Text)[] Shown =
    [
        ("Write \\<!-- to begin a comment.\n\nAnd --\\> to end it.", "Write <!– to begin a comment. And –> to end it."),
        ("Write `<!--` to begin a comment, and `-->` to end it.", "Write <!-- to begin a comment, and --> to end it."),
        ("Never closed: <!-- is read.\n\nAll of it.", "Never closed: <!– is read. All of it."),
        ("{::comment} alone\n\nis words.", "{::comment} alone is words."),
        ("- ```\n  <!-- code in a list -->\n  ```", "<!-- code in a list -->"),
        ("> ~~~\n> <!-- code in a quote -->\n> ~~~", "<!-- code in a quote -->"),
        ("    <!-- code by its indent -->", "<!-- code by its indent -->"),
        ("&lt;!-- entities --> and <!<!-- a -->-- what is left -->", "<!– entities –> and <!– what is left –>"),
    ];

    private readonly RunningPortal _portal = shared.Portal;

    [Fact]
    public async Task Abstract_WithWhatThePageHides_TellsNobody()
    {
        await ReleaseAsync(Hidden);

        await AgreeAsync(Hidden.Length);
        string[] paths = ["/schedule.ics", "/schedule.json", "/schedule.xml", .. Enumerable.Range(0, Hidden.Length).Select(PageOf)];
        foreach (var path in paths)
        {
            Assert.DoesNotContain(Secret, await _portal.Client.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Abstract_WithWhatThePageShows_TellsAll()
    {
        await ReleaseAsync([.. Shown.Select(one => one.Markdown)]);

        var texts = await AgreeAsync(Shown.Length);
        Assert.Equal(Shown.Select(one => Bare(one.Text)), texts);
    }

    [Fact]
    public async Task Abstract_AnyMarkdown_SaysTheSameEverywhereAndAfterAnImport()
    {
        var count = Math.Min(RandomMarkdown.CountOr(80), ProgrammeRules.MaxItems);
        await ReleaseAsync([.. Enumerable.Range(1_000_000, count).Select(number => RandomMarkdown.Text(number).ReplaceLineEndings("\n"))]);

        await AgreeAsync(count);
    }

    private static string PageOf(int session) => $"/sessions/s{session}/";

    private async Task ReleaseAsync(string[] abstracts)
    {
        await _portal.EmptyAsync();
        await _portal.ReleaseAsync(await _portal.AddEditionAsync(), new ProgrammeDocument
        {
            Sessions = [.. abstracts.Select(
                (text, index) => Releases.Session($"s{index}", Morning.PlusMinutes(index), 1) with { Abstract = text })],
        });
    }

    /// <returns>What the pages say, in the order of the sessions.</returns>
    private async Task<List<string>> AgreeAsync(int count)
    {
        var pages = await PagesAsync(count);
        var exported = await _portal.Client.GetByteArrayAsync("/schedule.xml");
        Assert.Equal(pages, Calendar.Load(await _portal.Client.GetStringAsync("/schedule.ics"))!.Events
            .OrderBy(entry => entry.Start!.AsUtc).Select(entry => Bare(entry.Description ?? "")));
        Assert.Equal(
            pages, XDocument.Parse(Encoding.UTF8.GetString(exported)).Descendants("abstract").Select(element => TextOf(element.Value)));
        using var json = JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"));
        Assert.Equal(pages, json.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days").EnumerateArray()
            .SelectMany(day => day.GetProperty("rooms").EnumerateObject().Single().Value.EnumerateArray())
            .Select(entry => TextOf(entry.GetProperty("abstract").GetString()!)));

        await ImportAsync(exported);
        Assert.Equal(pages, await PagesAsync(count));
        Assert.Equal(Encoding.UTF8.GetString(exported), await _portal.Client.GetStringAsync("/schedule.xml"));
        return pages;
    }

    private async Task<List<string>> PagesAsync(int count)
    {
        var texts = new List<string>();
        for (var session = 0; session < count; session++)
        {
            texts.Add((await _portal.ReadAsync(PageOf(session))).QuerySelector("main .prose") is { } prose ? Bare(prose) : "");
        }

        return texts;
    }

    private async Task ImportAsync(byte[] schedule)
    {
        await _portal.EmptyAsync();
        await _portal.AddEditionAsync();
        await using (var db = _portal.OpenDatabase())
        {
            var site = SiteReader.Read(new SourceTree([new SourceFile("schedule.xml", schedule.Length, schedule)], []));
            await new Importer(db, new PageWriter(db)).ImportAsync(
                site, new ImportOptions { Publish = true }, RunningPortal.Now, CancellationToken.None);
        }

        await _portal.ReloadAsync();
    }

    private static string TextOf(string markdown) => Bare(new HtmlParser().ParseDocument(MarkdownRenderer.Render(markdown).Html).Body!);

    // Marks of footnotes are not words.
    private static string Bare(IElement element)
    {
        foreach (var mark in element.QuerySelectorAll("a.footnote-ref, a.footnote-back-ref").ToList())
        {
            mark.Remove();
        }

        return Bare(element.TextContent);
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
