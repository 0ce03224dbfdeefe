using NodaTime;

namespace Workshop.Data.Content;

/// <summary>One state of a page's content. Immutable: a trigger refuses every UPDATE.</summary>
public sealed class PageRevision
{
    public int Id { get; private set; }

    public int PageId { get; init; }

    /// <summary>Counts from 1 within its page.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public string? NavigationLabel { get; init; }

    public string? Description { get; init; }

    public required PageLayout Layout { get; init; }

    public required string Markdown { get; init; }

    /// <summary>Who wrote it: an organizer's name, or the command that did.</summary>
    public required string Author { get; init; }

    public string? Note { get; init; }

    public required Instant CreatedAt { get; init; }

    public PageContent Content => new()
    {
        Title = Title,
        NavigationLabel = NavigationLabel,
        Description = Description,
        Layout = Layout,
        Markdown = Markdown,
    };
}
