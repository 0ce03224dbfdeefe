using System.Collections.Immutable;

namespace Workshop.Web.Programme;

/// <summary>Something about a programme that an organizer should know before others see it.</summary>
/// <param name="Sessions">Slugs of those that it is about, in time order; none where it counts what is not listed.</param>
/// <param name="Text">One sentence, with times in the edition's zone.</param>
public sealed record ProgrammeConflict(ConflictKind Kind, ImmutableArray<string> Sessions, string Text)
{
    /// <summary>How many it stands for: more than one only where it counts what is not listed.</summary>
    public int Count { get; init; } = 1;

    /// <summary>A programme can well be meant like that; a conflict can hardly.</summary>
    public bool IsRemark => Kind >= ConflictKind.SmallRoom;

    /// <summary>Of a remark, for where the session stands beside it already.</summary>
    public string Word => Kind switch
    {
        ConflictKind.SmallRoom => "in a small room",
        ConflictKind.TightChange => "little time to change rooms",
        ConflictKind.NobodyNamed => "names nobody",
        ConflictKind.NoAbstract => "no abstract",
        _ => Text,
    };
}

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
