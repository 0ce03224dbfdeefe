using NodaTime;

namespace Workshop.Data.Content;

/// <summary>Shows a page's latest draft to somebody without an account, until it expires or is revoked.</summary>
public sealed class PreviewLink
{
    public int Id { get; private set; }

    public required int PageId { get; init; }

    /// <summary>SHA-256 of what the link has in it.</summary>
    public required byte[] TokenHash { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    public Instant? RevokedAt { get; set; }

    /// <summary>The organizer's name.</summary>
    public required string CreatedBy { get; init; }

    public bool IsOpen(Instant now) => RevokedAt is null && now < ExpiresAt;
}
