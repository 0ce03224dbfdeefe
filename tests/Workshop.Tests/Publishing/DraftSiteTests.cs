using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Tests.Accounts;
using Workshop.Web.Publishing;

namespace Workshop.Tests.Publishing;

[StartsPortals(2, "one loses a table")]
public sealed class DraftSiteTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private static readonly PageContent Draft = new() { Title = "Rewritten", Markdown = "Not *public* yet." };

    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;
    private ContentPage _overview = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        _overview = await _portal.PublishAsync(_edition, "/overview/", "Overview");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task With_PublishedPage_HasTheDraftInItsPlaceAndLeavesTheServedSiteAlone()
    {
        await _portal.PublishAsync(_edition, "/venue/", "Venue");
        var served = _portal.Site;

        var site = served.With(_overview, Draft, RunningPortal.Now);

        var found = site.PageOf(_overview.Id)!;
        Assert.Equal("<p>Not <em>public</em> yet.</p>", found.Found.Body.Html.Trim());
        Assert.Equal(["Rewritten", "Venue"], found.In.Navigation.Select(page => page.Label));
        Assert.Same(found.Found, Assert.IsType<SiteAddress.Page>(site.Find("/overview/")).Found);
        Assert.Same(served.PageOf(found.In.Pages[1].Id)!.Found, found.In.Pages[1]);
        Assert.Equal("Overview", served.PageOf(_overview.Id)!.Found.Title);
        Assert.Same(served, _portal.Site);
    }

    [Fact]
    public async Task With_PageThatNeverWasPublic_HasItAtItsAddressAndPlace()
    {
        ContentPage page;
        await using (var db = _portal.OpenDatabase())
        {
            page = await new PageWriter(db).CreateAsync(
                _edition, Permalink.Parse("/new/"), Draft, "Ada", RunningPortal.Now, CancellationToken.None);
        }

        await _portal.PublishAsync(_edition, "/venue/", "Venue");

        var site = _portal.Site.With(page, Draft, RunningPortal.Now);

        Assert.Equal(["/overview/", "/new/", "/venue/"], site.PageOf(page.Id)!.In.Pages.Select(other => other.Permalink));
        Assert.Null(_portal.Site.PageOf(page.Id));
    }

    [Fact]
    public async Task With_PageOfAnEarlierEdition_LinksWithinThatEdition()
    {
        var earlier = await _portal.AddEditionAsync("2023", isCurrent: false);
        var page = await _portal.PublishAsync(earlier, "/venue/", "Venue");

        var found = _portal.Site.With(page, Draft with { Markdown = "[Home](/)" }, RunningPortal.Now).PageOf(page.Id)!;

        Assert.Contains("href=\"/2023/\"", found.Found.Body.Html, StringComparison.Ordinal);
        Assert.Equal("/2023/venue/", found.Found.Url);
    }

    [Fact]
    public async Task Drafts_EditionThatTheSnapshotLacks_AreAskedForLater()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        using var browser = await portal.SignInAsAsync(OrganizerRole.Organizer);
        await using var db = portal.OpenDatabase();
        // From here on the snapshot cannot be read.
        await db.Database.ExecuteSqlAsync($"ALTER TABLE programme_releases RENAME TO releases_away");
        var younger = new Edition { Slug = "2025", Name = "NeuroAI 2025", TimeZone = "UTC" };
        db.Add(younger);
        await db.SaveChangesAsync();
        var page = await new PageWriter(db).CreateAsync(
            younger, Permalink.Parse("/new/"), Draft, "Ada", RunningPortal.Now, CancellationToken.None);

        foreach (var path in new[] { "", "preview" })
        {
            using var answer = await browser.GetAsync($"/admin/pages/{page.Id}/{path}");
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
        }
    }
}
