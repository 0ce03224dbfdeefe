using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>A portal with one edition, and browsers that have signed in to it.</summary>
public abstract class AdminTest(TestDatabase databases) : IAsyncLifetime
{
    protected TestDatabase Databases { get; } = databases;

    protected RunningPortal Portal { get; private set; } = null!;

    protected Edition Edition { get; private set; } = null!;

    protected Browser Administrator { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Portal = await RunningPortal.StartAsync(Databases);
        Edition = await Portal.AddEditionAsync();
        Administrator = await Portal.SignInAsAsync(OrganizerRole.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Administrator.Dispose();
        await Portal.DisposeAsync();
    }

    protected async Task<List<EditionRevision>> RevisionsAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.EditionRevisions.OrderBy(revision => revision.Number).ToListAsync();
    }
}
