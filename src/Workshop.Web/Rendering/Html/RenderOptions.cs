namespace Workshop.Web.Rendering.Html;

public sealed record RenderOptions
{
    public static readonly RenderOptions Default = new();

    /// <summary>The page's title. A leading heading that repeats it is left out of the body.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Maps a link or image address to the one that is served; the identity when null. It sees relative and
    /// root-relative addresses only, and what it returns is held to the same schemes as the author's own.
    /// </summary>
    public Func<string, string>? RewriteUrl { get; init; }

    /// <summary>What is known of the picture at an address as it is served; null, also as an answer, where nothing is.</summary>
    public Func<string, ImageFacts?>? ImageOf { get; init; }

    /// <summary>
    /// What every id begins with, where the text stands on a page together with another one. With <c>site:</c>, which no
    /// author's id can begin with, it never clashes.
    /// </summary>
    public string? IdPrefix { get; init; }
}
