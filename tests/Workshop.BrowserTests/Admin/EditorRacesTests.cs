using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Data.Content;
using Workshop.Tests;

namespace Workshop.BrowserTests.Admin;

/// <summary>What happens while an answer of the server is on its way.</summary>
public sealed class EditorRacesTests(EditorPortal portal, Chromium chromium) : EditingTest(portal, chromium)
{
    [Fact]
    public async Task Publish_WhileSomebodyElseHasSaved_ShowsTheirChangesFirst()
    {
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await OpenAsync(one, Ada);
        var ben = await OpenAsync(other, Ben);
        await TypeAsync(ben, "Half a sentence of Ben");
        await SavedAsync(ben);

        await TypeAsync(ada, "\n\nA word of Ada.", atEnd: true);
        await ada.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await ada.GetByText("with what somebody else has changed meanwhile").WaitForAsync();
        var text = await ada.GetByLabel("Text", new() { Exact = true }).InputValueAsync();

        Assert.StartsWith("Half a sentence of Ben", text, StringComparison.Ordinal);
        Assert.EndsWith("A word of Ada.", text, StringComparison.Ordinal);
        // The caret stays behind what Ada has typed.
        Assert.Equal(text.Length, await ada.GetByLabel("Text", new() { Exact = true }).EvaluateAsync<int>("field => field.selectionStart"));
        Assert.Equal(1, (await StoredAsync()).PublishedRevision!.Number);
    }

    [Fact]
    public async Task Typing_WhileAPublishIsUnderWay_StaysADraft()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await TypeAsync(page, "Meant for all. ");
        // The form is on its way; its answer, and with it another page, is not there yet.
        await page.EvaluateAsync("""
            () => {
              const submit = HTMLFormElement.prototype.submit;
              HTMLFormElement.prototype.submit = function () {
                submit.call(this);
                const text = document.getElementById('Input_Markdown');
                text.setRangeText('Half a wo', 0, 0, 'end');
                text.dispatchEvent(new Event('input', { bubbles: true }));
              };
            }
            """);

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.GetByText("Published: readers see it now.").WaitForAsync();
        await Eventually.TrueAsync(
            async () => (await StoredAsync()).LatestRevision!.Markdown.StartsWith("Half a woMeant for all.", StringComparison.Ordinal));

        Assert.StartsWith("Meant for all.", (await StoredAsync()).PublishedRevision!.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_WhileAClashIsOnItsWay_IsInTheTextThatIsCompared()
    {
        await using var one = await NewContextAsync();
        await using var other = await NewContextAsync();
        var ada = await OpenAsync(one, Ada);
        var ben = await OpenAsync(other, Ben);
        await TypeAsync(ada, "Ada was here. ");
        await SavedAsync(ada);
        await TypeAsync(ben, "Ben was here");
        var arrived = new TaskCompletionSource<IRoute>();
        await ben.RouteAsync("**" + Here.TrimEnd('/'), route => arrived.TrySetResult(route) ? Task.CompletedTask : route.ContinueAsync());

        await ben.Keyboard.PressAsync("Control+s");
        var save = await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ben.Keyboard.TypeAsync(", and typed on. ");
        await save.ContinueAsync();
        await ben.GetByRole(AriaRole.Dialog).WaitForAsync();
        // It opened in mid-typing, so a key must choose nothing.
        await ben.Keyboard.PressAsync("Space");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();

        Assert.StartsWith(
            "Ben was here, and typed on.",
            (await ben.Locator("pre.source").First.InnerTextAsync()).TrimStart('\n'),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_HalfWrittenAtAnAutosave_IsLeftAloneAndSavedWhole()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await TypeAsync(page, "Some text. ");
        await page.GetByLabel("Note for the history").FillAsync("First ver");
        await SavedAsync(page);

        Assert.Equal("First ver", await page.GetByLabel("Note for the history").InputValueAsync());
        await page.GetByLabel("Note for the history").FillAsync("First version");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Eventually.TrueAsync(async () => (await StoredAsync()).LatestRevision!.Note == "First version");

        await page.WaitForFunctionAsync("() => document.getElementById('Input_Note').value === ''");
        Assert.Equal("Live, unpublished changes", await page.Locator("[data-state]").InnerTextAsync());
    }

    [Fact]
    public async Task Trash_WhileTyping_SaysSoAndSavesAfterTheRestore()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context, Ada);
        await using (var db = Portal.Sample.OpenDatabase())
        {
            await new PageWriter(db).TrashAsync(
                await db.Pages.SingleAsync(stored => stored.Id == Written.Id), NodaTime.SystemClock.Instance.GetCurrentInstant(), default);
        }

        await TypeAsync(page, "Into the bin. ");
        await page.GetByText("this page is in the trash").WaitForAsync();
        await using (var db = Portal.Sample.OpenDatabase())
        {
            Assert.StartsWith(
                "Into the bin.",
                (await db.Revisions.SingleAsync(revision => revision.PageId == Written.Id && revision.IsSetAside)).Markdown,
                StringComparison.Ordinal);
            await db.Pages
                .Where(stored => stored.Id == Written.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.TrashedAt, (NodaTime.Instant?)null));
        }

        await page.Keyboard.PressAsync("Control+s");
        await SavedAsync(page);
    }
}
