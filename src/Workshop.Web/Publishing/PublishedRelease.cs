using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>One release of a programme, without the programme.</summary>
public sealed record PublishedRelease(int Id, int EditionId, int Version, string? Note, Instant At);

/// <summary>The latest revision of an edition's deadlines, sponsors and news, without them. A database that was restored may give its id to another, so the time tells them apart.</summary>
public sealed record PublishedNotices(int Id, int EditionId, Instant At);

/// <summary>What an edition's documents say: its latest release, and its notices.</summary>
/// <param name="Releases">The latest first.</param>
/// <param name="Release">The latest; null before the first.</param>
/// <param name="NoticesRevision">Which <paramref name="Notices"/> are; null before the first.</param>
public sealed record PublishedDocuments(
    IReadOnlyList<PublishedRelease> Releases, ReleaseDocument? Release, PublishedNotices? NoticesRevision, NoticesDocument Notices);
