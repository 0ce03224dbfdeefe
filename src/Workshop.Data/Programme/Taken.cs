namespace Workshop.Data.Programme;

/// <summary>What was made of a text.</summary>
/// <param name="Item">As it was, where there is an objection.</param>
public readonly record struct Taken<T>(T Item, Objection? Objection = null);
