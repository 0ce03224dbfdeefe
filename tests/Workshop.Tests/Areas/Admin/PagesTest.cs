using Microsoft.EntityFrameworkCore;
using Workshop.Data.Content;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Organizers at work on the pages of one edition.</summary>
public abstract class PagesTest(SharedPortal shared) : AdminTest(shared)
{
    /// <summary>In every text that an organizer can write: none of it may become markup.</summary>
    protected const string Hostile = "<img src=x onerror=alert(1)>\"><script>";

    protected async Task<ContentPage> DraftAsync(string permalink, string title, string markdown = "Text.")
    {
        await using var db = Portal.OpenDatabase();
        return await new PageWriter(db).CreateAsync(
            Edition, Permalink.Parse(
                permalink), new PageContent { Title = title, Markdown = markdown }, "Ada", RunningPortal.Now, CancellationToken.None);
    }

    /// <summary>Saves another text of the page, as somebody's own save.</summary>
    protected async Task<PageRevision> SaveAsync(ContentPage page, PageContent content, RevisionOrigin? origin = null)
    {
        await using var db = Portal.OpenDatabase();
        var stored = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == page.Id);
        return await new PageWriter(db).SaveAsync(
            stored, content, origin ?? new RevisionOrigin("Ada"), RunningPortal.Now, CancellationToken.None);
    }

    protected Task<PageRevision> SaveAsync(ContentPage page, string markdown) =>
        SaveAsync(page, new PageContent { Title = "Title", Markdown = markdown });

    protected async Task<ContentPage> StoredAsync(int id)
    {
        await using var db = Portal.OpenDatabase();
        return await db.Pages
            .Include(page => page.LatestRevision)
            .Include(page => page.PublishedRevision)
            .SingleAsync(page => page.Id == id);
    }

    /// <summary>What the log says of these actions: subject and detail, in order.</summary>
    protected async Task<List<string>> AuditedAsync(string action)
    {
        await using var db = Portal.OpenDatabase();
        return await db.AuditEntries
            .Where(entry => entry.Action == action)
            .OrderBy(entry => entry.Id)
            .Select(entry => entry.Subject + ": " + entry.Detail)
            .ToListAsync();
    }

    /// <summary>Presses a button: sends a form of one page, antiforgery token included, to where the button says.</summary>
    protected async Task<HttpResponseMessage> PressAsync(string path, string button, params (string Name, string Value)[] fields)
    {
        var page = await Administrator.ReadAsync(path);
        var pressed = page.QuerySelector(button) ?? throw new InvalidOperationException($"{path} has no {button}.");
        var form = pressed.GetAttribute("form") is { } id ? page.GetElementById(id)! : pressed.Closest("form")!;
        var values = form.QuerySelectorAll(
            "input[type=hidden]").Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? ""))
            .Where(field => !fields.Any(given => given.Name == field.Name))
            .Concat(fields);
        using var content = new FormUrlEncodedContent(values.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var action = pressed.GetAttribute("formaction") ?? (form.GetAttribute("action") is { Length: > 0 } given ? given : path);
        return await Administrator.SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content });
    }

    /// <summary>What a page that was led to says was done.</summary>
    protected async Task<string> DoneAsync(HttpResponseMessage answer)
    {
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        var page = await Administrator.ReadAsync(answer.Headers.Location!.OriginalString);
        return page.QuerySelector(".done")!.TextContent;
    }
}
