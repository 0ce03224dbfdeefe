using NodaTime;
using NodaTime.TimeZones;
using Workshop.Data.Editions;

namespace Workshop.Web.Programme;

/// <summary>The time zone in which a reader wants to see times.</summary>
/// <param name="Own">The programme's.</param>
/// <param name="Refused">What was asked for and is not a time zone; null where nothing was refused.</param>
public sealed record ZoneChoice(DateTimeZone Zone, DateTimeZone Own, string? Refused = null)
{
    /// <summary>False for the programme's own.</summary>
    public bool IsChosen => Zone.Id != Own.Id;

    /// <summary>The names of the IANA database that stand for a place somewhere, and UTC.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(location => location.ZoneId)
            .Append("UTC")
            .Distinct()
            .Order(StringComparer.Ordinal)];

    /// <summary>For links that are to keep the choice: <c>?tz=Europe%2FBerlin</c>, or nothing.</summary>
    public string Query => IsChosen ? "?tz=" + Uri.EscapeDataString(Zone.Id) : "";

    /// <param name="asked">IANA; null or empty for the programme's own.</param>
    /// <param name="own">The programme's.</param>
    public static ZoneChoice Of(string? asked, DateTimeZone own) =>
        string.IsNullOrEmpty(asked) || asked == own.Id ? new ZoneChoice(own, own)
        : EditionRules.IsTimeZone(asked) ? new ZoneChoice(DateTimeZoneProviders.Tzdb[asked], own)
        : new ZoneChoice(own, own, asked);

    public PublishedSession In(PublishedSession session) =>
        session.StartsAt is { } start && IsChosen ? session with { StartsAt = start.WithZone(Zone) } : session;
}
