using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>What the frame round every public page needs to know of it.</summary>
public interface ISitePage
{
    PublishedSite Site { get; }

    /// <summary>Null while no edition exists or the database cannot be asked.</summary>
    PublishedEdition? Edition { get; }

    string Title { get; }

    string? Description { get; }

    /// <summary>The page's own address for search engines; null where there is none, as on an error.</summary>
    string? CanonicalUrl { get; }
}
