namespace Workshop.Web.Transfer.Sources;

/// <summary>One thing that an organizer should know about the source.</summary>
/// <param name="File">Relative to the imported folder, with forward slashes.</param>
/// <param name="Line">One-based; 0 where the finding is about the file as a whole.</param>
public sealed record ImportFinding(string File, int Line, FindingKind Kind, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
