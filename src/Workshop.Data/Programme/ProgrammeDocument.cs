using System.Collections.Immutable;

namespace Workshop.Data.Programme;

/// <summary>
/// The whole programme of an edition as one value. What organizers work on is the latest of its revisions, and a release is one
/// that the public sees; undo, difference, restore and merge all follow from there being one immutable document.
/// Things are named by slugs, which stay as they are when a name changes. The order of each list is the order on the page.
/// </summary>
public sealed record ProgrammeDocument
{
    public static readonly ProgrammeDocument Empty = new();

    public ImmutableArray<Room> Rooms { get; init; } = [];

    public ImmutableArray<Topic> Topics { get; init; } = [];

    public ImmutableArray<Person> People { get; init; } = [];

    public ImmutableArray<Session> Sessions { get; init; } = [];

    public ImmutableArray<Paper> Papers { get; init; } = [];
}
