namespace Workshop.Web.Programme.Lists;

/// <summary>An item as a form or a table has it.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Texts">Of every field, by its name; empty where the field is.</param>
public sealed record ItemTexts(string Slug, string Label, IReadOnlyDictionary<string, string> Texts);
