using System.Text.Json.Serialization;
using NodaTime;

namespace Workshop.Data.Programme;

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
