namespace Workshop.Data.Programme;

public sealed class Room
{
    public const int NameMaxLength = 120;

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    public required string Name { get; init; }

    public string? Location { get; set; }

    /// <summary>Ascending order in which rooms are shown side by side.</summary>
    public int Position { get; set; }

    /// <summary>PostgreSQL's xmin: differs whenever the row has changed, and a write based on a stale row fails.</summary>
    public uint Version { get; private set; }
}
