using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer.Items;

/// <summary>What one row of a file says of an item.</summary>
/// <param name="Number">The row of a table, its head being 1, or the line of a YAML file.</param>
/// <param name="Slug">Null where the row goes by the name.</param>
public sealed record ItemRow(int Number, string? Slug, ImmutableArray<ItemCell> Cells);

/// <param name="Column">As the file calls it.</param>
public sealed record ItemCell(string Column, ItemField Field, string Text);

/// <param name="Column">Empty where the row as a whole is wrong.</param>
public sealed record RowError(int Row, string Column, string Message);

/// <param name="Fields">Labels of those that change.</param>
public sealed record PlannedRow(int Row, string Label, ImportChange Change, ImmutableArray<string> Fields);

/// <summary>What a file would make of a list. Nothing goes that the file does not name, and no field changes for which it has no column.</summary>
/// <param name="Result">To be kept where there is no error.</param>
public sealed record ItemPlan(ItemSet Result, ImmutableArray<PlannedRow> Rows, ImmutableArray<RowError> Errors)
{
    public static ItemPlan Of(ItemKind kind, ItemSet set, IEnumerable<ItemRow> rows, ItemContext context)
    {
        var items = set.All.ToList();
        var places = items.Select((item, place) => (item.Slug, place)).ToDictionary(pair => pair.Slug, pair => pair.place);
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
            var slug = isThere ? items[place].Slug : row.Slug ?? Slug.Free(label, kind.Name, places.ContainsKey);
            if (isThere && !taken.TryAdd(place, row.Number))
            {
                errors.Add(new RowError(row.Number, "", $"names the same {kind.One} as row {taken[place]}"));
                continue;
            }

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

        if (items.Count > ProgrammeRules.MaxItems)
        {
            errors.Add(new RowError(0, "", $"there would be {items.Count}; {ProgrammeRules.MaxItems} can be kept"));
        }

        return new ItemPlan(set.Put(items), planned.ToImmutable(), errors.ToImmutable());
    }

    private static IProgrammeItem Fill(ItemKind kind, IProgrammeItem item, ItemRow row, ItemContext context, bool isNew, ImmutableArray<RowError>.Builder errors)
    {
        foreach (var cell in row.Cells)
        {
            (item, var objection) = cell.Field.Apply(item, cell.Text, context);
            if (objection is not null)
            {
                errors.Add(new RowError(row.Number, cell.Column, objection));
            }
        }

        var missing = isNew ? kind.Fields.Where(field => field.IsRequired && field.Text(item, context).Length == 0 && row.Cells.All(cell => cell.Field != field)) : [];
        errors.AddRange(missing.Select(field => new RowError(row.Number, field.Label, "is missing")));
        return item;
    }
}
