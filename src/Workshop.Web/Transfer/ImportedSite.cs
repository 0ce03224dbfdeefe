using System.Collections.Immutable;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer;

/// <summary>What a source says, before any database has been asked.</summary>
public sealed record ImportedSite
{
    /// <summary>In the order in which the source shows them.</summary>
    public required ImmutableArray<ImportedPage> Pages { get; init; }

    /// <summary>From <c>_config.yml</c>; fills an edition that is new.</summary>
    public required SiteDefaults Defaults { get; init; }

    /// <summary>From <c>edition.yml</c>; null where there is none.</summary>
    public ImportedEdition? Edition { get; init; }

    /// <summary>
    /// From <c>schedule.yml</c> or <c>schedule.xml</c>; null where there is neither, and then the programme is left alone.
    /// </summary>
    public ImportedProgramme? Programme { get; init; }

    /// <summary>From <c>people.yml</c>, <c>papers.csv</c> and their like.</summary>
    public ImmutableArray<ImportedItems> Items { get; init; } = [];

    /// <summary>
    /// Files that pages show or link to, and that lists and sessions name, by path: what there is to be taken into the media
    /// library.
    /// </summary>
    public required ImmutableDictionary<string, SourceFile> Media { get; init; }

    /// <summary>Files that are not pages, and that nothing refers to. They stay where they are.</summary>
    public required ImmutableArray<ImportedAsset> Assets { get; init; }

    public required ImmutableArray<ImportFinding> Findings { get; init; }
}
