namespace Workshop.Data.Programme;

/// <param name="Merged">The changes of both; where both changed a field to different values, it has mine.</param>
/// <param name="Clashes">The names of those fields, as in the document.</param>
public sealed record MergedFields<T>(T Merged, IReadOnlyList<string> Clashes);
