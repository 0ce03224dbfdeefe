namespace Workshop.Data.Programme;

/// <summary>A field of which two who wrote at once have different values.</summary>
/// <param name="Mine">For people to compare; null where it is empty.</param>
/// <param name="Theirs">What is saved.</param>
public sealed record FieldClash(string Label, string? Mine, string? Theirs)
{
    public static FieldClash Of<T>(Field<T> field, T mine, T theirs, FieldContext context) =>
        new(field.Label, field.Shown(mine, context), field.Shown(theirs, context));
}
