using System.Collections.Immutable;

namespace Workshop.Web.Rendering;

/// <summary>What one Markdown text becomes: everything a page, a search index or an editor needs of it.</summary>
/// <param name="Html">Sanitized HTML; contains no <c>h1</c>, since the page's title is the one h1.</param>
/// <param name="Outline">The headings in document order, for a table of contents.</param>
/// <param name="PlainText">The words alone, white space folded; for search and descriptions.</param>
/// <param name="Links">Every link and image address as written, in document order; for an iframe that became a link, the address linked to.</param>
/// <param name="Warnings">What was dropped, changed or looks wrong, in line order.</param>
public sealed record RenderedMarkdown(
    string Html,
    ImmutableArray<Heading> Outline,
    string PlainText,
    ImmutableArray<OutgoingLink> Links,
    ImmutableArray<RenderWarning> Warnings);

/// <param name="Level">2 to 6, as in the output.</param>
/// <param name="Id">The element's id, without <c>#</c>.</param>
/// <param name="Text">Plain text, not HTML.</param>
public sealed record Heading(int Level, string Id, string Text);

/// <param name="Url">As the author wrote it, before <see cref="RenderOptions.RewriteUrl"/>.</param>
/// <param name="Line">One-based line in the Markdown.</param>
public sealed record OutgoingLink(string Url, int Line);

/// <param name="Line">One-based line in the Markdown.</param>
public sealed record RenderWarning(int Line, string Message);

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
