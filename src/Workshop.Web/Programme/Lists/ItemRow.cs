using System.Collections.Immutable;

namespace Workshop.Web.Programme.Lists;

/// <summary>What one row of a file says of an item.</summary>
/// <param name="Number">The row of a table, its head being 1, or the line of a YAML file.</param>
/// <param name="Slug">Null where the row goes by the name.</param>
public sealed record ItemRow(int Number, string? Slug, ImmutableArray<ItemCell> Cells);
