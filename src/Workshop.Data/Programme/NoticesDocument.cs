using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>
/// What an edition has to say beside its programme. Unlike the programme it needs no release: the latest revision is what the
/// public sees, since a deadline that was extended or a piece of news is meant for now.
/// </summary>
public sealed record NoticesDocument
{
    public static readonly NoticesDocument Empty = new();

    public ImmutableArray<Deadline> Deadlines { get; init; } = [];

    public ImmutableArray<Sponsor> Sponsors { get; init; } = [];

    public ImmutableArray<NewsItem> News { get; init; } = [];
}

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

    private ZonedDateTime InZone(LocalDateTime local) => (ZoneOf(Zone) ?? throw new InvalidOperationException($"There is no time zone '{Zone}'.")).AtLeniently(local);
}

/// <param name="Level">Such as "Gold"; sponsors of one level stand together, levels in the order of their first.</param>
/// <param name="LogoUrl">An address of the media library.</param>
public sealed record Sponsor(string Slug, string Name, string? Level = null, string? Url = null, string? LogoUrl = null) : IProgrammeItem
{
    [JsonIgnore]
    public string Label => Name;
}

/// <summary>A piece of news.</summary>
public sealed record NewsItem : IProgrammeItem
{
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }

    public required Instant At { get; init; }

    /// <summary>Organizers see what is not public yet; readers do not.</summary>
    public bool IsPublic { get; init; }

    [JsonIgnore]
    public string Label => Title;
}
