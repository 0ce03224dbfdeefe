using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workshop.Data.Programme;

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
