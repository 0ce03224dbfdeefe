using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Text;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Addresses that a page may have.</summary>
internal static class FreeAddress
{
    // Leaves room for slashes and a number.
    private const int MaxLength = Permalink.MaxLength - 20;

    /// <summary>
    /// The address itself, or with a number behind it where it is taken, reserved, or a former address that still leads somewhere.
    /// </summary>
    /// <param name="path">Without slashes at its ends.</param>
    public static async Task<Permalink> LikeAsync(WorkshopDbContext db, int editionId, string path, CancellationToken cancellation)
    {
        var taken = await db.Pages.Where(page => page.EditionId == editionId && page.TrashedAt == null).Select(page => page.PermalinkKey)
            .Concat(db.Redirects.Where(redirect => redirect.EditionId == editionId).Select(redirect => redirect.PathKey))
            .ToHashSetAsync(cancellation);
        var free = Slug.Unique(
            Cut(path, MaxLength),
            Permalink.MaxLength - 2,
            text => !Permalink.TryParse(text, out var permalink, out _) || taken.Contains(permalink.Key));
        return Permalink.Parse(free);
    }

    public static Task<Permalink> ForTitleAsync(WorkshopDbContext db, int editionId, string title, CancellationToken cancellation) =>
        LikeAsync(db, editionId, Slug.Of(title, 60) is { Length: > 0 } slug ? slug : "page", cancellation);

    /// <summary>The beginning of a text, where it is longer.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : Rendering.Html.ElementText.Cut(text, length);

    public static bool IsClash(DbUpdateException failure) =>
        failure.InnerException is PostgresException { ConstraintName: ContentPage.PermalinkIndex };

    /// <summary>Says whose address it is.</summary>
    public static async Task<string> ClashAsync(WorkshopDbContext db, int editionId, string key, CancellationToken cancellation)
    {
        var title = await db.Pages.Where(page => page.EditionId == editionId && page.TrashedAt == null && page.PermalinkKey == key)
            .Select(page => page.LatestRevision!.Title).SingleOrDefaultAsync(cancellation);
        return title is null
            ? "Another page had this address a moment ago. Please try once more."
            : $"This is the address of the page “{title}” already.";
    }
}
