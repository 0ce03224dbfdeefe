namespace Workshop.Web.Programme;

/// <summary>Conflicts, then remarks.</summary>
public enum ConflictKind
{
    RoomTwice,
    PersonTwice,
    OutsideDays,

    /// <summary>Clocks are put forward over its local time.</summary>
    TimeSkipped,

    /// <summary>Clocks are set back, its local time comes twice, and nobody has said that the second is meant.</summary>
    TimeTwice,

    /// <summary>A keynote or panel, which everybody comes to, is in a room with fewer seats than the largest that were counted.</summary>
    SmallRoom,
    TightChange,
    NobodyNamed,
    NoAbstract,
}
