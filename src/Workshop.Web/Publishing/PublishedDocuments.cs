using Workshop.Data.Programme;

namespace Workshop.Web.Publishing;

/// <summary>What an edition's documents say: its latest release, and its notices.</summary>
/// <param name="Releases">The latest first.</param>
/// <param name="Release">The latest; null before the first.</param>
/// <param name="NoticesRevision">Which <paramref name="Notices"/> are; null before the first.</param>
public sealed record PublishedDocuments(
    IReadOnlyList<PublishedRelease> Releases, ReleaseDocument? Release, PublishedNotices? NoticesRevision, NoticesDocument Notices);
