namespace Workshop.Web.Publishing;

/// <summary>
/// Hands out the site as it is now. Every call looks at the database's pointers; texts and renderings stay in memory.
/// </summary>
public sealed class PublishedSiteStore(PublishedSiteLoader loader) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly KnownRevisions _known = new();

    public async Task<PublishedSite> GetAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return await loader.LoadAsync(_known, cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}
