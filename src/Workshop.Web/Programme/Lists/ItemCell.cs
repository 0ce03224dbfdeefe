using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <param name="Row">The row of a table, or the line of a YAML file.</param>
/// <param name="Column">As the file calls it.</param>
public sealed record ItemCell(int Row, string Column, AnyField Field, string Text)
{
    /// <summary>Path of the file of the source that the text names; null where it names none.</summary>
    public string? File { get; init; }
}
