using NodaTime;

namespace Workshop.Data.Editions;

/// <summary>The settings of an edition as somebody left them. Immutable: a trigger refuses every UPDATE.</summary>
public sealed class EditionRevision
{
    public const int AuthorMaxLength = 120;

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    /// <summary>Counts from 1 within its edition.</summary>
    public required int Number { get; init; }

    public required EditionSettings Settings { get; init; }

    /// <summary>An organizer's name, or the command that wrote it.</summary>
    public required string Author { get; init; }

    public required Instant CreatedAt { get; init; }
}
