namespace Workshop.Web.Transfer.Sources;

public enum FindingKind
{
    /// <summary>Worth knowing; nothing is lost.</summary>
    Note,

    /// <summary>Something of the source was left out or became something else.</summary>
    Changed,

    /// <summary>A file, or with a refused import all of them, could not be taken.</summary>
    Error,
}
