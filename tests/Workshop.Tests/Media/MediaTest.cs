using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Media;
using Workshop.Tests.Accounts;
using Workshop.Tests.Areas.Admin;

namespace Workshop.Tests.Media;

/// <summary>A portal with an organizer who uploads.</summary>
public abstract class MediaTest(SharedPortal shared) : AdminTest(shared)
{
    protected Browser Organizer { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Organizer = await Portal.SignInAsAsync(OrganizerRole.Organizer);
    }

    /// <summary>Through a form as it stands on its page.</summary>
    protected async Task<HttpResponseMessage> SendAsync(
        string path,
        string handler,
        IEnumerable<(string Name, byte[] Bytes)> files,
        string field = "files",
        string? alt = null,
        bool json = false)
    {
        var page = await Organizer.ReadAsync(path);
        var form = page.QuerySelector($"form[action$='handler={handler}']")!;
        var content = new MultipartFormDataContent { { new StringContent(
            form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            // A declared type that never is right, since nothing may depend on it.
            file.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            file.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"{field}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
            content.Add(file);
        }

        if (alt is not null)
        {
            content.Add(new StringContent(alt), "alt");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content };
        if (json)
        {
            request.Headers.Accept.ParseAdd("application/json");
        }

        return await Organizer.SendAsync(request);
    }

    protected Task<HttpResponseMessage> UploadAsync(params (string Name, byte[] Bytes)[] files) =>
        SendAsync("/admin/media/", "Upload", files);

    /// <summary>One that is taken.</summary>
    protected async Task<MediaFile> AddAsync(string name, byte[] bytes, string? alt = null)
    {
        using var answer = await SendAsync("/admin/media/", "Upload", [(name, bytes)], alt: alt);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await RefusalAsync(answer));
        var id = int.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return (await FilesAsync()).Single(file => file.Id == id);
    }

    protected async Task<List<MediaFile>> FilesAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.MediaFiles
            .Include(file => file.Renditions.OrderBy(rendition => rendition.Width))
            .OrderBy(file => file.Id)
            .ToListAsync();
    }

    protected async Task<int> ContentsAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.MediaContents.CountAsync();
    }

    protected async Task<List<AuditEntry>> AuditAsync(string action)
    {
        await using var db = Portal.OpenDatabase();
        return await db.AuditEntries.Where(entry => entry.Action == action).OrderBy(entry => entry.Id).ToListAsync();
    }

    /// <summary>What the page says is wrong.</summary>
    protected static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        var page = await Browser.ReadAsync(answer);
        return string.Join(' ', page.QuerySelectorAll(".refused li, form .wrong").Select(item => item.TextContent.Trim()));
    }
}
