using NodaTime;

namespace Workshop.Data.Editions;

/// <summary>What an administrator sets of an edition. Two equal settings need no second revision.</summary>
public sealed record EditionSettings
{
    public required string Name { get; init; }

    public string? Event { get; init; }

    public string? Tagline { get; init; }

    public LocalDate? StartsOn { get; init; }

    public LocalDate? EndsOn { get; init; }

    public required string TimeZone { get; init; }

    public string? Venue { get; init; }

    public string? City { get; init; }

    public required string Accent { get; init; }

    public string? ContactEmail { get; init; }

    public string? PublicUrl { get; init; }

    public string? Footer { get; init; }
}
