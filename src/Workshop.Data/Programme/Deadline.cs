using System.Text.Json.Serialization;
using NodaTime;

namespace Workshop.Data.Programme;

public sealed record Deadline : IProgrammeItem
{
    /// <summary>Anywhere on Earth: a day is over when it is over everywhere, which is at UTC−12.</summary>
    public const string AnywhereOnEarth = "AoE";

    public required string Slug { get; init; }

    /// <summary>What is due.</summary>
    public required string What { get; init; }

    /// <summary>Local to <see cref="Zone"/>, to the minute; the whole of that minute is still in time.</summary>
    public required LocalDateTime At { get; init; }

    /// <summary><see cref="AnywhereOnEarth"/> or an IANA time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>What it was before it was extended, local to the same zone.</summary>
    public LocalDateTime? ExtendedFrom { get; init; }

    [JsonIgnore]
    public string Label => What;

    /// <summary>Whether a deadline can be given it.</summary>
    public static bool IsZone(string name) => name == AnywhereOnEarth || Editions.EditionRules.IsTimeZone(name);

    /// <summary>Also of a name that was taken once and would be refused today.</summary>
    public static DateTimeZone? ZoneOf(string name) =>
        name == AnywhereOnEarth ? DateTimeZone.ForOffset(Offset.FromHours(-12)) : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    /// <exception cref="InvalidOperationException">The zone is none.</exception>
    public ZonedDateTime InZone() => InZone(At);

    /// <summary>From then on it is past: a minute after <see cref="At"/>.</summary>
    /// <exception cref="InvalidOperationException">The zone is none.</exception>
    public Instant End() => InZone().ToInstant() + Duration.FromMinutes(1);

    /// <summary>When it was due before it was extended; null where it was not.</summary>
    /// <exception cref="InvalidOperationException">The zone is none.</exception>
    public ZonedDateTime? Extended() => ExtendedFrom is { } former ? InZone(former) : null;

    private ZonedDateTime InZone(LocalDateTime local) =>
        (ZoneOf(Zone) ?? throw new InvalidOperationException($"There is no time zone '{Zone}'.")).AtLeniently(local);
}
