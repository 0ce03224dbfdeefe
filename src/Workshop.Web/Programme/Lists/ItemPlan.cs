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
    public static ItemPlan Of(ItemKind kind, ItemSet set, IEnumerable<ItemRow> rows, ItemContext context, bool removesOthers = false)
    {
        var items = set.All.ToList();
        var places = items.Select((item, place) => (item.Slug, place)).ToDictionary(pair => pair.Slug, pair => pair.place);
        var slugs = new SlugSet(places.Keys);
        var byLabel = items.Select((item, place) => (item.Label, place)).GroupBy(pair => pair.Label).ToDictionary(group => group.Key, group => group.First().place);
        var planned = ImmutableArray.CreateBuilder<PlannedRow>();
        var errors = ImmutableArray.CreateBuilder<RowError>();
        var taken = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            var label = row.Cells.FirstOrDefault(cell => cell.Field == kind.Fields[0])?.Text.Trim() ?? "";
            if (row.Slug is { } given && !ProgrammeRules.IsSlug(given))
            {
                errors.Add(new RowError(row.Number, "slug", "is no slug: lower case letters, digits and single hyphens"));
                continue;
            }

            var isThere = row.Slug is not null ? places.TryGetValue(row.Slug, out var place) : byLabel.TryGetValue(label, out place);
            if (isThere && !taken.TryAdd(place, row.Number))
            {
                errors.Add(new RowError(row.Number, "", $"names the same {kind.One} as row {taken[place]}; if they are two, “slug” has to tell them apart"));
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
            ImmutableArray<string> changed = [.. kind.Fields.Where(field => field.Text(before, context) != field.Text(after, context)).Select(field => field.Label)];
            planned.Add(new PlannedRow(row.Number, after.Label, !isThere ? ImportChange.Created : changed.IsEmpty ? ImportChange.Unchanged : ImportChange.Changed, changed));
        }

        ImmutableArray<IProgrammeItem> others = [.. set.All.Where((_, place) => !taken.ContainsKey(place))];
        if (removesOthers)
        {
            var gone = others.Select(item => item.Slug).ToHashSet();
            items.RemoveAll(item => gone.Contains(item.Slug));
            planned.AddRange(others.Select(item => new PlannedRow(0, item.Label, ImportChange.Removed, [])));
            errors.AddRange(others.Select(item => (item.Label, Uses: set.UsesOf(item.Slug))).Where(other => other.Uses.Count > 0)
                .Select(other => new RowError(0, "", $"does not name “{other.Label}”, and to remove that would change {other.Uses[0]}")));
        }

        var result = set.Put(items);
        if (errors.Count == 0)
        {
            errors.AddRange(result.Objections.Select(objection => new RowError(0, "", objection)));
        }

        return new ItemPlan(result, planned.ToImmutable(), others.Length, errors.ToImmutable());
    }

    private static IProgrammeItem Fill(ItemKind kind, IProgrammeItem item, ItemRow row, ItemContext context, bool isNew, ImmutableArray<RowError>.Builder errors)
    {
        foreach (var cell in row.Cells)
        {
            (item, var objection) = cell.Field.Apply(item, cell.Text, context);
            if (objection is not null)
            {
                errors.Add(new RowError(cell.Row, cell.Column, objection));
            }
        }

        var missing = isNew ? kind.Fields.Where(field => field.IsRequired && field.Text(item, context).Length == 0 && row.Cells.All(cell => cell.Field != field)) : [];
        errors.AddRange(missing.Select(field => new RowError(row.Number, field.Label, "is missing")));
        return item;
    }
}
