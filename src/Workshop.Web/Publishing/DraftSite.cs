using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>The public site as it would be if a draft were published: for previews, which are drawn like any public page.</summary>
public static class DraftSite
{
    /// <summary>
    /// A site in which the page has this content, whether or not any of it is public, in its place in the order and in the
    /// navigation if it is to be there. The served site is left as it is.
    /// </summary>
    /// <param name="content">Need not be saved.</param>
    /// <param name="now">The time that it shows as its publication.</param>
    /// <exception cref="SnapshotBehindException">The site does not have the page's edition.</exception>
    public static PublishedSite With(this PublishedSite site, ContentPage page, PageContent content, Instant now)
    {
        var edition = site.Editions.FirstOrDefault(edition => edition.Id == page.EditionId) ?? throw new SnapshotBehindException();
        var row = new PageRow(
            page.Id, edition.Id, page.Position, page.Permalink, page.PermalinkKey, page.InNavigation, 0, page.CreatedAt, now);
        var draft = new PublishedPage(row, RevisionOf(content, now), edition.Prefix, site.Media, former: null);
        // A snapshot that is a moment older than the draft may have another page at its address.
        var others = edition.Pages.Where(other => other.Id != draft.Id && other.Key != draft.Key);
        ImmutableArray<PublishedPage> pages = [.. others.Append(draft).OrderBy(other => other.Position).ThenBy(other => other.Id)];
        return new PublishedSite(site.Editions.Replace(edition, edition.With(pages)), site.Media, former: null);
    }

    /// <summary>A site in which an edition's programme is this one, as if it had been released.</summary>
    /// <exception cref="SnapshotBehindException">The site does not have the edition.</exception>
    public static PublishedSite With(this PublishedSite site, int editionId, ProgrammeDocument programme, DateTimeZone zone)
    {
        var edition = site.Editions.FirstOrDefault(edition => edition.Id == editionId) ?? throw new SnapshotBehindException();
        return new PublishedSite(site.Editions.Replace(edition, edition.With(programme, zone, site.Media)), site.Media, former: null);
    }

    /// <summary>Where the page stands; null where the site does not have it.</summary>
    public static SiteAddress.Page? PageOf(this PublishedSite site, int pageId) => site.Editions
        .SelectMany(edition => edition.Pages.Where(page => page.Id == pageId), (edition, page) => new SiteAddress.Page(edition, page))
        .SingleOrDefault();

    private static PageRevision RevisionOf(PageContent content, Instant now) => new()
    {
        Number = 0,
        Title = content.Title,
        NavigationLabel = content.NavigationLabel,
        Description = content.Description,
        Layout = content.Layout,
        Markdown = content.Markdown,
        Author = "",
        CreatedAt = now,
    };
}
