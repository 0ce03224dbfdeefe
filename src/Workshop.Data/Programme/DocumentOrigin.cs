using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>Who changes a document, when, and what in words.</summary>
public sealed record DocumentOrigin(string Author, Instant At, string Summary)
{
    public int? AuthorId { get; init; }
}
