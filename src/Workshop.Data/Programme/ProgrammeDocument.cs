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

/// <summary>What each list of a document is made of: named for ever within its list.</summary>
public interface IProgrammeItem
{
    /// <summary>Lower case Latin letters, digits and single hyphens, up to <see cref="ProgrammeRules.SlugMaxLength"/>.</summary>
    string Slug { get; }

    /// <summary>What people call it.</summary>
    string Label { get; }
}

/// <param name="Capacity">Seats; null where nobody counted.</param>
public sealed record Room(string Slug, string Name, int? Capacity = null, string? Location = null) : IProgrammeItem
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => Name;
}

/// <summary>What sessions are about, "track" elsewhere. The page in the <c>topic</c> layout whose address ends in the slug tells more of it.</summary>
public sealed record Topic(string Slug, string Name) : IProgrammeItem
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => Name;
}

/// <param name="Url">http or https, or a path of this site.</param>
public sealed record Link(string Title, string Url);
