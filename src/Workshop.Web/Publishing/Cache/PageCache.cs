using System.Collections.Concurrent;

namespace Workshop.Web.Publishing.Cache;

/// <summary>
/// The answers that a snapshot's pages have been rendered to, by exact path. Nothing is ever evicted: a new snapshot has a
/// new cache, and there are no more entries than the snapshot has pages.
/// </summary>
internal sealed class PageCache(PageCache? former)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<CachedAnswer>>> _answers = new(StringComparer.Ordinal);

    // Its entries and not itself, which would keep every snapshot since the start alive.
    private readonly ConcurrentDictionary<string, Lazy<Task<CachedAnswer>>>? _formerAnswers = former?._answers;

    public int Count => Finished.Count();

    /// <summary>In bytes, of the bodies in all their codings.</summary>
    public long Size => Finished.Sum(answer => answer.Size);

    private IEnumerable<CachedAnswer> Finished => _answers.Values.Select(Result).OfType<CachedAnswer>();

    /// <returns>Null where the page has yet to be rendered, and where its time is over.</returns>
    public CachedAnswer? Find(string path, TimeProvider clock) =>
        _answers.TryGetValue(path, out var entry) && Result(entry) is { } answer && !answer.IsPast(clock) ? answer : null;

    /// <summary>
    /// However many ask for a page that has yet to be rendered, it is rendered once. All of them get what came of it; if
    /// that is not a page, the next to ask has it rendered again.
    /// </summary>
    /// <param name="path">Of a page that the snapshot has: the caller sees to it, and so bounds the cache.</param>
    public async Task<CachedAnswer> FindOrAddAsync(string path, TimeProvider clock, Func<Task<CapturedAnswer>> render)
    {
        if (_answers.TryGetValue(path, out var old) && Result(old)?.IsPast(clock) == true)
        {
            Forget(path, old);
        }

        var entry = _answers.GetOrAdd(
            path, static (path, add) => new Lazy<Task<CachedAnswer>>(() => add.Cache.RenderAsync(path, add.Render)), (
                Cache: this,
                Render: render));
        try
        {
            var answer = await entry.Value;
            if (!answer.IsPage)
            {
                Forget(path, entry);
            }

            return answer;
        }
        catch
        {
            Forget(path, entry);
            throw;
        }
    }

    private static CachedAnswer? Result(Lazy<Task<CachedAnswer>> entry) =>
        entry is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { IsPage: true } answer } } ? answer : null;

    private void Forget(string path, Lazy<Task<CachedAnswer>> entry) => _answers.TryRemove(KeyValuePair.Create(path, entry));

    // Most publishes leave most pages as they were; what has been compressed well for one snapshot is good for the next.
    private async Task<CachedAnswer> RenderAsync(string path, Func<Task<CapturedAnswer>> render)
    {
        // Out of the entry's lock, in which rendering, which hardly ever waits, would keep a thread of everybody else who asks.
        await Task.Yield();
        var captured = await render();
        return _formerAnswers?.TryGetValue(path, out var former) == true && Result(former) is { } same && same.IsMadeOf(captured)
            ? same
            : new CachedAnswer(captured);
    }
}
