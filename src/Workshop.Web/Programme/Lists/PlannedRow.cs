using System.Collections.Immutable;

namespace Workshop.Web.Programme.Lists;

/// <param name="Row">0 for what no row names.</param>
/// <param name="Fields">Labels of those that change.</param>
public sealed record PlannedRow(int Row, string Label, ImportChange Change, ImmutableArray<string> Fields);
