using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>Which edition an admin page is about: the one that its address names, else the current one.</summary>
/// <param name="All">The current one first, then the newest.</param>
public sealed record EditionChoice(Edition Chosen, IReadOnlyList<Edition> All)
{
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Chosen.TimeZone) ?? DateTimeZone.Utc;

    /// <summary>What keeps a link within this edition; empty for the current one.</summary>
    public string Query => Chosen.IsCurrent ? "" : $"?edition={Chosen.Slug}";

    /// <summary>The same with something else to be asked for.</summary>
    public QueryString With(string name, string value) => new QueryString(Query.Length == 0 ? null : Query).Add(name, value);

    /// <summary>What every public path of this edition begins with.</summary>
    public string Prefix => PublishedEdition.PrefixOf(Chosen.IsCurrent, Chosen.Slug);

    /// <returns>Null where there is no such edition.</returns>
    public static async Task<EditionChoice?> FindAsync(WorkshopDbContext db, string? slug, CancellationToken cancellation)
    {
        var all = await db.Editions
            .OrderByDescending(edition => edition.IsCurrent)
            .ThenByDescending(edition => edition.Id)
            .ToListAsync(cancellation);
        var chosen = string.IsNullOrEmpty(slug) ? all.FirstOrDefault() : all.Find(edition => edition.Slug == slug);
        return chosen is null ? null : new EditionChoice(chosen, all);
    }
}
