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

public enum PersonRole
{
    Speaker,
    Organizer,
    Committee,
}

public sealed record Paper : IProgrammeItem
{
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>Names as they are to be printed.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Markdown.</summary>
    public string? Abstract { get; init; }

    /// <summary>As the committee calls it: "Oral", "Spotlight", "Poster".</summary>
    public string? Decision { get; init; }

    /// <summary>Such as "Best paper".</summary>
    public string? Award { get; init; }

    public string? PosterNumber { get; init; }

    /// <summary>Slug of the session in which it is presented.</summary>
    public string? Session { get; init; }

    public ImmutableArray<Link> Links { get; init; } = [];

    [JsonIgnore]
    public string Label => Title;
}
