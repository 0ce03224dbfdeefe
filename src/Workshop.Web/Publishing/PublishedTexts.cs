using System.Collections.Concurrent;
using Workshop.Web.Rendering;

namespace Workshop.Web.Publishing;

/// <summary>The Markdown of abstracts, biographies and news, each rendered once for a snapshot when it is first asked for.</summary>
public sealed class PublishedTexts(PublishedMedia media)
{
    private readonly ConcurrentDictionary<(string Prefix, string Id, string Markdown), string> _html = new();

    /// <param name="id">Tells the text from the others of its page, so that no two elements have one id.</param>
    /// <returns>Safe HTML.</returns>
    public string Html(PublishedEdition edition, string id, string markdown) => _html.GetOrAdd((edition.Prefix, id, markdown), key => MarkdownRenderer.Render(
        key.Markdown,
        new RenderOptions { RewriteUrl = PublishedPage.RewritingTo(key.Prefix), ImageOf = media.ImageOf, IdPrefix = $"site:{key.Id}:" }).Html);
}
