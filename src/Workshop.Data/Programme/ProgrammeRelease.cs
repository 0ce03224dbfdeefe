using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>A programme that the public sees, or has seen. Immutable: a trigger refuses every UPDATE.</summary>
public sealed class ProgrammeRelease
{
    public const int NoteMaxLength = 300;

    public int Id { get; private set; }

    public required int EditionId { get; init; }

    /// <summary>Counts from 1 within its edition. The latest is what the public sees.</summary>
    public required int Version { get; init; }

    /// <summary>A <see cref="ReleaseDocument"/>, as <see cref="ProgrammeJson"/> writes it.</summary>
    public required string Document { get; init; }

    /// <summary>What readers are told of it.</summary>
    public string? Note { get; init; }

    public required string Author { get; init; }

    public int? AuthorId { get; init; }

    public required Instant CreatedAt { get; init; }
}
