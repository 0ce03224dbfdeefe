namespace Workshop.Web.Transfer.Sources;

/// <param name="Start">In the text that the edit is applied to.</param>
internal readonly record struct TextEdit(int Start, int Length, string Replacement);
