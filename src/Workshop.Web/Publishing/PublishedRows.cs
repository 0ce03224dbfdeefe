using NodaTime;

namespace Workshop.Web.Publishing;

// What a load reads anew each time. Compared by value with what the former snapshot was made of: equal rows make the
// same page, edition and site, and those are then carried over as they are.

/// <param name="Key">See <see cref="Data.Content.Permalink.Key"/>.</param>
internal sealed record PageRow(
    int Id,
    int EditionId,
    int Position,
    string Permalink,
    string Key,
    bool InNavigation,
    int RevisionId,
    Instant CreatedAt,
    Instant? PublishedAt);

/// <param name="Key">Of the former address.</param>
internal sealed record RedirectRow(int EditionId, string Key, int PageId);

internal sealed record MediaRow(int Id, string Hash, string Name, string ContentType, int? Width, int? Height);

internal sealed record RenditionRow(int FileId, string Hash, int Width, int Height);
