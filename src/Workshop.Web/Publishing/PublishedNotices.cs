using NodaTime;

namespace Workshop.Web.Publishing;

/// <summary>
/// The latest revision of an edition's deadlines, sponsors and news, without them. A database that was restored may give its id to
/// another, so the time tells them apart.
/// </summary>
public sealed record PublishedNotices(int Id, int EditionId, Instant At);
