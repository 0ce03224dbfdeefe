using System.Collections.Immutable;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer;

/// <summary>What one file says of one list.</summary>
/// <param name="IsTable">Whether it is counted by rows, and not by lines.</param>
public sealed record ImportedItems(string File, ItemKind Kind, ImmutableArray<ItemRow> Rows, bool IsTable)
{
    internal ImportFinding FindingOf(RowError error)
    {
        var at = IsTable && error.Row > 0 ? $"row {error.Row}{(error.Column.Length > 0 ? ", " : "")}" : "";
        var column = error.Column.Length > 0 ? $"'{error.Column}' " : at.Length > 0 ? " " : "";
        return new ImportFinding(File, IsTable ? 0 : error.Row, FindingKind.Error, $"{at}{column}{error.Message}.");
    }
}
