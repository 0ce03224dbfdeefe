using System.Collections.Immutable;
using Workshop.Data.Content;

namespace Workshop.Web.Transfer;

/// <param name="InNavigation">Null where the source says nothing about navigation.</param>
/// <param name="IsPlaced">Whether the source states the page's place among the others.</param>
/// <param name="IsDraft">Not to be published, whatever the import is asked to do.</param>
public sealed record ImportedPage(
    string File,
    Permalink Permalink,
    PageContent Content,
    bool? InNavigation,
    bool IsPlaced,
    bool IsDraft,
    ImmutableArray<ImportedRedirect> Redirects)
{
    /// <summary>In the order of the text.</summary>
    public ImmutableArray<MediaReference> Media { get; init; } = [];

    /// <summary>Whether a new page joins the navigation where the source says nothing: pages at the top do.</summary>
    public bool IsTopLevel => Permalink.Key.Length > 0 && Permalink.Key.LastIndexOf('/') == 0;
}
