using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

public sealed class ProgrammeWriterTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);
    private static readonly DocumentOrigin Ada = new("Ada", Now, "Added a room");

    private readonly string _connectionString = shared.ConnectionString;
    private int _edition;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
        var edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "Europe/Berlin", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        _edition = edition.Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Change_FiftyAtOnce_HasEveryOneOfThem()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(1, 50).Select(async n => (await AddRoomAsync($"room-{n}"))!.Number));

        await using var db = Open();
        Assert.Equal(Enumerable.Range(1, 50), numbers.Order());
        Assert.Equal(50, (await new ProgrammeWriter(db).ProgrammeOfAsync(_edition, Cancellation)).Rooms.Length);
    }

    [Fact]
    public async Task Change_ThatChangesNothing_AddsNoRevision()
    {
        await AddRoomAsync("hall");
        await using var db = Open();

        Assert.Null(await new ProgrammeWriter(db).ChangeAsync(
            _edition, (ProgrammeDocument document) => document with { Rooms = [.. document.Rooms] }, Ada, Cancellation));
        Assert.Equal(1, await db.DocumentRevisions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Change_ThatBreaksARule_IsRefusedByName()
    {
        await using var db = Open();
        var session = new Session
        {
            Slug = "Talk",
            Uid = Guid
            .NewGuid(),
            Title = "T",
            DurationMinutes = 0,
            Room = "hall",
            SlidesUrl = "javascript:alert(1)",
        };
        var large = session with
        {
            StartsAt = new LocalDateTime(9998, 1, 1, 9, 0),
            People = [.. Enumerable.Range(0, 101).Select(number => new Participant(null, $"N {number}"))],
            Links = [.. Enumerable.Range(0, 101).Select(number => new Link("L", $"/{number}"))],
        };

        var refused = await Assert.ThrowsAsync<InvalidDocumentException>(() =>
            new ProgrammeWriter(db).ChangeAsync(
                _edition, (ProgrammeDocument document) => document with { Sessions = [session] }, Ada, Cancellation));

        Assert.Equal(4, refused.Objections.Count);
        Assert.Equal(
            ["the start is not of the years 1900 to 2200", "has 101 people; 100 can be kept", "has 101 links; 100 can be kept"],
            ProgrammeRules
                .Objections(ProgrammeDocument.Empty with { Sessions = [large] })
                .Except(refused.Objections)
                .Select(objection => objection["session 'Talk': ".Length..]));
        Assert.All(refused.Objections, objection => Assert.StartsWith("session 'Talk'", objection, StringComparison.Ordinal));
        Assert.Equal(0, await db.DocumentRevisions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Release_OfWhatWasSeen_FreezesItAndTheNextNeedsAChange()
    {
        await AddRoomAsync("hall");
        await using var db = Open();
        var writer = new ProgrammeWriter(db);

        var first = await writer.ReleaseAsync(_edition, seen: 1, "Hello", Ada, Cancellation);
        var same = await writer.ReleaseAsync(_edition, seen: 1, null, Ada, Cancellation);
        await AddRoomAsync("foyer");
        var unseen = await writer.ReleaseAsync(_edition, seen: 1, null, Ada, Cancellation);
        var second = await writer.ReleaseAsync(_edition, seen: 2, null, Ada, Cancellation);

        Assert.Equal((1, "Hello", null, null, 2), (first!.Version, first.Note, same, unseen, second!.Version));
        Assert.Single(ProgrammeJson.Read<ReleaseDocument>(first.Document).Programme.Rooms);
    }

    [Theory]
    [InlineData("UPDATE document_revisions SET summary = 'x'")]
    [InlineData("DELETE FROM document_revisions")]
    [InlineData("TRUNCATE document_revisions")]
    [InlineData("UPDATE programme_releases SET note = 'x'")]
    [InlineData("DELETE FROM programme_releases")]
    [InlineData("TRUNCATE programme_releases")]
    public async Task Statement_ThatWouldChangeHistory_IsRefused(string sql)
    {
        await AddRoomAsync("hall");
        await using var db = Open();
        await new ProgrammeWriter(db).ReleaseAsync(_edition, seen: null, note: null, Ada, Cancellation);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, Cancellation));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        // It goes with its edition alone.
        Assert.Equal(1, await db.Editions.ExecuteDeleteAsync(Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<DocumentRevision?> AddRoomAsync(string slug)
    {
        await using var db = Open();
        return await new ProgrammeWriter(db).ChangeAsync(
            _edition, (
                ProgrammeDocument document) => document with { Rooms = document.Rooms.Add(new Room(slug, slug)) }, Ada, Cancellation);
    }

    private WorkshopDbContext Open() => WorkshopDbContext.Open(_connectionString);
}
