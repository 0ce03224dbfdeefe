using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Content;

namespace Workshop.Tests.Areas.Admin;

/// <summary>
/// What is saved through the editor's form comes back as it was written; only line ends become one character, as in every form.
/// </summary>
public sealed class ExactTextTests(SharedPortal shared) : PagesTest(shared)
{
    private static readonly string[] Texts =
    [
        "# One\n\nTwo.\n",
        "# One\r\n\r\nTwo, of Windows.\r\n",
        "# One\r\rTwo, of an old Macintosh.\r",
        "\uFEFF# One\n\nAfter a byte order mark.",
        "# One\n\nBlank lines at the end.\n\n\n\n",
        "\n\n# One\n\nBlank lines at the beginning.",
        "# One\n\n\tTab\tand  \ntrailing spaces \t\n",
        "# \U0001D4AA\U0001F600\n\ne\u0301 and \u00E9, \u00A0, \u200F, \u2028, \u2029, \f and \u000B.",
        string.Concat(Enumerable.Range(0, 30_000).Select(i => i % 7 == 0 ? $"{i:D9}\n" : $"{i:D8}\U0001F600")),
        "",
        "# One\n\nTwo.\n",
    ];

    [Fact]
    public async Task Save_TextsOneAfterAnother_AreInTheHistoryExactlyAndComeBackByRestoring()
    {
        Assert.Equal(PageContent.MarkdownMaxLength, Texts.Max(text => text.Length));
        var page = await DraftAsync("/exact/", "Exact", "");
        var here = $"/admin/pages/{page.Id}/";

        foreach (var text in Texts)
        {
            using var saved = await Administrator.SubmitAsync(here, "#editor", "", ("Input.Markdown", text));
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
            Assert.Equal(
                Normal(text), ((IHtmlTextAreaElement)(await Administrator.ReadAsync(here)).QuerySelector("#Input_Markdown")!).Value);
        }

        // As it stands in the form, the text is the same: a revision more would say that somebody has changed it.
        using var again = await Administrator.SubmitAsync(here, "#editor", "");
        Assert.Equal(["", .. Texts.Select(Normal)], await MarkdownAsync(page.Id));
        for (var number = 2; number <= Texts.Length; number++)
        {
            using var restored = await PressAsync(here + "history", $"form:has(input[name=number][value='{number}']) button");
            Assert.Equal(HttpStatusCode.Redirect, restored.StatusCode);
            Assert.Equal(Normal(Texts[number - 2]), (await StoredAsync(page.Id)).LatestRevision!.Markdown);
        }
    }

    [Theory]
    [InlineData("Input.Markdown")]
    [InlineData("Input.Title")]
    [InlineData("Input.NavigationLabel")]
    [InlineData("Input.Description")]
    [InlineData("Input.Note")]
    public async Task Save_ZeroByteByScript_IsSaidBesideTheFieldAndNothingIsSaved(string field)
    {
        var page = await DraftAsync("/exact/", "Exact", "Before.");
        var here = $"/admin/pages/{page.Id}/";
        var form = (await Administrator.ReadAsync(here)).QuerySelector("#editor")!;
        // As a script sends it. In a form that is percent-encoded, the server takes no zero byte at all.
        using var content = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll("input[type=hidden]"))
        {
            content.Add(new StringContent(input.GetAttribute("value")!), input.GetAttribute("name")!);
        }

        content.Add(new StringContent("Title"), field == "Input.Title" ? "Input.Other" : "Input.Title");
        content.Add(new StringContent("a\0b"), field);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, here)
        { Content = content, Headers = { { "Accept", "application/json" } } };
        using var refused = await Administrator.SendAsync(request);
        using var encoded = await Administrator.SubmitAsync(here, "#editor", "", (field, "a\0b"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest), (refused.StatusCode, encoded.StatusCode));
        using var said = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal([field], said.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal(["Before."], await MarkdownAsync(page.Id));
    }

    private static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private async Task<List<string>> MarkdownAsync(int page)
    {
        await using var db = Portal.OpenDatabase();
        return await db.Revisions
            .Where(revision => revision.PageId == page)
            .OrderBy(revision => revision.Number)
            .Select(revision => revision.Markdown)
            .ToListAsync();
    }
}
