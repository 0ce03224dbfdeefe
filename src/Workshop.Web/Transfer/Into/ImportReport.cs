using System.Collections.Immutable;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>What an import did, or would do.</summary>
public sealed record ImportReport
{
    public required ImportedInto Edition { get; init; }

    public required ImmutableArray<PageOutcome> Pages { get; init; }

    public ProgrammeOutcome Programme { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Of each file of a list.</summary>
    public ImmutableArray<ItemsOutcome> Items { get; init; } = [];

    /// <summary>Pages of the edition that the source does not hold. An import removes none.</summary>
    public int PagesNotInSource { get; init; }

    /// <summary>
    /// Files that pages, lists and sessions refer to and that are in the media library now; what was refused is among the findings.
    /// </summary>
    public ImmutableArray<MediaOutcome> Media { get; init; } = [];

    /// <summary>Files that were found and left where they are.</summary>
    public required ImmutableArray<ImportedAsset> Assets { get; init; }

    public required ImmutableArray<ImportFinding> Findings { get; init; }

    public required bool IsDryRun { get; init; }

    /// <summary>Whether anything was written.</summary>
    public bool HasChanges =>
        Edition.Change != ImportChange.Unchanged
        || Programme.Written > 0 || Programme.IsReleased
        || Items.Any(file => file.Created + file.Changed > 0)
        || Media.Any(file => file.IsNew)
        || Pages.Any(
            page => page.Change != ImportChange.Unchanged || page.IsMoved || page.IsPublishedNow || page.RedirectsAdded.Length > 0);
}
