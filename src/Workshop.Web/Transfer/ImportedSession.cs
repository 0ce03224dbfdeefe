using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <param name="EndsAt">Local, as written; null where a duration was given.</param>
/// <param name="DurationMinutes">Elapsed; null where an end was given, or neither.</param>
/// <param name="Kind">Null says nothing.</param>
/// <param name="Room">Null for none.</param>
/// <param name="People">Null says nothing.</param>
/// <param name="Line">Of the session in its file.</param>
public sealed record ImportedSession(
    string Slug,
    string Title,
    SessionKind? Kind,
    LocalDateTime StartsAt,
    LocalDateTime? EndsAt,
    int? DurationMinutes,
    string? Room,
    ImmutableArray<ImportedParticipant>? People,
    int Line)
{
    /// <summary>When it begins, in the place of <see cref="StartsAt"/>, where the source knows it by its offset.</summary>
    public Instant? At { get; init; }

    /// <summary>Null where the source has none; then the slug tells the session.</summary>
    public Guid? Uid { get; init; }

    // Of these null says nothing, so that what is there stays, and an empty text leaves nothing there.
    public string? Subtitle { get; init; }

    public string? Abstract { get; init; }

    /// <summary>By name.</summary>
    public string? Topic { get; init; }

    public ImmutableArray<Link>? Links { get; init; }

    public string? SlidesUrl { get; init; }

    /// <summary>Path of the file of the source that they are, in the place of <see cref="SlidesUrl"/>.</summary>
    public string? SlidesFile { get; init; }

    public string? RecordingUrl { get; init; }

    public string? Language { get; init; }

    public SessionStatus? Status { get; init; }
}
