namespace Workshop.Data.Programme;

/// <summary>What can be done with all the fields of something at once.</summary>
public static class FieldTable
{
    /// <summary>The item with every field as a form has it, and what is wrong with any.</summary>
    /// <param name="texts">By name; a field that has none stays as it is.</param>
    public static (T Item, IReadOnlyList<(AnyField Field, Objection Objection)> Objections) Fill<T>(
        this IEnumerable<Field<T>> fields, T item, IReadOnlyDictionary<string, string> texts, FieldContext context)
    {
        var objections = new List<(AnyField, Objection)>();
        var filled = fields.Where(field => texts.ContainsKey(field.Name)).ToList();
        foreach (var field in filled)
        {
            (item, var objection) = field.Apply(item, texts[field.Name], context);
            if (objection is not null)
            {
                objections.Add((field, objection));
            }
        }

        // A rule may be about another field too, which has changed after this one was looked at.
        foreach (var field in filled.Where(field => objections.TrueForAll(wrong => wrong.Item1 != field)).ToList())
        {
            if (field.Rules(item, context).FirstOrDefault() is { } broken)
            {
                objections.Add((field, broken));
            }
        }

        return (item, objections);
    }

    /// <summary>What both have changed.</summary>
    public static IReadOnlyList<FieldClash> Clashes<T>(
        this IEnumerable<Field<T>> fields, MergedFields<T> merge, T mine, T theirs, FieldContext context) =>
        [.. fields.Where(field => merge.Clashes.Contains(field.Name)).Select(field => FieldClash.Of(field, mine, theirs, context))];
}
