namespace Workshop.Data;

/// <summary>A database that an older version has to be started on first. The message is written for the person at the terminal.</summary>
/// <param name="stands">The last migration that was applied.</param>
public sealed class FormerSchemaException(string stands) : Exception(
    $"The database is too old for this version: its schema is {stands}, and {FormerSchema.Last} is the oldest that can be brought over. "
    + "Run `workshop migrate` of the last version before 0.1 first: docs/operations.md says how. Nothing has been changed.");
