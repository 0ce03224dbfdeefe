using System.Collections.Immutable;
using Workshop.Web.Rendering.Html;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering;

/// <summary>What one Markdown text becomes: everything a page, a search index or an editor needs of it.</summary>
/// <param name="Html">Sanitized HTML; contains no <c>h1</c>, since the page's title is the one h1.</param>
/// <param name="Outline">The headings in document order, for a table of contents.</param>
/// <param name="PlainText">The words alone, white space folded; for search and descriptions.</param>
/// <param name="Links">Every link and image address as written, in document order; for an iframe that became a link, the address
/// linked to.</param>
/// <param name="Warnings">What was dropped, changed or looks wrong, in line order.</param>
public sealed record RenderedMarkdown(
    string Html,
    ImmutableArray<Heading> Outline,
    string PlainText,
    ImmutableArray<OutgoingLink> Links,
    ImmutableArray<RenderWarning> Warnings);
