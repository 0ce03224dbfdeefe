using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Workshop.BrowserTests.Rendering;
using Workshop.Data.Content;
using Workshop.Tests.Accounts;

namespace Workshop.BrowserTests.Admin;

/// <summary>
/// An organizer without scruples, who sends every payload through every field by the forms as they stand. Fields that are too
/// short for many payloads get them in packs, of which each page has one in all its fields.
/// </summary>
internal sealed partial class HostilePages(Browser organizer)
{
    private const string Separator = " \u00B7 ";

    // A picture of one pixel.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly List<string> Labels = Packed(PageContent.NavigationLabelMaxLength);

    /// <summary>A digit or two before one, as in a title, and it still is no longer than that may be.</summary>
    public static IReadOnlyList<string> Packs { get; } = Packed(PageContent.TitleMaxLength - 2);

    public string Picture { get; private set; } = "";

    public async Task<int> AddPictureAsync()
    {
        using var answer = await UploadAsync([("a.png", Png)]);
        var path = answer.Headers.Location!.OriginalString;
        Picture = (await organizer.ReadAsync(path)).QuerySelector("p.preview img")!.GetAttribute("src")!;
        return Number(path);
    }

    /// <summary>
    /// One for each pack: a live revision, a draft, and another that clashes with it, and a link by which the draft is shared.
    /// </summary>
    /// <returns>Of each, the views that show it.</returns>
    public async Task<List<string[]>> AddAsync()
    {
        var views = new List<string[]>();
        foreach (var (number, pack) in Packs.Index())
        {
            using var added = await organizer.SubmitAsync(
                "/admin/pages/new", ("Input.Title", $"Hostile {number}"), ("Input.Permalink", $"/hostile-{number}/"));
            var here = added.Headers.Location!.OriginalString;
            using var live = await SaveAsync(here, "Publish", pack, number, revision: 1);
            using var draft = await SaveAsync(here, "", pack, number, revision: 2);
            using var clash = await SaveAsync(here, "", pack, number, revision: 2, ("Input.EditorId", Guid.NewGuid().ToString()));
            Assert.Contains("/clash/4", clash.Headers.Location!.OriginalString, StringComparison.Ordinal);
            using var shared = await organizer.SubmitAsync(here + "share", ("days", "7"));
            var link = new Uri(
                (await organizer.ReadAsync(here + "share")).QuerySelector("[data-copy]")!.GetAttribute("value")!).AbsolutePath;
            views.Add([
                here, here + "preview", here + "history", here + "history/diff?from=1&to=3", here + "history/diff?from=2&to=3&view=inline",
                here + "clash/4", here + "share", link, here + "address", here + "delete", $"/hostile-{number}/",
            ]);
        }

        return views;
    }

    /// <summary>Of the views of one page, those that render its Markdown or show what has changed in it.</summary>
    public static IEnumerable<string> ViewsOfTheText(string[] views) => [views[1], views[3], views[5], views[^1]];

    /// <summary>
    /// What the forms answer that show again what cannot be saved, and the editor's preview and checks of what is not saved.
    /// </summary>
    public async Task<List<string>> SendWhatIsRefusedAsync(string here)
    {
        var answers = new List<string>();
        foreach (var batch in XssPayload.All.Chunk(50))
        {
            var all = string.Join("\n\n", batch.Select(payload => payload.Markdown));
            (string, string)[] fields = [("Input.Title", all), (
                "Input.Description",
                all), ("Input.NavigationLabel", all), ("Input.Note", all), ("Input.Markdown", all), ("Input.PublishAt", all)];
            foreach (var to in new[] { "", "?handler=Schedule", "preview", "checks" })
            {
                answers.Add(await ReadAsync(await organizer.SubmitAsync(here, "#editor", to, fields)));
            }

            answers.Add(await ReadAsync(await organizer.SubmitAsync(here + "address", ("Input.Permalink", all))));
            answers.Add(await ReadAsync(await organizer.SubmitAsync("/admin/media/", "form.upload", "?handler=Upload", ("alt", all))));
            foreach (var files in batch.Chunk(20))
            {
                answers.Add(
                    await ReadAsync(
                        await UploadAsync([.. files.Select(payload => (payload.Markdown, Encoding.UTF8.GetBytes(payload.Markdown)))])));
            }
        }

        return answers;
    }

    /// <summary>A page of each payload that can be an address, and a file of each as its name.</summary>
    /// <returns>The answers to addresses that are refused.</returns>
    public async Task<List<string>> SendAddressesAndNamesAsync()
    {
        var answers = new List<string>();
        foreach (var text in XssPayload.All
            .Select(payload => payload.Markdown)
            .Where(text => Permalink.TryParse(text, out _, out _))
            .Concat(Packs))
        {
            using var answer = await organizer.SubmitAsync("/admin/pages/new", ("Input.Title", OneLine(text)), ("Input.Permalink", text));
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        foreach (var files in XssPayload.All.Chunk(20))
        {
            using var taken = await UploadAsync(
                [.. files.Select(payload => (payload.Markdown, Encoding.UTF8.GetBytes($"%PDF-1.7\n{payload.Number}\n%%EOF\n")))]);
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        }

        return answers;
    }

    /// <returns>The page of the picture with each alternative text.</returns>
    public async Task<List<string>> DescribeAsync(int picture)
    {
        var answers = new List<string>();
        foreach (var pack in Packs)
        {
            using var saved = await organizer.SubmitAsync(
                $"/admin/media/{picture}", "form[action$='handler=Describe']", "", ("Input.Alt", pack));
            answers.Add(await GetAsync($"/admin/media/{picture}"));
        }

        return answers;
    }

    public async Task<string> GetAsync(string path) => await ReadAsync(await organizer.GetAsync(path));

    /// <returns>The address of what a list goes on with; null at its end.</returns>
    public async Task<string?> NextAsync(string list) =>
        (await organizer.ReadAsync(list)).QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next ? list.Split('?')[0] + next : null;

    public async Task TrashAsync(string here)
    {
        using var trashed = await organizer.SubmitAsync(here + "delete");
        Assert.Equal(HttpStatusCode.Redirect, trashed.StatusCode);
    }

    private async Task<HttpResponseMessage> SaveAsync(
        string here, string handler, string pack, int number, int revision, params (string, string)[] more)
    {
        var text =
            $"{revision}{more.Length} [before](/hostile-{number - 1}/) "
            + $"![{pack}]({Picture})\n\n{pack.Replace(Separator, "\n\n", StringComparison.Ordinal)}";
        var label = Labels.ElementAtOrDefault((3 * number) + revision - 1 + more.Length);
        var answer = await organizer.SubmitAsync(here, "#editor", handler.Length == 0 ? "" : $"?handler={handler}", [
            ("Input.Title", $"{revision}{more.Length}{pack}"), ("Input.Description", $"{revision}{more.Length}{pack}"),
            ("Input.NavigationLabel", label ?? ""),
            ("Input.Note", pack), ("Input.Markdown", text), .. more, ("Input.BasedOn", $"{revision}"),
        ]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }

    private async Task<HttpResponseMessage> UploadAsync((string Name, byte[] Bytes)[] files)
    {
        var token = (await organizer.ReadAsync("/admin/media/")).QuerySelector(
            "form.upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            file.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"files\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
            content.Add(file);
        }

        return await organizer.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/media/?handler=Upload") { Content = content });
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return await answer.Content.ReadAsStringAsync();
        }
    }

    /// <summary>Texts of one line, each as many payloads as there is room for; a payload that has no room by itself is in none.</summary>
    private static List<string> Packed(int room) =>
        XssPayload.All.Select(payload => OneLine(payload.Markdown)).Where(text => text.Length <= room)
        .Aggregate(new List<string> { "" }, (packs, text) =>
        {
            var longer = packs[^1].Length == 0 ? text : packs[^1] + Separator + text;
            if (longer.Length <= room)
            {
                packs[^1] = longer;
            }
            else
            {
                packs.Add(text);
            }

            return packs;
        });

    private static string OneLine(string text) => Controls().Replace(text, " ").Trim();

    private static int Number(string path) => int.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex Controls();
}
