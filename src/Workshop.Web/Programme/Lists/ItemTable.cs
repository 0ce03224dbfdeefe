using System.Collections.Immutable;

namespace Workshop.Web.Programme.Lists;

/// <param name="Unknown">Columns that name no field; what is in them is not taken.</param>
internal sealed record ItemTable(ImmutableArray<ItemRow> Rows, ImmutableArray<string> Unknown, ImmutableArray<RowError> Errors);
