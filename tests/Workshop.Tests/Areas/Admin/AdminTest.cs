using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>A portal with one edition, and browsers that have signed in to it.</summary>
public abstract class AdminTest(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    protected RunningPortal Portal { get; } = shared.Portal;

    protected Edition Edition { get; private set; } = null!;

    protected Browser Administrator { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await Portal.EmptyAsync();
        Edition = await Portal.AddEditionAsync();
        Administrator = await Portal.SignInAsAsync(OrganizerRole.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Administrator.Dispose();
        return ValueTask.CompletedTask;
    }

    protected async Task<List<EditionRevision>> RevisionsAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.EditionRevisions.OrderBy(revision => revision.Number).ToListAsync();
    }
}
