namespace Workshop.Data.Media;

/// <summary>Bytes, once for all files that have the same.</summary>
public sealed class MediaContent
{
    public required string Hash { get; init; }

    public required byte[] Bytes { get; init; }
}
