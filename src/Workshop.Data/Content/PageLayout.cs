namespace Workshop.Data.Content;

/// <summary>Which Razor layout draws a page. Stored and written in front matter in lower case.</summary>
public enum PageLayout
{
    Page,
    Overview,
    Topic,
    Topics,
    Schedule,
    People,
    Papers,
}
