using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>One of the lists that an edition's documents consist of, where all are treated alike: listed, edited, imported.</summary>
public abstract class ItemKind
{
    /// <summary>Names it in addresses and files: <c>people</c>.</summary>
    public required string Name { get; init; }

    /// <summary>"person"</summary>
    public required string One { get; init; }

    /// <summary>"People"</summary>
    public required string Many { get; init; }

    /// <summary>Where its list is in the admin area, with slashes at both ends.</summary>
    public required string Place { get; init; }

    /// <summary>The first is what an item is called by.</summary>
    public required ImmutableArray<ItemField> Fields { get; init; }

    public abstract DocumentKind Document { get; }

    /// <summary>An item that has nothing but a name for ever.</summary>
    public abstract IProgrammeItem Blank(string slug, ItemContext context);

    /// <param name="revision">Of the document of this kind; null before the first.</param>
    public abstract ItemSet Read(DocumentRevision? revision);

    /// <inheritdoc cref="ProgrammeWriter.ChangeAsync(int, Func{ProgrammeDocument, ProgrammeDocument}, DocumentOrigin, CancellationToken)"/>
    public abstract Task<DocumentRevision?> ChangeAsync(
        ProgrammeWriter writer, int editionId, Func<ItemSet, ItemSet> change, DocumentOrigin origin, CancellationToken cancellation);

    /// <summary>For a change of the document of which this list is a part.</summary>
    /// <param name="document">Of this kind's type.</param>
    public abstract T ApplyTo<T>(T document, Func<ItemSet, ItemSet> change)
        where T : class;

    /// <inheritdoc cref="FieldMerge.Of"/>
    public abstract MergedFields<IProgrammeItem> Merge(IProgrammeItem began, IProgrammeItem mine, IProgrammeItem latest);
}
