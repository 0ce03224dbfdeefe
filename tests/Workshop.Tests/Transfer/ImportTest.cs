using System.Text;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Transfer.Into;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Tests.Transfer;

/// <summary>An empty database for each test, and the shortest way to import into it.</summary>
public abstract class ImportTest(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    protected static readonly Instant Now = Instant.FromUtc(2024, 11, 1, 12, 0);

    private readonly string _connection = shared.ConnectionString;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected WorkshopDbContext Open() => WorkshopDbContext.Open(_connection);

    /// <summary>In a context of its own, as a command has.</summary>
    protected async Task<ImportReport> ImportAsync(SourceTree tree, ImportOptions? options = null)
    {
        await using var db = Open();
        return await new Importer(db, new PageWriter(db)).ImportAsync(
            SiteReader.Read(tree), options ?? new ImportOptions(), Now, Cancellation);
    }

    protected Task<ImportReport> ImportAsync(params (string Path, string Text)[] files) => ImportAsync(Tree(files));

    protected static SourceTree Tree(params (string Path, string Text)[] files) =>
        new(files.Select(file => new SourceFile(file.Path, file.Text.Length, Encoding.UTF8.GetBytes(file.Text))), []);
}
