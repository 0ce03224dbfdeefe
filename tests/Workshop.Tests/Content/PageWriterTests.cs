using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Tests.Content;

public sealed class PageWriterTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);

    private readonly string _connectionString = shared.ConnectionString;
    private Edition _edition = null!;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
        _edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true };
        db.Add(_edition);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Save_SameContent_AddsNoRevision()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var page = await CreateAsync(writer, "/overview/", "Hello.");

        var again = await writer.SaveAsync(page, Text("Hello."), "Ada", null, Now, Cancellation);
        var changed = await writer.SaveAsync(page, Text("Hello, world."), "Ben", "greets more", Now, Cancellation);

        Assert.Equal(1, again.Number);
        Assert.Equal(2, changed.Number);
        Assert.Equal(
            ["Ada", "Ben"], await db.Revisions.OrderBy(revision => revision.Number).Select(revision => revision.Author).ToListAsync());
    }

    [Fact]
    public async Task Publish_EarlierRevision_MovesThePointerAndKeepsTheLater()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var page = await CreateAsync(writer, "/overview/", "First.");
        var first = page.LatestRevision!;
        var second = await writer.SaveAsync(page, Text("Second."), "Ada", null, Now, Cancellation);
        await writer.PublishAsync(page, second, Now, Cancellation);

        await writer.PublishAsync(page, first, Now, Cancellation);

        await using var fresh = Open();
        var stored = await fresh.Pages.Include(p => p.PublishedRevision).Include(p => p.LatestRevision).SingleAsync();
        Assert.Equal("First.", stored.PublishedRevision!.Markdown);
        Assert.Equal("Second.", stored.LatestRevision!.Markdown);
    }

    [Fact]
    public async Task Create_PermalinkThatDiffersInCaseAndSlash_ViolatesTheIndex()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        await CreateAsync(writer, "/overview/", "One.");

        var clash = await Assert.ThrowsAsync<DbUpdateException>(() => CreateAsync(writer, "/Overview", "Two."));

        var violation = Assert.IsType<PostgresException>(clash.InnerException);
        Assert.Equal((PostgresErrorCodes.UniqueViolation, ContentPage.PermalinkIndex), (violation.SqlState, violation.ConstraintName));
    }

    [Fact]
    public async Task Rename_TwiceAndBack_LeavesNoLoopAndNoChain()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var page = await CreateAsync(writer, "/a/", "Text.");
        await writer.PublishAsync(page, page.LatestRevision!, Now, Cancellation);

        await writer.RenameAsync(page, Permalink.Parse("/b/"), Cancellation);
        await writer.RenameAsync(page, Permalink.Parse("/c/"), Cancellation);
        Assert.Equal(["/a", "/b"], await RedirectsAsync(db));

        await writer.RenameAsync(page, Permalink.Parse("/a/"), Cancellation);
        Assert.Equal(["/b", "/c"], await RedirectsAsync(db));
    }

    [Fact]
    public async Task Draft_AtAFormerAddressOrRenamed_LeavesTheRedirectUntilItIsPublished()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var page = await CreateAsync(writer, "/new/", "Text.");
        await writer.PublishAsync(page, page.LatestRevision!, Now, Cancellation);
        await writer.AddRedirectAsync(page, Permalink.Parse("/old/"), Cancellation);

        var draft = await CreateAsync(writer, "/elsewhere/", "Draft.");
        await writer.RenameAsync(draft, Permalink.Parse("/old/"), Cancellation);
        Assert.Equal(["/old"], await RedirectsAsync(db));

        await writer.PublishAsync(draft, draft.LatestRevision!, Now, Cancellation);
        Assert.Equal([], await RedirectsAsync(db));
    }

    [Fact]
    public async Task Create_ContentThatTheDatabaseRefuses_LeavesNothingBehind()
    {
        await using (var db = Open())
        {
            var tooLong = new PageContent { Title = new string('x', PageContent.TitleMaxLength + 1), Markdown = "" };
            await Assert.ThrowsAsync<DbUpdateException>(
                () => new PageWriter(db).CreateAsync(_edition, Permalink.Parse("/a/"), tooLong, "Ada", Now, Cancellation));
        }

        await using var fresh = Open();
        Assert.Equal((0, 0), (await fresh.Pages.CountAsync(), await fresh.Revisions.CountAsync()));
    }

    [Fact]
    public async Task AddRedirect_AddressOfAPage_IsRefused()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var a = await CreateAsync(writer, "/a/", "A.");
        await writer.PublishAsync(a, a.LatestRevision!, Now, Cancellation);
        var b = await CreateAsync(writer, "/b/", "B.");

        Assert.False(await writer.AddRedirectAsync(b, Permalink.Parse("/A"), Cancellation));
        Assert.True(await writer.AddRedirectAsync(b, Permalink.Parse("/old"), Cancellation));
        Assert.False(await writer.AddRedirectAsync(b, Permalink.Parse("/OLD/"), Cancellation));
        Assert.Equal(["/old"], await RedirectsAsync(db));
    }

    [Theory]
    [InlineData("UPDATE page_revisions SET markdown = 'rewritten'")]
    [InlineData("DELETE FROM page_revisions")]
    public async Task Revision_ChangedOrDeletedByAnyStatement_IsRefusedByTheDatabase(string statement)
    {
        await using var db = Open();
        await CreateAsync(new PageWriter(db), "/overview/", "Hello.");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, Cancellation));

        Assert.Contains("append-only", refusal.MessageText, StringComparison.Ordinal);
        Assert.Equal("Hello.", await db.Revisions.Select(revision => revision.Markdown).SingleAsync());
    }

    [Fact]
    public async Task PublishedPointer_RevisionOfAnotherPage_IsRefusedByTheDatabase()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var a = await CreateAsync(writer, "/a/", "A.");
        var b = await CreateAsync(writer, "/b/", "B.");

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"UPDATE content_pages SET published_revision_id = {a.LatestRevisionId} WHERE id = {b.Id}", Cancellation));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refusal.SqlState);
    }

    [Fact]
    public async Task Save_PageThatSomebodyElseChangedMeanwhile_IsRefused()
    {
        await using var mine = Open();
        await using var theirs = Open();
        await CreateAsync(new PageWriter(mine), "/overview/", "Hello.");
        var page = await mine.Pages.Include(p => p.LatestRevision).SingleAsync();
        var same = await theirs.Pages.Include(p => p.LatestRevision).SingleAsync();

        await new PageWriter(theirs).SaveAsync(same, Text("Theirs."), "Ben", null, Now, Cancellation);

        await Assert.ThrowsAnyAsync<DbUpdateException>(
            () => new PageWriter(mine).SaveAsync(page, Text("Mine."), "Ada", null, Now, Cancellation));
    }

    [Fact]
    public async Task Edition_Deleted_TakesPagesRevisionsAndRedirectsAlong()
    {
        await using var db = Open();
        var writer = new PageWriter(db);
        var page = await CreateAsync(writer, "/a/", "A.");
        await writer.PublishAsync(page, page.LatestRevision!, Now, Cancellation);
        await writer.AddRedirectAsync(page, Permalink.Parse("/old/"), Cancellation);

        await db.Editions.ExecuteDeleteAsync();

        Assert.Equal((0, 0, 0), (await db.Pages.CountAsync(), await db.Revisions.CountAsync(), await db.Redirects.CountAsync()));
    }

    [Fact]
    public async Task Edition_SecondCurrentOne_ViolatesTheIndex()
    {
        await using var db = Open();
        db.Add(new Edition { Slug = "2025", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true });

        var clash = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.Equal(Edition.CurrentIndex, Assert.IsType<PostgresException>(clash.InnerException).ConstraintName);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PageContent Text(string markdown) => new() { Title = "Overview", Markdown = markdown };

    private WorkshopDbContext Open() => WorkshopDbContext.Open(_connectionString);

    private Task<ContentPage> CreateAsync(PageWriter writer, string permalink, string markdown) =>
        writer.CreateAsync(_edition, Permalink.Parse(permalink), Text(markdown), "Ada", Now, Cancellation);

    private static Task<List<string>> RedirectsAsync(WorkshopDbContext db) =>
        db.Redirects.OrderBy(redirect => redirect.PathKey).Select(redirect => redirect.PathKey).ToListAsync();
}
