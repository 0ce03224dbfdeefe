using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>How one kind's list is found in its document, and changed there.</summary>
internal sealed class ItemKindOf<T>(
    DocumentKind document,
    IReadOnlyList<Field<T>> fields,
    Func<ItemSet, ImmutableArray<T>> list,
    Func<ItemSet, ImmutableArray<T>, ItemSet> with,
    Func<string, FieldContext, T> blank) : ItemKind(document)
    where T : class, IProgrammeItem
{
    /// <summary>What refers to the item, and the programme without it being referred to.</summary>
    public Func<ProgrammeDocument, T, (IReadOnlyList<string> Uses, ProgrammeDocument Forgotten)> Forget { get; init; } =
        (programme, _) => ([], programme);

    public override IReadOnlyList<Field<T>> Fields => fields;

    /// <summary>An item that has nothing but a name for ever.</summary>
    public T Blank(string slug, FieldContext context) => blank(slug, context);

    public ImmutableArray<T> List(ItemSet set) => list(set);

    public T? Find(ItemSet set, string slug) => list(set).FirstOrDefault(item => item.Slug == slug);

    public ItemSet With(ItemSet set, IEnumerable<T> items) => with(set, [.. items]);

    /// <summary>With this item in the place of the one of its slug, or at the end.</summary>
    public ItemSet Put(ItemSet set, T item) =>
        with(set, Find(set, item.Slug) is { } former ? list(set).Replace(former, item) : list(set).Add(item));

    public ItemTexts TextsOf(T item, FieldContext context) =>
        new(item.Slug, item.Label, fields.ToDictionary(field => field.Name, field => field.Text(item, context)));

    public override ImmutableArray<IProgrammeItem> ItemsOf(ItemSet within) => ImmutableArray<IProgrammeItem>.CastUp(list(within));

    public override IEnumerable<ItemTexts> TextsOf(ItemSet within, FieldContext context) =>
        list(within).Select(item => TextsOf(item, context));

    public override ItemSet Moved(ItemSet within, string slug, int by)
    {
        var items = list(within);
        var place = Find(within, slug) is { } item ? items.IndexOf(item) : -1;
        var other = place + by;
        return place < 0 || other < 0 || other >= items.Length ? within
            : with(within, items.SetItem(place, items[other]).SetItem(other, items[place]));
    }

    public override IReadOnlyList<string> UsesOf(ItemSet within, string slug) =>
        Find(within, slug) is { } item ? Forget(within.Programme, item).Uses : [];

    public override ItemSet Without(ItemSet within, string slug) => Find(within, slug) is { } item
        ? with(within with { Programme = Forget(within.Programme, item).Forgotten }, list(within).Remove(item))
        : within;

    public override ItemDraft Draft(ItemSet began, string? slug, FieldContext context) =>
        new ItemDraftOf<T>(this, slug is null ? null : Find(began, slug), slug, context);

    public override ItemPlan Plan(ItemSet within, IEnumerable<ItemRow> rows, FieldContext context, bool removesOthers = false) =>
        ItemPlan.Of(this, within, rows, context, removesOthers);
}
