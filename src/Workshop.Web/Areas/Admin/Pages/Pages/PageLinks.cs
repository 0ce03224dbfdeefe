using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>A page whose text links to another, or an edition whose footer does.</summary>
/// <param name="Id">Null for a footer, which is changed in the edition's settings.</param>
/// <param name="Address">From the root of the site.</param>
/// <param name="InDraft">Its latest text does.</param>
/// <param name="InLive">The text that the public sees does.</param>
/// <param name="InScheduled">The text that is to become public at a set time does.</param>
/// <param name="IsPlainlyLive">The public sees what its latest text says, and nothing is scheduled.</param>
public sealed record LinkingPage(int? Id, string Title, string Address, bool InDraft, bool InLive, bool InScheduled, bool IsPlainlyLive);

/// <summary>Who links where: every text of every edition, latest, published and scheduled, read as the public page would be.</summary>
public sealed class PageLinks(WorkshopDbContext db, SiteUrls urls)
{
    /// <summary>Every address that the page has had and that leads to no other page now; its own is not among them.</summary>
    /// <param name="former">One more, which may have left no redirect; whatever somebody typed.</param>
    public async Task<IReadOnlyList<string>> FormerAddressesAsync(ContentPage page, string? former, CancellationToken cancellation)
    {
        var paths = await db.Redirects
            .Where(redirect => redirect.PageId == page.Id)
            .OrderBy(redirect => redirect.Id)
            .Select(redirect => redirect.Path)
            .ToListAsync(cancellation);
        if (former is not null && Permalink.TryParse(former, out var permalink, out _)
            && !await db.Redirects.AnyAsync(
                redirect => redirect.EditionId == page.EditionId && redirect.PathKey == permalink.Key, cancellation))
        {
            paths.Add(permalink.Value);
        }

        var taken = await db.Pages
            .Where(other => other.EditionId == page.EditionId && other.TrashedAt == null)
            .Select(other => other.PermalinkKey)
            .ToHashSetAsync(cancellation);
        return [.. paths.Where(path => !taken.Contains(Permalink.KeyOf(path)))];
    }

    /// <param name="edition">Of the page that is linked to.</param>
    /// <param name="permalinks">Its addresses.</param>
    /// <returns>In the order of the site.</returns>
    public async Task<IReadOnlyList<LinkingPage>> ToAsync(
        PublishedSite site, EditionChoice edition, IReadOnlyCollection<string> permalinks, CancellationToken cancellation)
    {
        if (permalinks.Count == 0)
        {
            return [];
        }

        var pages = await db.Pages.AsNoTrackingWithIdentityResolution()
            .Where(page => page.TrashedAt == null && page.LatestRevision != null)
            .Include(page => page.LatestRevision)
            .Include(page => page.PublishedRevision)
            .Include(page => page.ScheduledRevision)
            .OrderBy(page => page.EditionId).ThenBy(page => page.Position).ThenBy(page => page.Id)
            .ToListAsync(cancellation);
        var footers = edition.All
            .Where(LeadsFromFooter)
            .Select(its => new LinkingPage(
                Id: null, its.Name, HomeOf(its).Prefix + "/", InDraft: false, InLive: true, InScheduled: false, IsPlainlyLive: false));
        return [.. pages
            .Select(page => Read(page, edition.All.Single(all => all.Id == page.EditionId)))
            .Where(page => page.InDraft || page.InLive || page.InScheduled), .. footers];

        bool LeadsFromFooter(Edition its) =>
            its.Footer is { } footer && MarkdownRenderer
                .Render(footer).Links
                .Any(link => permalinks.Any(permalink => LinkTarget.LeadsTo(link.Url, HomeOf(its), edition.Prefix, permalink)));

        LinkSource HomeOf(Edition its) => new("/", PublishedEdition.PrefixOf(its.IsCurrent, its.Slug), urls.GivenBy(site));

        LinkingPage Read(ContentPage page, Edition its)
        {
            var start = StartOf(site, page, its);
            return new LinkingPage(
                page.Id,
                page.LatestRevision!.Title,
                start.Prefix + page.Permalink,
                Leads(page.LatestRevision),
                page.PublishedRevision is { } live && Leads(live),
                page.ScheduledRevision is { } due && Leads(due),
                page is { IsLatestPublic: true, PublishAt: null });

            bool Leads(PageRevision revision) =>
                LinksOf(site, revision)
                    .Any(link => permalinks.Any(permalink => LinkTarget.LeadsTo(link, start, edition.Prefix, permalink)));
        }
    }

    public LinkSource StartOf(PublishedSite site, ContentPage page, Edition edition) =>
        new(page.Permalink, PublishedEdition.PrefixOf(edition.IsCurrent, edition.Slug), urls.GivenBy(site));

    /// <summary>The addresses as they were written; for a published text without rendering it once more.</summary>
    public static IEnumerable<string> LinksOf(PublishedSite site, PageRevision revision) =>
        (site.PageOf(revision.PageId)?.Found is { } page && page.RevisionId == revision.Id
            ? page.Body
            : MarkdownRenderer.Render(revision.Markdown))
        .Links.Select(link => link.Url);
}
