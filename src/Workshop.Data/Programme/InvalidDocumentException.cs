namespace Workshop.Data.Programme;

/// <summary>A document that breaks a rule was not kept.</summary>
public sealed class InvalidDocumentException(IReadOnlyList<string> objections) : Exception(string.Join("\n", objections))
{
    public IReadOnlyList<string> Objections { get; } = objections;
}
