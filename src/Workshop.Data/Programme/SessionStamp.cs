using System.Collections.Immutable;
using NodaTime;

namespace Workshop.Data.Programme;

/// <param name="Sequence">RFC 5545 SEQUENCE: one more whenever time, room or status changed.</param>
/// <param name="ChangedAt">RFC 5545 LAST-MODIFIED: when the release that last changed anything of it was made.</param>
public sealed record SessionStamp(int Sequence, Instant ChangedAt)
{
    /// <summary>On which it was in earlier releases, and is not: the calendars of those days have to tell where it has gone.</summary>
    public ImmutableArray<LocalDate> FormerDates { get; init; } = [];

    /// <summary>Slugs of those who were in it in earlier releases, and are not: from their calendars it has to be taken.</summary>
    public ImmutableArray<string> FormerPeople { get; init; } = [];
}
