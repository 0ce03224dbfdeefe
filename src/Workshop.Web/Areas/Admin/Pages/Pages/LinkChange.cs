using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;
using Workshop.Web.Transfer.Pages;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>
/// Has the texts that link to a page's former addresses link to its address: each as a new draft, all in one transaction.
/// </summary>
public sealed class LinkChange(WorkshopDbContext db, PageLinks links, PublishedSiteStore store, TimeProvider clock)
{
    /// <param name="former">The page's former addresses.</param>
    /// <param name="publish">Also publish the drafts of pages whose latest text was public; all others stay drafts.</param>
    /// <returns>How many pages have a new draft, and how many of them it is public of.</returns>
    public async Task<(int Changed, int Published)> RewriteAsync(
        HttpContext context, EditedPage target, IReadOnlyCollection<string> former, bool publish, CancellationToken cancellation)
    {
        var (changed, published) = (0, 0);
        var site = context.PublishedSite();
        var writer = new PageWriter(db);
        var now = clock.GetCurrentInstant();
        var linking = await links.ToAsync(site, target.Choice, former, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var id in linking.Where(page => page.InDraft).Select(page => page.Id!.Value).Order())
        {
            // Read again under the lock: somebody may have saved since.
            if (await DraftWriter.LockAsync(db, id, cancellation) is not { LatestRevision: { } latest } page
                || Rewritten(site, page, latest, target, former) is not { } content)
            {
                continue;
            }

            await db.Entry(page).Reference(p => p.PublishedRevision).LoadAsync(cancellation);
            var wasPublic = page is { IsLatestPublic: true, PublishAt: null };
            var origin = new RevisionOrigin(context.User.OrganizerName())
            {
                AuthorId = context.User.OrganizerId(),
                BasedOn = latest.Number,
                Note = $"links to {target.Page.Permalink} brought up to date",
            };
            var revision = await writer.SaveAsync(page, content, origin, now, cancellation);
            if (publish && wasPublic)
            {
                await writer.PublishAsync(page, revision, now, cancellation);
                published++;
            }

            var said = $"to {target.Address}{(publish && wasPublic ? ", and published" : "")}";
            db.Add(Audit.By(
                context, now, AuditAction.LinksRewritten, EditedPage.SubjectOf(EditionOf(page, target), page), revision.Number, said));
            changed++;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (published > 0)
        {
            await store.TryReloadAsync();
        }

        return (changed, published);
    }

    private static Edition EditionOf(ContentPage page, EditedPage target) =>
        target.Choice.All.Single(edition => edition.Id == page.EditionId);

    private PageContent? Rewritten(
        PublishedSite site, ContentPage page, PageRevision latest, EditedPage target, IReadOnlyCollection<string> former)
    {
        var start = links.StartOf(site, page, EditionOf(page, target));
        // What is rendered as no link, such as an example of one, stays.
        var written = PageLinks.LinksOf(site, latest).ToHashSet();
        var text = LinkRewriting.Replace(latest.Markdown, url =>
            written.Contains(url) && former.Any(permalink => LinkTarget.LeadsTo(url, start, target.Choice.Prefix, permalink))
                ? LinkTarget.Redirected(url, start, target.Choice.Prefix, Permalink.Encode(target.Page.Permalink))
                : url);
        return text == latest.Markdown || text.Length > PageContent.MarkdownMaxLength ? null : latest.Content with { Markdown = text };
    }
}
