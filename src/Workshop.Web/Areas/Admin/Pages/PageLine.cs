using NodaTime;
using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>A page as organizers see it in a list.</summary>
/// <param name="Author">Of the latest revision.</param>
/// <param name="IsChanged">Whether it is live with another content than the latest; compared by the database, so that a list loads
/// no texts.</param>
/// <param name="PublishAt">When a revision of it is to become public; null where none is.</param>
public sealed record PageLine(
    int Id,
    string Permalink,
    string Title,
    bool InNavigation,
    bool IsLive,
    bool IsChanged,
    Instant? PublishAt,
    string Author,
    Instant SavedAt)
{
    /// <summary>In words; what is live and needs no more is the one that is coloured.</summary>
    public string State => this switch
    {
        { IsLive: false, PublishAt: not null } => "Scheduled",
        { IsLive: false } => "Draft",
        { PublishAt: not null } => "Live, scheduled",
        { IsChanged: true } => "Live, unpublished changes",
        _ => "Live",
    };

    /// <summary>In the edition's order, without what is in the trash.</summary>
    public static IQueryable<PageLine> Of(IQueryable<ContentPage> pages) => pages
        .Where(page => page.LatestRevision != null && page.TrashedAt == null)
        .OrderBy(page => page.Position).ThenBy(page => page.Id)
        .Select(page => new PageLine(
            page.Id,
            page.Permalink,
            page.LatestRevision!.Title,
            page.InNavigation,
            page.PublishedRevisionId != null,
            page.PublishedRevision != null && page.PublishedRevisionId != page.LatestRevisionId
                && (page.PublishedRevision.Title != page.LatestRevision.Title
                    || page.PublishedRevision.NavigationLabel != page.LatestRevision.NavigationLabel
                    || page.PublishedRevision.Description != page.LatestRevision.Description
                    || page.PublishedRevision.Layout != page.LatestRevision.Layout
                    || page.PublishedRevision.Markdown != page.LatestRevision.Markdown),
            page.PublishAt,
            page.LatestRevision.Author,
            page.LatestRevision.CreatedAt));
}
