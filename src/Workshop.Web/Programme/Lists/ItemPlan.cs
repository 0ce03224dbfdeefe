using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <summary>What a file would make of a list. No field changes for which the file has no column.</summary>
/// <param name="Result">To be kept where there is no error.</param>
/// <param name="NotNamed">How many items the file does not name; they stay, or are among the rows as removed.</param>
public sealed record ItemPlan(ItemSet Result, ImmutableArray<PlannedRow> Rows, int NotNamed, ImmutableArray<RowError> Errors)
{
    /// <param name="removesOthers">Whether what the file does not name goes. What something else refers to cannot.</param>
    internal static ItemPlan Of<T>(ItemKindOf<T> kind, ItemSet set, IEnumerable<ItemRow> rows, FieldContext context, bool removesOthers)
        where T : class, IProgrammeItem
    {
        var items = kind.List(set).ToList();
        var places = items.Select((item, place) => (item.Slug, place)).ToDictionary(pair => pair.Slug, pair => pair.place);
        var slugs = new SlugSet(places.Keys);
        var byLabel = items.Select((item, place) => (item.Label, place))
            .GroupBy(pair => pair.Label).ToDictionary(group => group.Key, group => group.First().place);
        var planned = ImmutableArray.CreateBuilder<PlannedRow>();
        var errors = ImmutableArray.CreateBuilder<RowError>();
        var taken = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            var label = row.Cells.FirstOrDefault(cell => cell.Field.IsName)?.Text.Trim() ?? "";
            if (row.Slug is { } given && !ProgrammeRules.IsSlug(given))
            {
                errors.Add(new RowError(row.Number, "slug", ProgrammeRules.NotASlug));
                continue;
            }

            var isThere = row.Slug is not null ? places.TryGetValue(row.Slug, out var place) : byLabel.TryGetValue(label, out place);
            if (isThere && !taken.TryAdd(place, row.Number))
            {
                errors.Add(new RowError(
                    row.Number, "", $"names the same {kind.One} as row {taken[place]}; if they are two, “slug” has to tell them apart"));
                continue;
            }

            var slug = isThere ? items[place].Slug : row.Slug ?? slugs.AddFor(label, kind.Name);
            slugs.Add(slug);
            var before = isThere ? items[place] : kind.Blank(slug, context);
            var after = Fill(kind, before, row, context, isNew: !isThere, errors);
            if (!isThere)
            {
                (place, places[slug]) = (items.Count, items.Count);
                byLabel.TryAdd(label, place);
                taken[place] = row.Number;
                items.Add(after);
            }

            items[place] = after;
            ImmutableArray<string> changed =
                [.. kind.Fields.Where(field => field.Text(before, context) != field.Text(after, context)).Select(field => field.Label)];
            var change = !isThere ? ImportChange.Created : changed.IsEmpty ? ImportChange.Unchanged : ImportChange.Changed;
            planned.Add(new PlannedRow(row.Number, after.Label, change, changed));
        }

        ImmutableArray<T> others = [.. kind.List(set).Where((_, place) => !taken.ContainsKey(place))];
        if (removesOthers)
        {
            var gone = others.Select(item => item.Slug).ToHashSet();
            items.RemoveAll(item => gone.Contains(item.Slug));
            planned.AddRange(others.Select(item => new PlannedRow(0, item.Label, ImportChange.Removed, [])));
            errors.AddRange(others.Select(item => (item.Label, Uses: set.UsesOf(item.Slug))).Where(other => other.Uses.Count > 0)
                .Select(other => new RowError(0, "", $"does not name “{other.Label}”, and to remove that would change {other.Uses[0]}")));
        }

        var result = kind.With(set, items);
        if (errors.Count == 0)
        {
            errors.AddRange(result.Objections.Select(objection => new RowError(0, "", objection)));
        }

        return new ItemPlan(result, planned.ToImmutable(), others.Length, errors.ToImmutable());
    }

    private static T Fill<T>(
        ItemKindOf<T> kind, T item, ItemRow row, FieldContext context, bool isNew, ImmutableArray<RowError>.Builder errors)
        where T : class, IProgrammeItem
    {
        foreach (var cell in row.Cells)
        {
            var taken = kind.Fields.First(field => field.Name == cell.Field.Name).Apply(item, cell.Text, context);
            item = taken.Item;
            if (taken.Objection is { } objection)
            {
                errors.Add(new RowError(cell.Row, cell.Column, objection.InFile));
            }
        }

        var missing = isNew ? kind.Fields.Where(IsMissing) : [];
        errors.AddRange(missing.Select(field => new RowError(row.Number, field.Label, field.Missing.InFile)));
        return item;

        bool IsMissing(Field<T> field) =>
            field.IsRequired && field.Text(item, context).Length == 0 && row.Cells.All(cell => cell.Field.Name != field.Name);
    }
}
