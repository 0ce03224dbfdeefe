using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>What the layouts draw: a page of the site, as it is published or as a draft of it would be.</summary>
public interface IContentPage : ISitePage
{
    new PublishedEdition Edition { get; }

    PublishedPage Published { get; }

    PublishedEdition? ISitePage.Edition => Edition;

    string ISitePage.Title => Published.Title;

    string? ISitePage.Description => Published.Description;
}
