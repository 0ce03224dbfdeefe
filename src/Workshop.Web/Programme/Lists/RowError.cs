namespace Workshop.Web.Programme.Lists;

/// <param name="Column">Empty where the row as a whole is wrong.</param>
public sealed record RowError(int Row, string Column, string Message);
