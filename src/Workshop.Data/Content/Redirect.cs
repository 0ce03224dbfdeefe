namespace Workshop.Data.Content;

/// <summary>
/// A former address of a page. It points at the page and not at another address,
/// so chains collapse and loops cannot be written down.
/// </summary>
public sealed class Redirect
{
    public const string PathIndex = "ix_redirects_edition_id_path_key";

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    /// <summary>See <see cref="Permalink.Value"/>.</summary>
    public required string Path { get; init; }

    /// <summary>See <see cref="Permalink.Key"/>; unique within the edition.</summary>
    public required string PathKey { get; init; }

    public required int PageId { get; init; }

    public ContentPage? Page { get; init; }
}
