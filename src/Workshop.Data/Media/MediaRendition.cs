namespace Workshop.Data.Media;

/// <summary>A picture in another width than its own, at an address of its own.</summary>
public sealed class MediaRendition
{
    public int MediaFileId { get; private set; }

    public required string Hash { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}
