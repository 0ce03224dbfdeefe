using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>One entry of the programme, at a local time in its edition's zone.</summary>
public sealed class Session
{
    public const int SlugMaxLength = 100;
    public const int TitleMaxLength = 300;

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    /// <summary>Names the session within its edition, for ever: retitling keeps it.</summary>
    public required string Slug { get; init; }

    public required string Title { get; set; }

    public SessionKind Kind { get; set; }

    public int? RoomId { get; set; }

    public Room? Room { get; set; }

    /// <summary>Local to <see cref="Editions.Edition.TimeZone"/>; a local time survives a change of the zone's rules.</summary>
    public LocalDateTime StartsAt { get; set; }

    /// <summary>Elapsed time in minutes, at least 1; a session may cross midnight.</summary>
    public int DurationMinutes { get; set; }

    /// <summary>Names in the order in which they are shown.</summary>
    public List<string> People { get; set; } = [];

    /// <summary>PostgreSQL's xmin: differs whenever the row has changed, and a write based on a stale row fails.</summary>
    public uint Version { get; private set; }
}
