namespace Workshop.Data.Content;

/// <summary>What an organizer writes of a page. Two equal contents need no second revision.</summary>
public sealed record PageContent
{
    public const int TitleMaxLength = 200;
    public const int NavigationLabelMaxLength = 60;
    public const int DescriptionMaxLength = 500;

    /// <summary>In UTF-16 characters; what renders within a few seconds even when crafted to take long.</summary>
    public const int MarkdownMaxLength = 300_000;

    public required string Title { get; init; }

    /// <summary>The word in the navigation, where the title is too long for it.</summary>
    public string? NavigationLabel { get; init; }

    /// <summary>For search engines, cards and the hero; plain text.</summary>
    public string? Description { get; init; }

    public PageLayout Layout { get; init; }

    public required string Markdown { get; init; }
}
