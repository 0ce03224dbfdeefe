using Workshop.Data.Content;
using Workshop.Web.Rendering;

namespace Workshop.Web.Publishing;

/// <summary>
/// The published revisions that are in memory, each with its rendering, carried from one load to the next.
/// Used by one load at a time.
/// </summary>
public sealed class KnownRevisions
{
    private readonly Dictionary<int, PageRevision> _revisions = [];

    // The rendering depends on the prefix too, since an earlier edition's links lead to its own pages.
    private readonly Dictionary<(int RevisionId, string Prefix), Lazy<RenderedMarkdown>> _bodies = [];

    /// <summary>Forgets every other revision.</summary>
    /// <returns>Those of the wanted that are not here.</returns>
    public HashSet<int> KeepOnly(HashSet<int> wanted)
    {
        foreach (var id in _revisions.Keys.Where(id => !wanted.Contains(id)).ToList())
        {
            _revisions.Remove(id);
        }

        foreach (var key in _bodies.Keys.Where(key => !wanted.Contains(key.RevisionId)).ToList())
        {
            _bodies.Remove(key);
        }

        return [.. wanted.Where(id => !_revisions.ContainsKey(id))];
    }

    public void Add(IEnumerable<PageRevision> fetched)
    {
        foreach (var revision in fetched)
        {
            _revisions[revision.Id] = revision;
        }
    }

    public PublishedPage PageOf(ContentPage page, string prefix)
    {
        var revision = _revisions[page.PublishedRevisionId!.Value];
        if (!_bodies.TryGetValue((revision.Id, prefix), out var body))
        {
            var options = new RenderOptions { Title = revision.Title, RewriteUrl = prefix.Length == 0 ? null : url => WithPrefix(url, prefix) };
            body = new Lazy<RenderedMarkdown>(() => MarkdownRenderer.Render(revision.Markdown, options));
            _bodies.Add((revision.Id, prefix), body);
        }

        return new PublishedPage(page, revision, prefix, body);
    }

    private static string WithPrefix(string url, string prefix) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? prefix + url
            : url;
}
