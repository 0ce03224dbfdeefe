namespace Workshop.Web.Programme;

/// <summary>In the order in which a list of differences tells them.</summary>
public enum DifferenceKind
{
    New,
    Removed,
    Cancelled,
    BroughtBack,
    Moved,
    Retimed,
    Renamed,
    Changed,
    Other,
}
