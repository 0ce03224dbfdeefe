using System.Collections.Concurrent;
using Workshop.Web.Rendering;

namespace Workshop.Web.Publishing;

/// <summary>The Markdown of a programme, each text rendered once, when it is first asked for.</summary>
/// <param name="prefix">See <see cref="PublishedEdition.Prefix"/>.</param>
internal sealed class ProgrammeTexts(string prefix, PublishedMedia media)
{
    private readonly ConcurrentDictionary<string, Lazy<RenderedMarkdown>> _rendered = new(StringComparer.Ordinal);

    public RenderedMarkdown Rendered(string markdown) => _rendered.GetOrAdd(markdown, text => new(() => MarkdownRenderer.Render(text, new RenderOptions
    {
        RewriteUrl = PublishedPage.RewritingTo(prefix),
        ImageOf = media.ImageOf,
    }))).Value;

    public ImageFacts? ImageOf(string address) => media.ImageOf(address);
}
