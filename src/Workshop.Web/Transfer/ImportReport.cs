using System.Collections.Immutable;

namespace Workshop.Web.Transfer;

public enum ImportChange
{
    Unchanged,
    Created,
    Changed,
    Removed,
}

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

    /// <summary>Files that pages, lists and sessions refer to and that are in the media library now; what was refused is among the findings.</summary>
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
        || Pages.Any(page => page.Change != ImportChange.Unchanged || page.IsMoved || page.IsPublishedNow || page.RedirectsAdded.Length > 0);
}

/// <param name="SampleSetAside">The slug of the sample that was current until now; null where none was.</param>
public sealed record ImportedInto(string Slug, string Name, ImportChange Change, bool IsCurrent, string? SampleSetAside);

/// <param name="Change">Of the text: a first revision, another one, or none.</param>
/// <param name="IsPublishedNow">Whether this import moved the pointer of what the public sees.</param>
/// <param name="IsDraft">Whether the source holds the page back.</param>
/// <param name="IsMoved">Whether its place in the navigation changed; of a page that was there before.</param>
public sealed record PageOutcome(
    string File, string Permalink, string Title, ImportChange Change, bool IsPublishedNow, bool IsDraft, bool IsMoved, ImmutableArray<string> RedirectsAdded);

public sealed record MediaOutcome(string File, string Address, bool IsNew);

/// <param name="NotNamed">Items of the list that the file does not name. An import removes none.</param>
public sealed record ItemsOutcome(string File, int Created, int Changed, int Unchanged, int NotNamed);

/// <param name="Rooms">Rooms created, changed or removed.</param>
public sealed record ProgrammeOutcome(int Created, int Changed, int Removed, int Unchanged, int Rooms)
{
    /// <summary>Topics and people that came with the sessions.</summary>
    public int Named { get; init; }

    public int Written => Created + Changed + Removed + Rooms + Named;

    /// <summary>Whether this import showed the programme to the public.</summary>
    public bool IsReleased { get; init; }
}
