using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>One of the lists that an edition's documents consist of, where all are treated alike: listed, edited, imported.</summary>
public abstract class ItemKind(DocumentKind document)
{
    /// <summary>Names it in addresses and files: <c>people</c>.</summary>
    public required string Name { get; init; }

    /// <summary>"person"</summary>
    public required string One { get; init; }

    /// <summary>"People"</summary>
    public required string Many { get; init; }

    /// <summary>Where its list is in the admin area, with slashes at both ends.</summary>
    public required string Place { get; init; }

    /// <summary>The document that it is a part of.</summary>
    public DocumentKind Document => document;

    /// <summary>The first is what an item is called by.</summary>
    public abstract IReadOnlyList<AnyField> Fields { get; }

    /// <param name="revision">Of the document of this kind; null before the first.</param>
    public ItemSet Read(DocumentRevision? revision) =>
        revision is null ? new ItemSet(this, ProgrammeDocument.Empty, NoticesDocument.Empty)
        : document == DocumentKind.Programme
            ? new ItemSet(this, ProgrammeJson.Read<ProgrammeDocument>(revision.Document), NoticesDocument.Empty)
        : new ItemSet(this, ProgrammeDocument.Empty, ProgrammeJson.Read<NoticesDocument>(revision.Document));

    /// <inheritdoc cref="ProgrammeWriter.ChangeAsync(int, Func{ProgrammeDocument, ProgrammeDocument}, DocumentOrigin, CancellationToken)"/>
    public Task<DocumentRevision?> ChangeAsync(
        ProgrammeWriter writer, int editionId, Func<ItemSet, ItemSet> change, DocumentOrigin origin, CancellationToken cancellation) =>
        document == DocumentKind.Programme
            ? writer.ChangeAsync(editionId, (ProgrammeDocument latest) => ApplyTo(latest, change), origin, cancellation)
            : writer.ChangeAsync(editionId, (NoticesDocument latest) => ApplyTo(latest, change), origin, cancellation);

    /// <summary>For a change of the document of which this list is a part.</summary>
    public ProgrammeDocument ApplyTo(ProgrammeDocument latest, Func<ItemSet, ItemSet> change) =>
        change(new ItemSet(this, latest, NoticesDocument.Empty)).Programme;

    /// <inheritdoc cref="ApplyTo(ProgrammeDocument, Func{ItemSet, ItemSet})"/>
    public NoticesDocument ApplyTo(NoticesDocument latest, Func<ItemSet, ItemSet> change) =>
        change(new ItemSet(this, ProgrammeDocument.Empty, latest)).Notices;

    public abstract ImmutableArray<IProgrammeItem> ItemsOf(ItemSet within);

    /// <summary>Every item in its order, as a form or a table has it.</summary>
    public abstract IEnumerable<ItemTexts> TextsOf(ItemSet within, FieldContext context);

    /// <inheritdoc cref="ItemSet.Moved"/>
    public abstract ItemSet Moved(ItemSet within, string slug, int by);

    /// <inheritdoc cref="ItemSet.UsesOf"/>
    public abstract IReadOnlyList<string> UsesOf(ItemSet within, string slug);

    /// <inheritdoc cref="ItemSet.Without"/>
    public abstract ItemSet Without(ItemSet within, string slug);

    /// <summary>For somebody who writes an item.</summary>
    /// <param name="began">What they began with.</param>
    /// <param name="slug">Null for a new one.</param>
    public abstract ItemDraft Draft(ItemSet began, string? slug, FieldContext context);

    /// <inheritdoc cref="ItemPlan.Of"/>
    public abstract ItemPlan Plan(ItemSet within, IEnumerable<ItemRow> rows, FieldContext context, bool removesOthers = false);
}
