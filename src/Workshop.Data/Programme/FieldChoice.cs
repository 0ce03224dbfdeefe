namespace Workshop.Data.Programme;

/// <param name="Value">As it is written down.</param>
/// <param name="Label">For people.</param>
public sealed record FieldChoice(string Value, string Label);
