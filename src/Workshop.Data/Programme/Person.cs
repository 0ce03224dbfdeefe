using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workshop.Data.Programme;

/// <summary>Somebody, once, whatever they do in the workshop.</summary>
public sealed record Person : IProgrammeItem
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public string? Affiliation { get; init; }

    /// <summary>Markdown.</summary>
    public string? Bio { get; init; }

    /// <summary>An address of the media library.</summary>
    public string? PhotoUrl { get; init; }

    public ImmutableArray<Link> Links { get; init; } = [];

    public ImmutableArray<PersonRole> Roles { get; init; } = [];

    [JsonIgnore]
    public string Label => Name;
}
