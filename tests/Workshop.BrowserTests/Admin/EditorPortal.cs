using Microsoft.Playwright;
using NodaTime;
using Workshop.BrowserTests.Accounts;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Tests;

namespace Workshop.BrowserTests.Admin;

/// <summary>The sample workshop with two who write in it. Each test has a page of its own there.</summary>
public sealed class EditorPortal(SamplePortal shared) : IAsyncLifetime
{
    public const string Ada = "ada@example.org";
    public const string Ben = "ben@example.org";

    private const int Edition = 1;

    private readonly Dictionary<string, IReadOnlyList<BrowserContextCookiesResult>> _sessions = [];
    private SamplePortal? _portal;
    private int _pages;

    public Uri Address => _portal!.LocalAddress;

    internal SamplePortal Sample => _portal!;

    public async ValueTask InitializeAsync()
    {
        _portal = await shared.StartAnotherAsync();
        await _portal.AddOrganizerAsync(Ada, OrganizerRole.Administrator);
        await _portal.AddOrganizerAsync(Ben, OrganizerRole.Organizer, "Ben");
    }

    /// <summary>A page that has signed in: by the form the first time, afterwards by the cookie that it gave.</summary>
    public async Task<IPage> SignInAsync(IBrowserContext context, string email)
    {
        if (_sessions.TryGetValue(email, out var session))
        {
            await context.AddCookiesAsync(session.Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
                HttpOnly = cookie.HttpOnly,
                SameSite = cookie.SameSite,
            }));
            return await context.NewPageAsync();
        }

        var page = await SignIn.AsAsync(context, email);
        _sessions[email] = await context.CookiesAsync();
        return page;
    }

    /// <returns>A page of several paragraphs, which is live.</returns>
    public async Task<ContentPage> AddPageAsync(
        string text = "Where it is.\n\n## Rooms\n\nOne and two.\n\n## Trains\n\nThey run all night.")
    {
        await using var db = Sample.OpenDatabase();
        var writer = new PageWriter(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var edition = (await db.Editions.FindAsync(Edition))!;
        var content = new PageContent { Title = $"Page {++_pages}", Markdown = text };
        var page = await writer.CreateAsync(edition, Permalink.Parse($"/page-{_pages}/"), content, "Ada", now, CancellationToken.None);
        await writer.PublishAsync(page, page.LatestRevision!, now, CancellationToken.None);
        await db.SaveChangesAsync();
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await client.GetAsync(page.Permalink);
            return answer.IsSuccessStatusCode;
        });
        return page;
    }

    public ValueTask DisposeAsync() => _portal!.DisposeAsync();
}
