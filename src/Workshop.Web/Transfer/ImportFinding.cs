namespace Workshop.Web.Transfer;

public enum FindingKind
{
    /// <summary>Worth knowing; nothing is lost.</summary>
    Note,

    /// <summary>Something of the source was left out or became something else.</summary>
    Changed,

    /// <summary>A file, or with a refused import all of them, could not be taken.</summary>
    Error,
}

/// <summary>One thing that an organizer should know about the source.</summary>
/// <param name="File">Relative to the imported folder, with forward slashes.</param>
/// <param name="Line">One-based; 0 where the finding is about the file as a whole.</param>
public sealed record ImportFinding(string File, int Line, FindingKind Kind, string Message)
{
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
