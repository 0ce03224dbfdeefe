using System.Collections.Immutable;

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
