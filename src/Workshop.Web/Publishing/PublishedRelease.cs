using NodaTime;

namespace Workshop.Web.Publishing;

/// <summary>One release of a programme, without the programme.</summary>
public sealed record PublishedRelease(int Id, int EditionId, int Version, string? Note, Instant At);
