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
