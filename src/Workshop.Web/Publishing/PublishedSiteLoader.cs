using System.Collections.Immutable;
using System.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>Reads a <see cref="PublishedSite"/> in one consistent transaction.</summary>
public sealed class PublishedSiteLoader(IDbContextFactory<WorkshopDbContext> databases)
{
    // For each of a load's few queries; a connection that has gone silent is given up after this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="former">
    /// An earlier snapshot. Revisions are immutable, so only those it lacks are fetched; and what has not changed is carried
    /// over, up to the whole of it.
    /// </param>
    public async Task<SiteLoad> LoadAsync(PublishedSite former, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(Patience);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

        var clock = await db.Database
            .SqlQuery<DatabaseTime>($"SELECT now() AS now, (SELECT min(publish_at) FROM content_pages) AS next_publish_at")
            .SingleAsync(cancellation);
        var editions = await db.Editions.OrderBy(edition => edition.Id).ToListAsync(cancellation);
        var pages = await db.Pages
            .Where(page => page.PublishedRevisionId != null)
            .OrderBy(page => page.Position).ThenBy(page => page.Id)
            .Select(page => new PageRow(
                page.Id,
                page.EditionId,
                page.Position,
                page.Permalink,
                page.PermalinkKey,
                page.InNavigation,
                page.PublishedRevisionId!.Value,
                page.CreatedAt,
                page.PublishedAt))
            .ToListAsync(cancellation);
        var redirects = await db.Redirects
            .OrderBy(redirect => redirect.Id)
            .Select(redirect => new RedirectRow(redirect.EditionId, redirect.PathKey, redirect.PageId))
            .ToListAsync(cancellation);
        var releases = await db.ProgrammeReleases
            .OrderByDescending(release => release.Version)
            .Select(release => new PublishedRelease(release.Id, release.EditionId, release.Version, release.Note, release.CreatedAt))
            .ToListAsync(cancellation);
        var notices = await db.DocumentRevisions
            .Where(revision => revision.Kind == DocumentKind.Notices)
            .GroupBy(revision => revision.EditionId)
            .Select(group => new PublishedNotices(group.Max(revision => revision.Id), group.Key, group.Max(revision => revision.CreatedAt)))
            .ToDictionaryAsync(row => row.EditionId, cancellation);
        var files = await db.MediaFiles
            .OrderBy(file => file.Id)
            .Select(file => new MediaRow(file.Id, file.Hash, file.Name, file.ContentType, file.Width, file.Height))
            .ToListAsync(cancellation);
        var renditions = await db.MediaRenditions
            .OrderBy(rendition => rendition.MediaFileId).ThenBy(rendition => rendition.Width)
            .Select(rendition => new RenditionRow(rendition.MediaFileId, rendition.Hash, rendition.Width, rendition.Height))
            .ToListAsync(cancellation);

        var media = new PublishedMedia(files, renditions, former.Media);
        var known = former.Editions.SelectMany(edition => edition.Pages).ToDictionary(page => page.Id);
        var revisions = await FetchMissingAsync(db, pages, known, cancellation);
        var documents = new DocumentsLoader(db, former, releases.ToLookup(release => release.EditionId), notices);
        var assembly = new Assembly(
            former, media, known, revisions, pages.ToLookup(page => page.EditionId), redirects.ToLookup(redirect => redirect.EditionId));
        var published = ImmutableArray.CreateBuilder<PublishedEdition>(editions.Count);
        foreach (var edition in editions)
        {
            published.Add(assembly.EditionOf(edition, await documents.LoadAsync(edition.Id, cancellation)));
        }

        var isSame = former.IsLoaded && former.Editions.SequenceEqual(published) && former.Media.Files.SequenceEqual(media.Files);
        var site = isSame ? former : new PublishedSite(published.MoveToImmutable(), media, former);
        return new SiteLoad(site, clock.Now, clock.NextPublishAt);
    }

    private static async Task<Dictionary<int, PageRevision>> FetchMissingAsync(
        WorkshopDbContext db, List<PageRow> pages, Dictionary<int, PublishedPage> known, CancellationToken cancellation)
    {
        // Also where only the time of publication differs: a database that was restored may give a number to another text.
        var missing = pages
            .Where(page => known.GetValueOrDefault(page.Id) is not { } former
                || former.RevisionId != page.RevisionId
                || former.PublishedAt != page.PublishedAt)
            .Select(page => page.RevisionId)
            .ToList();
        return missing.Count == 0
            ? []
            : await db.Revisions.Where(revision => missing.Contains(revision.Id)).ToDictionaryAsync(revision => revision.Id, cancellation);
    }

    /// <summary>Puts a snapshot together from the rows of one load and the parts of a former one.</summary>
    private sealed record Assembly(
        PublishedSite Former,
        PublishedMedia Media,
        Dictionary<int, PublishedPage> Known,
        Dictionary<int, PageRevision> Fetched,
        ILookup<int, PageRow> Pages,
        ILookup<int, RedirectRow> Redirects)
    {
        public PublishedEdition EditionOf(Edition edition, PublishedDocuments documents)
        {
            var prefix = PublishedEdition.PrefixOf(edition.IsCurrent, edition.Slug);
            ImmutableArray<PublishedPage> pages = [.. Pages[edition.Id].Select(row => PageOf(row, prefix))];
            List<RedirectRow> redirects = [.. Redirects[edition.Id]];
            var former = Former.Editions.FirstOrDefault(former => former.Id == edition.Id);
            return former?.IsMadeOf(edition, Media, pages, redirects, documents) == true
                ? former
                : PublishedEdition.Of(edition, Media, pages, redirects, documents, former);
        }

        private PublishedPage PageOf(PageRow row, string prefix)
        {
            var former = Known.GetValueOrDefault(row.Id);
            if (former?.IsMadeOf(row, prefix, Media) == true)
            {
                return former;
            }

            var revision = Fetched.GetValueOrDefault(row.RevisionId) ?? former!.Revision!;
            return new PublishedPage(row, revision, prefix, Media, former);
        }
    }

    private sealed record DatabaseTime(Instant Now, Instant? NextPublishAt);
}

/// <param name="Site">The former snapshot itself where nothing has changed.</param>
/// <param name="Now">When the transaction began, by the database's clock.</param>
/// <param name="NextPublishAt">The earliest time for which a publish is scheduled; may have passed.</param>
public sealed record SiteLoad(PublishedSite Site, Instant Now, Instant? NextPublishAt)
{
    /// <summary>Since when this replica serves it, by the database's clock.</summary>
    public Instant LiveAt { get; init; }
}
