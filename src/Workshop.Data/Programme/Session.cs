using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>One entry of the programme, at a local time in its edition's zone.</summary>
public sealed record Session : IProgrammeItem
{
    public required string Slug { get; init; }

    /// <summary>Names the session in calendars and exchange files, for ever.</summary>
    public required Guid Uid { get; init; }

    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>Markdown.</summary>
    public string? Abstract { get; init; }

    public SessionKind Kind { get; init; }

    /// <summary>Slug of one of <see cref="ProgrammeDocument.Topics"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Local to the edition's zone, so that it survives a change of the zone's rules; null while it has no place yet.</summary>
    public LocalDateTime? StartsAt { get; init; }

    /// <summary>Where clocks are set back and the local time comes twice: the second of the two.</summary>
    public bool IsLater { get; init; }

    /// <summary>Elapsed time in minutes, 1 to <see cref="ProgrammeRules.MaxMinutes"/>; a session may cross midnight.</summary>
    public required int DurationMinutes { get; init; }

    /// <summary>Slug of one of <see cref="ProgrammeDocument.Rooms"/>.</summary>
    public string? Room { get; init; }

    public ImmutableArray<Participant> People { get; init; } = [];

    public ImmutableArray<Link> Links { get; init; } = [];

    public string? SlidesUrl { get; init; }

    public string? RecordingUrl { get; init; }

    /// <summary>Nobody is to record it.</summary>
    public bool DoNotRecord { get; init; }

    /// <summary>BCP 47, such as <c>en</c> or <c>pt-BR</c>; null where the site's own goes without saying.</summary>
    public string? Language { get; init; }

    public SessionStatus Status { get; init; }

    [JsonIgnore]
    public string Label => Title;

    /// <summary>
    /// When it begins; null without a place. A local time that falls into a gap moves on by the gap's length, one that comes
    /// twice means what <see cref="IsLater"/> says.
    /// </summary>
    public ZonedDateTime? StartIn(DateTimeZone zone)
    {
        if (StartsAt is not { } local)
        {
            return null;
        }

        var places = zone.MapLocal(local);
        return IsLater && places.Count == 2 ? places.Last() : zone.AtLeniently(local);
    }
}
