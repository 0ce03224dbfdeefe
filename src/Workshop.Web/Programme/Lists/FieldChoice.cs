namespace Workshop.Web.Programme.Lists;

public sealed record FieldChoice(string Value, string Label);
