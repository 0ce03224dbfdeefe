using System.Collections.Concurrent;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>The Markdown of a programme and its notices, each text rendered once, when it is first asked for.</summary>
/// <param name="prefix">See <see cref="PublishedEdition.Prefix"/>.</param>
internal sealed class ProgrammeTexts(string prefix, PublishedMedia media)
{
    private readonly ConcurrentDictionary<(string Markdown, string? IdPrefix), Lazy<RenderedMarkdown>> _rendered = new();

    public RenderedMarkdown Rendered(string markdown, string? idPrefix) =>
        _rendered.GetOrAdd((markdown, idPrefix), key => new(() => MarkdownRenderer.Render(key.Markdown, new RenderOptions
        {
            RewriteUrl = PublishedPage.RewritingTo(prefix),
            ImageOf = media.ImageOf,
            IdPrefix = key.IdPrefix,
        }))).Value;
}
