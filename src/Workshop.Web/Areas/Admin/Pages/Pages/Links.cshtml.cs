using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The links of all pages that lead nowhere, or not where they seem to.</summary>
public sealed class LinksModel(WorkshopDbContext db, SiteUrls urls, TimeProvider clock) : PageModel
{
    /// <summary>In the order of the site, and of lines.</summary>
    public IReadOnlyList<BrokenLink> Broken { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var pages = await db.Pages.AsNoTracking()
            .Where(page => page.TrashedAt == null && page.LatestRevision != null)
            .Include(page => page.LatestRevision)
            .OrderBy(page => page.EditionId).ThenBy(page => page.Position).ThenBy(page => page.Id)
            .ToListAsync(cancellation);
        Broken = [.. pages.SelectMany(Read)];
    }

    private IEnumerable<BrokenLink> Read(ContentPage stored)
    {
        var site = HttpContext.PublishedSite();
        var siteUrl = urls.GivenBy(site);
        var live = site.PageOf(stored.Id);
        var draftSite = live?.Found.RevisionId == stored.LatestRevisionId ? site : site.With(
            stored, stored.LatestRevision!.Content, clock.GetCurrentInstant());
        var draft = draftSite.PageOf(stored.Id)!;
        RenderWarning[] inLive = live is null ? [] : [.. LinkCheck.Of(site, live, siteUrl)];
        RenderWarning[] inDraft = [.. LinkCheck.Of(draftSite, draft, siteUrl)];
        return inLive.Union(inDraft)
            .OrderBy(found => found.Line)
            .Select(found => new BrokenLink(
                stored.Id, stored.LatestRevision!.Title, draft.In.Prefix
                    + stored.Permalink, found.Line, found.Message, inLive.Contains(found), inDraft.Contains(found)));
    }

    /// <param name="Address">Of the page, from the root of the site.</param>
    /// <param name="Line">In the page's text.</param>
    public sealed record BrokenLink(int PageId, string Title, string Address, int Line, string Objection, bool InLive, bool InDraft);
}
