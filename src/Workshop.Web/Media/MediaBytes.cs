using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Media;

/// <summary>
/// The bytes behind the addresses of media: what was asked for last is kept in memory, within a bound; for the rest the
/// database is asked, once however many ask at the same time.
/// </summary>
public sealed class MediaBytes(IDbContextFactory<WorkshopDbContext> databases) : IDisposable
{
    /// <summary>In bytes, of all files together. Above the largest that is allowed, so each can be kept.</summary>
    public const long Capacity = 64_000_000;

    // Of the connections that publishing, searching and saving need as well.
    private const int LoadsAtOnce = 4;

    // Longer than a load takes, shorter than a reader waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loads = new(LoadsAtOnce, LoadsAtOnce);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _latestFirst = new();
    private long _size;

    /// <param name="hash">Of something in the snapshot: the caller sees to it, so that nobody can fill memory with misses.</param>
    /// <returns>Null where the database no longer has it, or is too busy to be asked.</returns>
    public async Task<byte[]?> FindAsync(string hash)
    {
        var entry = Enter(hash);
        try
        {
            var bytes = await entry.Bytes.Value;
            Settle(entry, bytes);
            return bytes;
        }
        catch
        {
            Settle(entry, bytes: null);
            throw;
        }
    }

    public void Dispose() => _loads.Dispose();

    private Entry Enter(string hash)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(hash, out var node))
            {
                _latestFirst.Remove(node);
                _latestFirst.AddFirst(node);
                return node.Value;
            }

            var entry = new Entry(hash, new Lazy<Task<byte[]?>>(() => LoadAsync(hash)));
            _entries.Add(hash, _latestFirst.AddFirst(entry));
            return entry;
        }
    }

    // Once for each entry: counts what was loaded and makes room for it, or forgets what could not be.
    private void Settle(Entry entry, byte[]? bytes)
    {
        lock (_gate)
        {
            if (entry.IsSettled)
            {
                return;
            }

            entry.IsSettled = true;
            if (bytes is null)
            {
                Remove(_entries[entry.Hash]);
                return;
            }

            _size += entry.Size = bytes.Length;
            for (var node = _latestFirst.Last; _size > Capacity && node is not null;)
            {
                var newer = node.Previous;
                if (node.Value is { IsSettled: true } && node.Value != entry)
                {
                    Remove(node);
                }

                node = newer;
            }
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Hash);
        _latestFirst.Remove(node);
        _size -= node.Value.Size;
    }

    private async Task<byte[]?> LoadAsync(string hash)
    {
        // Out of the entry's lock, as of the caller's cancellation: others may wait for the same.
        await Task.Yield();
        if (!await _loads.WaitAsync(Patience))
        {
            return null;
        }

        try
        {
            await using var db = await databases.CreateDbContextAsync();
            return await db.MediaContents.Where(content => content.Hash == hash).Select(content => content.Bytes).SingleOrDefaultAsync();
        }
        finally
        {
            _loads.Release();
        }
    }

    private sealed class Entry(string hash, Lazy<Task<byte[]?>> bytes)
    {
        public string Hash => hash;

        public Lazy<Task<byte[]?>> Bytes => bytes;

        public bool IsSettled { get; set; }

        public int Size { get; set; }
    }
}
