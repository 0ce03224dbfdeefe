using System.Collections.Immutable;
using System.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Programme;

namespace Workshop.Web.Publishing;

/// <summary>Reads a <see cref="PublishedSite"/> in one consistent transaction.</summary>
public sealed class PublishedSiteLoader(IDbContextFactory<WorkshopDbContext> databases)
{
    /// <param name="known">Texts of an earlier load: revisions are immutable, so only those it lacks are fetched.</param>
    public async Task<PublishedSite> LoadAsync(KnownRevisions known, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

        var editions = await db.Editions.OrderBy(edition => edition.Id).ToListAsync(cancellation);
        var pages = await db.Pages.Where(page => page.PublishedRevisionId != null)
            .OrderBy(page => page.Position).ThenBy(page => page.Id).ToListAsync(cancellation);
        await FetchMissingAsync(db, known, [.. pages.Select(page => page.PublishedRevisionId!.Value)], cancellation);
        var redirects = (await db.Redirects.ToListAsync(cancellation)).ToLookup(redirect => redirect.EditionId);
        var sessions = (await db.Sessions.Include(session => session.Room).ToListAsync(cancellation)).ToLookup(session => session.EditionId);
        var pagesByEdition = pages.ToLookup(page => page.EditionId);

        return new PublishedSite(
            [.. editions.Select(edition => Assemble(edition, pagesByEdition[edition.Id], redirects[edition.Id], sessions[edition.Id], known))]);
    }

    private static async Task FetchMissingAsync(WorkshopDbContext db, KnownRevisions known, HashSet<int> wanted, CancellationToken cancellation)
    {
        var missing = known.KeepOnly(wanted);
        if (missing.Count > 0)
        {
            known.Add(await db.Revisions.Where(revision => missing.Contains(revision.Id)).ToListAsync(cancellation));
        }
    }

    private static PublishedEdition Assemble(
        Edition edition, IEnumerable<ContentPage> pages, IEnumerable<Redirect> redirects, IEnumerable<Data.Programme.Session> sessions, KnownRevisions known)
    {
        var prefix = PublishedEdition.PrefixOf(edition.IsCurrent, edition.Slug);
        ImmutableArray<PublishedPage> published = [.. pages.Select(page => known.PageOf(page, prefix))];
        var byId = published.ToDictionary(page => page.Id);
        var moved = redirects
            .Where(redirect => byId.ContainsKey(redirect.PageId))
            .Select(redirect => KeyValuePair.Create(redirect.PathKey, byId[redirect.PageId]));
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(edition.TimeZone) ?? DateTimeZone.Utc;
        return new PublishedEdition(edition, published, moved, new PublishedProgramme(zone, sessions));
    }
}
