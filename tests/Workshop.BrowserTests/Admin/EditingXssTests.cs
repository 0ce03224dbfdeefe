using Workshop.BrowserTests.Rendering;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>
/// Whatever is written into any field of a page or a file is text wherever it is shown: see <see cref="HostileStage"/>.
/// </summary>
public sealed class EditingXssTests(EditorPortal portal, Chromium chromium) : IClassFixture<EditorPortal>, IAsyncLifetime
{
    private const string Write = """
        text => {
          for (const field of document.querySelectorAll('#editor :is(textarea, input:not([type]), input[type=text])')) field.value = text;
          document.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true }));
        }
        """;

    // Of lines, which Razor encodes in one way everywhere. Markdown is seen in all of its views.
    private const int Some = 10;

    private static readonly string[] SearchBoxes = ["/admin/pages/?q=", "/admin/media/?q="];

    private Browser _organizer = null!;
    private HostileStage _stage = null!;

    public async ValueTask InitializeAsync()
    {
        _organizer = new Browser(portal.Address);
        using var signedIn = await _organizer.SubmitAsync(
            "/account/login", ("Input.Email", EditorPortal.Ada), ("Input.Password", SamplePortal.Password));
        _stage = await HostileStage.OpenAsync(chromium.Browser, portal.Address, context => portal.SignInAsync(context, EditorPortal.Ada));
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _organizer.Dispose();
    }

    [Fact]
    public async Task Payloads_ThroughEveryFieldInEveryView_RunNoScript()
    {
        var hostile = new HostilePages(_organizer);
        var picture = await hostile.AddPictureAsync();
        var pages = await hostile.AddAsync();
        var here = pages[0][0];

        await _stage.AssertInertAsync([
            .. await ReadAsync(hostile, pages.Take(Some).SelectMany(views => views)),
            .. await ReadAsync(hostile, pages.Skip(Some).SelectMany(HostilePages.ViewsOfTheText)),
            .. await hostile.SendWhatIsRefusedAsync(here),
            .. await hostile.SendAddressesAndNamesAsync(),
            .. await hostile.DescribeAsync(picture),
            .. await ReadAsync(
                hostile, SearchBoxes.SelectMany(box => HostilePages.Packs.Take(Some).Select(pack => box + Uri.EscapeDataString(pack)))),
            .. await ReadAsync(
                hostile, ["/admin/", "/admin/pages/", "/admin/audit/", "/", "/search?q=xss", "/feed.xml", .. await MediaAsync(hostile)]),
        ]);
        foreach (var views in pages)
        {
            await hostile.TrashAsync(views[0]);
        }

        await _stage.AssertInertAsync([await hostile.GetAsync("/admin/pages/trash")]);
    }

    /// <summary>The editor's own script puts what the server has drawn into the frame and the list of checks beside it.</summary>
    [Fact]
    public async Task LivePreview_OfPayloads_HasNothingThatCouldRun()
    {
        var page = await portal.AddPageAsync();
        await _stage.Page.GotoAsync($"/admin/pages/{page.Id}/");
        await _stage.Page.FrameLocator("iframe").Locator("h1").WaitForAsync();
        foreach (var batch in XssPayload.All.Chunk(50))
        {
            var all = $"Batch {batch[0].Number}\n\n" + string.Join("\n\n", batch.Select(payload => payload.Markdown));
            await _stage.Page.EvaluateAsync(Write, all);
            await _stage.Page.FrameLocator("iframe").Locator("h1", new() { HasText = $"Batch {batch[0].Number}" }).WaitForAsync();
            Assert.Empty(
                await _stage.Page.EvaluateAsync<string[]>(
                    $"() => {{ const look = document => ({HostileStage.Live})(); return [...look(document), ...look(document.querySelector('iframe').contentDocument)]; }}"));
        }

        await _stage.Page.EvaluateAsync(XssPayload.Trigger);
        Assert.Empty(_stage.Fired);
    }

    /// <summary>The same answers in the same frames, with a payload that nothing has encoded: in each view it runs.</summary>
    [Fact]
    public async Task Control_PayloadsWithoutEncoding_RunInEveryView()
    {
        var page = await portal.AddPageAsync();
        var root = $"/admin/pages/{page.Id}/";
        var hostile = new HostilePages(_organizer);
        var picture = await hostile.AddPictureAsync();
        string[] views =
        [
            root, root + "preview", root + "history", root + "history/diff?from=1&to=1", root + "share", root + "address",
            root + "delete", page.Permalink,
            "/admin/", "/admin/pages/", "/admin/pages/new", "/admin/pages/trash", "/admin/media/", $"/admin/media/{picture}", "/admin/audit/",
        ];

        await _stage.AssertNoticesAsync(await ReadAsync(hostile, views));
    }

    private static async Task<List<string>> ReadAsync(HostilePages hostile, IEnumerable<string> paths)
    {
        var answers = new List<string>();
        foreach (var path in paths)
        {
            answers.Add(await hostile.GetAsync(path));
        }

        return answers;
    }

    /// <summary>The whole library, page by page of the list.</summary>
    private static async Task<List<string>> MediaAsync(HostilePages hostile)
    {
        var paths = new List<string> { "/admin/media/" };
        while (await hostile.NextAsync(paths[^1]) is { } next)
        {
            paths.Add(next);
        }

        return paths;
    }
}
