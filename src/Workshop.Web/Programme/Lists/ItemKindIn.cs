using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>How one kind's list is found in its document, and changed there.</summary>
internal sealed class ItemKindIn<TDocument, TItem>(
    TDocument empty,
    Func<TDocument, ImmutableArray<TItem>> list,
    Func<TDocument, ImmutableArray<TItem>, TDocument> with,
    Func<string, ItemContext, TItem> blank) : ItemKind
    where TDocument : class
    where TItem : class, IProgrammeItem
{
    /// <summary>What refers to the item, and the document without it being referred to.</summary>
    public Func<TDocument, TItem, (IReadOnlyList<string> Uses, TDocument Forgotten)> Forget { get; init; } = (document, _) => ([], document);

    public override DocumentKind Document => empty is ProgrammeDocument ? DocumentKind.Programme : DocumentKind.Notices;

    public override IProgrammeItem Blank(string slug, ItemContext context) => blank(slug, context);

    public override ItemSet Read(DocumentRevision? revision) => new Items(this, revision is null ? empty : ProgrammeJson.Read<TDocument>(revision.Document));

    public override Task<DocumentRevision?> ChangeAsync(
        ProgrammeWriter writer, int editionId, Func<ItemSet, ItemSet> change, DocumentOrigin origin, CancellationToken cancellation) =>
        empty is ProgrammeDocument
            ? writer.ChangeAsync(editionId, (ProgrammeDocument document) => ApplyTo(document, change), origin, cancellation)
            : writer.ChangeAsync(editionId, (NoticesDocument document) => ApplyTo(document, change), origin, cancellation);

    public override MergedFields<IProgrammeItem> Merge(IProgrammeItem began, IProgrammeItem mine, IProgrammeItem latest)
    {
        var merge = FieldMerge.Of((TItem)began, (TItem)mine, (TItem)latest);
        return new MergedFields<IProgrammeItem>(merge.Merged, merge.Clashes);
    }

    public override T ApplyTo<T>(T document, Func<ItemSet, ItemSet> change) => (T)(object)((Items)change(new Items(this, (TDocument)(object)document))).Document;

    private sealed class Items(ItemKindIn<TDocument, TItem> kind, TDocument document) : ItemSet
    {
        public TDocument Document => document;

        public override ImmutableArray<IProgrammeItem> All => ImmutableArray<IProgrammeItem>.CastUp(kind.List(document));

        public override ImmutableArray<Session> Sessions => document is ProgrammeDocument programme ? programme.Sessions : [];

        public override ItemSet Put(IEnumerable<IProgrammeItem> items) => new Items(kind, kind.With(document, [.. items.Cast<TItem>()]));

        public override IReadOnlyList<string> UsesOf(string slug) => Find(slug) is TItem item ? kind.Forget(document, item).Uses : [];

        public override ItemSet Without(string slug) => Find(slug) is TItem item
            ? new Items(kind, kind.With(kind.Forget(document, item).Forgotten, kind.List(document).Remove(item)))
            : this;

        public override IReadOnlyList<string> Objections =>
            document is ProgrammeDocument programme ? ProgrammeRules.Objections(programme) : ProgrammeRules.Objections((NoticesDocument)(object)document);

        public override bool IsSame(ItemSet other) => ProgrammeJson.Same(document, ((Items)other).Document);
    }

    private ImmutableArray<TItem> List(TDocument document) => list(document);

    private TDocument With(TDocument document, ImmutableArray<TItem> items) => with(document, items);
}
