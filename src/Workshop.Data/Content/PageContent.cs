
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

    /// <summary>
    /// The changes of both since the ancestor; null where they clash, in the text or in any other field, or are too long together.
    /// </summary>
    public static PageContent? Merge(PageContent ancestor, PageContent mine, PageContent theirs)
    {
        var markdown = TextMerge.Merge(ancestor.Markdown, mine.Markdown, theirs.Markdown);
        // Of two long texts, what both have added may be too long for one page.
        var clashes = markdown is null or { Length: > MarkdownMaxLength }
            || Clashes(content => content.Title) || Clashes(content => content.NavigationLabel)
            || Clashes(content => content.Description) || Clashes(content => content.Layout);
        return clashes ? null : new PageContent
        {
            Title = Changed(content => content.Title),
            NavigationLabel = Changed(content => content.NavigationLabel),
            Description = Changed(content => content.Description),
            Layout = Changed(content => content.Layout),
            Markdown = markdown!,
        };

        bool Clashes<T>(Func<PageContent, T> field) =>
            !Equals(field(mine), field(theirs)) && !Equals(field(mine), field(ancestor)) && !Equals(field(theirs), field(ancestor));

        T Changed<T>(Func<PageContent, T> field) => Equals(field(mine), field(ancestor)) ? field(theirs) : field(mine);
    }
}
