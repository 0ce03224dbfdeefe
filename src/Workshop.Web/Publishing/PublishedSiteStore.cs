namespace Workshop.Web.Publishing;

/// <summary>
/// Hands out the site as it is now. Every call looks at the database's pointers; texts and renderings stay in memory.
/// </summary>
public sealed class PublishedSiteStore(PublishedSiteLoader loader) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly KnownRevisions known = new();

    public async Task<PublishedSite> GetAsync(CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            return await loader.LoadAsync(known, cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();
}
