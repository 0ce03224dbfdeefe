using NodaTime;

namespace Workshop.Data.Media;

/// <summary>
/// A picture or document that organizers have brought in, in the form that readers get. Its bytes are in
/// <see cref="MediaContent"/>, so that a list never loads them.
/// </summary>
public sealed class MediaFile
{
    public const int NameMaxLength = 120;
    public const int AltMaxLength = 300;
    public const string HashIndex = "ix_media_files_hash";

    public int Id { get; private set; }

    /// <summary>Of the bytes that readers get; see <see cref="MediaHash"/>. Half of the file's address.</summary>
    public required string Hash { get; init; }

    /// <summary>Of the bytes that were brought in, so that the same file is known again without being processed.</summary>
    public required string SourceHash { get; init; }

    /// <summary>The other half of its address: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }

    /// <summary>In pixels; null for what is not a picture.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>What a picture shows, for those who cannot see it; plain text. Null until somebody has said it.</summary>
    public string? Alt { get; set; }

    /// <summary>Who brought it in: an organizer's name, or the command that did.</summary>
    public required string Author { get; init; }

    public required Instant CreatedAt { get; init; }

    public uint Version { get; private set; }

    /// <summary>The same picture in smaller widths, the smallest first.</summary>
    public List<MediaRendition> Renditions { get; } = [];

    public string Address => MediaAddress.Of(Hash, Name);

    public bool IsPicture => Width is not null;
}
