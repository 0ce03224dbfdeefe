using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>One release of a programme, without the programme.</summary>
public sealed record PublishedRelease(int Id, int EditionId, int Version, string? Note, Instant At);

/// <summary>What an edition's documents say: its latest release, and its notices.</summary>
/// <param name="Releases">The latest first.</param>
/// <param name="Release">The latest; null before the first.</param>
/// <param name="NoticesId">Of the revision that <paramref name="Notices"/> are; 0 before the first.</param>
public sealed record PublishedDocuments(IReadOnlyList<PublishedRelease> Releases, ReleaseDocument? Release, int NoticesId, NoticesDocument Notices);
