using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>One of an edition's documents as somebody left it. Immutable: a trigger refuses every UPDATE.</summary>
public sealed class DocumentRevision
{
    public const int AuthorMaxLength = 120;
    public const int SummaryMaxLength = 300;

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>Counts from 1 within its edition and kind.</summary>
    public required int Number { get; init; }

    /// <summary>A <see cref="ProgrammeDocument"/> or <see cref="NoticesDocument"/>, as <see cref="ProgrammeJson"/> writes it.</summary>
    public required string Document { get; init; }

    /// <summary>What was done, in words: "Moved “Opening” to 08:20".</summary>
    public required string Summary { get; init; }

    /// <summary>An organizer's name, or the command that wrote it.</summary>
    public required string Author { get; init; }

    public int? AuthorId { get; init; }

    public required Instant CreatedAt { get; init; }
}
