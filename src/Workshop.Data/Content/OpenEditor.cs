using NodaTime;

namespace Workshop.Data.Content;

/// <summary>An editor that somebody has open on a page: advice to others who open it, never a lock.</summary>
public sealed class OpenEditor
{
    public required int PageId { get; init; }

    /// <summary>See <see cref="PageRevision.EditorId"/>.</summary>
    public required Guid EditorId { get; init; }

    public required int OrganizerId { get; init; }

    public required Instant SeenAt { get; set; }
}
