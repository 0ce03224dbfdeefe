using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests.Publishing;

/// <summary>What the database says to whoever listens, and when it says nothing.</summary>
public sealed class SiteChangeTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);

    private readonly string _connectionString = shared.ConnectionString;
    private WorkshopDbContext _db = null!;
    private Edition _edition = null!;
    private ContentPage _live = null!;
    private ContentPage _draft = null!;

    private PageWriter Writer => new(_db);

    public async ValueTask InitializeAsync()
    {
        _db = WorkshopDbContext.Open(_connectionString);
        await TestDatabase.EmptyAsync(_db);
        _edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true };
        _db.Add(_edition);
        await _db.SaveChangesAsync();
        _live = await CreateAsync("/live/");
        await Writer.PublishAsync(_live, _live.LatestRevision!, Now, default);
        _draft = await CreateAsync("/draft/");
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task Publish_ManyRowsInOneTransaction_SaysSoOnce()
    {
        var before = await ClockAsync();
        var heard = await HeardDuringAsync(async () =>
        {
            await using var transaction = await _db.Database.BeginTransactionAsync();
            for (var n = 0; n < 20; n++)
            {
                var page = await CreateAsync($"/new-{n}/");
                await Writer.PublishAsync(page, page.LatestRevision!, Now, default);
                await Writer.AddRedirectAsync(page, Permalink.Parse($"/old-{n}/"), default);
            }

            var programme = new ProgrammeWriter(_db);
            var origin = new DocumentOrigin("Ada", Now, "Added a talk");
            await programme.ChangeAsync(
                _edition.Id, (ProgrammeDocument document) => document with { Rooms = [new Room("hall", "Hall")] }, origin, default);
            await programme.ReleaseAsync(_edition.Id, seen: null, note: null, origin, default);
            _edition.Tagline = "New";
            await _db.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.InRange(SiteChange.StartOf(Assert.Single(heard))!.Value, before, await ClockAsync());
    }

    [Fact]
    public async Task Publish_TwoTransactions_SaySoTwice()
    {
        var heard = await HeardDuringAsync(async () =>
        {
            await Writer.RenameAsync(_live, Permalink.Parse("/b/"), default);
            await Writer.RenameAsync(_live, Permalink.Parse("/c/"), default);
        });

        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task Publish_RolledBack_SaysNothing() =>
        Assert.Empty(await HeardDuringAsync(async () =>
        {
            await using var transaction = await _db.Database.BeginTransactionAsync();
            await Writer.PublishAsync(_draft, _draft.LatestRevision!, Now, default);
            await transaction.RollbackAsync();
        }));

    [Fact]
    public async Task Draft_CreatedSavedAndMoved_SaysNothing() =>
        Assert.Empty(await HeardDuringAsync(async () =>
        {
            await CreateAsync("/another/");
            await Writer.SaveAsync(_live, Text("Changed."), "Ada", null, Now, default);
            await Writer.RenameAsync(_draft, Permalink.Parse("/elsewhere/"), default);
            _draft.Position = 99;
            _draft.InNavigation = !_draft.InNavigation;
            await _db.SaveChangesAsync();
            await new ProgrammeWriter(_db).ChangeAsync(
                _edition.Id,
                (ProgrammeDocument document) => document with { Rooms = [new Room("hall", "Hall")] },
                new DocumentOrigin("Ada", Now, "Added a room"),
                default);
        }));

    public static TheoryData<string> Changes => new(
        "UPDATE content_pages SET in_navigation = NOT in_navigation WHERE permalink = '/live/'",
        "UPDATE content_pages SET position = 99 WHERE permalink = '/live/'",
        "UPDATE content_pages SET permalink = '/Live/' WHERE permalink = '/live/'",
        "UPDATE content_pages SET published_revision_id = NULL WHERE permalink = '/live/'",
        "UPDATE content_pages SET published_at = now() WHERE permalink = '/live/'",
        "UPDATE content_pages SET publish_at = now(), scheduled_revision_id = latest_revision_id WHERE permalink = '/draft/'",
        "UPDATE editions SET accent = '#112233'",
        "INSERT INTO programme_releases (edition_id, version, document, author, created_at) SELECT id, 1, '{{}}', 'Ada', now() "
        + "FROM editions",
        "INSERT INTO document_revisions (edition_id, kind, number, document, summary, author, created_at) SELECT id, 'Notices', "
        + "1, '{{}}', '', 'Ada', now() FROM editions",
        "INSERT INTO redirects (edition_id, path, path_key, page_id) SELECT edition_id, '/old/', '/old', id FROM content_pages "
        + "WHERE permalink = '/live/'",
        "INSERT INTO media_contents VALUES ('a', ''); INSERT INTO media_files (hash, source_hash, name, content_type, length, "
        + "author, created_at) VALUES ('a', 'a', 'a.png', 'image/png', 0, 'Ada', now())",
        "DELETE FROM media_files",
        "DELETE FROM editions");

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Statement_ThatChangesWhatThePublicSees_SaysSoOnce(string sql) =>
        Assert.Single(await HeardDuringAsync(() => _db.Database.ExecuteSqlRawAsync(sql)));

    [Theory]
    [InlineData("1732550400.25", "2024-11-25T16:00:00.25Z")]
    [InlineData("", null)]
    [InlineData("soon", null)]
    public void StartOf_Payload_IsThatInstantOrNothing(string payload, string? expected) =>
        Assert.Equal(expected, SiteChange.StartOf(payload) is { } start ? NodaTime.Text.InstantPattern.ExtendedIso.Format(start) : null);

    private static PageContent Text(string markdown) => new() { Title = "Page", Markdown = markdown };

    private Task<ContentPage> CreateAsync(string permalink) =>
        Writer.CreateAsync(_edition, Permalink.Parse(permalink), Text("Text."), "Ada", Now, default);

    private async Task<List<string>> HeardDuringAsync(Func<Task> write)
    {
        // Unpooled, because one from the pool would go on hearing until it is used again.
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var heard = new List<string>();
        connection.Notification += (_, said) => heard.Add(said.Payload);
        await ExecuteAsync($"LISTEN {SiteChange.Channel}");

        await write();

        // Delivered in the order of the commits, so when this one is here all others are.
        await ExecuteAsync($"NOTIFY {SiteChange.Channel}, 'end'");
        while (heard.LastOrDefault() != "end")
        {
            await connection.WaitAsync();
        }

        return heard[..^1];

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private Task<Instant> ClockAsync() => _db.Database.SqlQuery<Instant>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync();
}
