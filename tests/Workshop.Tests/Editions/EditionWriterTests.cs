using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;

namespace Workshop.Tests.Editions;

public sealed class EditionWriterTests(SharedDatabase shared) : IClassFixture<SharedDatabase>, IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);

    private readonly string _connection = shared.ConnectionString;
    private int _editionId;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = Open();
        await TestDatabase.EmptyAsync(db);
        var edition = new Edition { Slug = "2024", Name = "NeuroAI", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync(Cancellation);
        _editionId = edition.Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Save_VeryFirst_KeepsWhatWasThereBefore()
    {
        var saved = await SaveAsync(settings => settings with { Name = "NeuroAI 2024" }, "Ada");

        Assert.Equal(2, saved!.Number);
        Assert.Equal([(1, "NeuroAI", EditionWriter.KeptBy), (2, "NeuroAI 2024", "Ada")], await RevisionsAsync());
        await using var db = Open();
        Assert.Equal("NeuroAI 2024", (await db.Editions.SingleAsync(Cancellation)).Name);
    }

    [Fact]
    public async Task Save_EverySetting_ComesBackFromItsRevision()
    {
        var everything = new EditionSettings
        {
            Name = "N",
            Event = "E",
            Tagline = "T",
            StartsOn = new LocalDate(2024, 12, 14),
            EndsOn = new LocalDate(2024, 12, 15),
            TimeZone = "America/Vancouver",
            Venue = "V",
            City = "C",
            Accent = "#123456",
            ContactEmail = "a@b.org",
            PublicUrl = "https://neuroai.example",
            Footer = "*Words* “and” \"quotes\"\n",
        };

        await SaveAsync(_ => everything, "Ada");

        await using var db = Open();
        Assert.Equal(everything, (await db.EditionRevisions.SingleAsync(revision => revision.Number == 2, Cancellation)).Settings);
        Assert.Equal(everything, (await db.Editions.SingleAsync(Cancellation)).Settings);
    }

    [Fact]
    public async Task Save_NothingChanged_AddsNoRevision()
    {
        Assert.Null(await SaveAsync(settings => settings with { }, "Ada"));

        Assert.Empty(await RevisionsAsync());
    }

    [Fact]
    public async Task Save_RowChangedPastTheWriter_KeepsThatAsWell()
    {
        await SaveAsync(settings => settings with { City = "Vancouver" }, "Ada");
        await using (var db = Open())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE editions SET name = 'By hand'", Cancellation);
        }

        await SaveAsync(settings => settings with { Name = "Third" }, "Eve");

        Assert.Equal(
            [(1, "NeuroAI", EditionWriter.KeptBy), (2, "NeuroAI", "Ada"), (3, "By hand", EditionWriter.KeptBy), (4, "Third", "Eve")],
            await RevisionsAsync());
    }

    [Fact]
    public async Task Save_TwoWhoLoadedTheSame_SecondIsRefusedAndChangesNothing()
    {
        await using var slow = Open();
        var loaded = await slow.Editions.SingleAsync(Cancellation);
        await SaveAsync(settings => settings with { Name = "First" }, "Ada");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            new EditionWriter(slow).SaveAsync(loaded, loaded.Settings with { Name = "Second" }, "Eve", Now, Cancellation));

        Assert.Equal([(1, "NeuroAI", EditionWriter.KeptBy), (2, "First", "Ada")], await RevisionsAsync());
    }

    [Fact]
    public async Task Save_ManyAtOnce_EachIsARevisionOrRefusedAndNumbersAreWhole()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return await SaveAsync(settings => settings with { Name = $"Name {i}" }, "Ada") is not null;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        }));

        var revisions = await RevisionsAsync();
        Assert.Equal(Enumerable.Range(1, outcomes.Count(saved => saved) + 1), revisions.Select(revision => revision.Number));
    }

    [Theory]
    [InlineData("UPDATE edition_revisions SET author = 'x'")]
    [InlineData("DELETE FROM edition_revisions")]
    [InlineData("TRUNCATE edition_revisions")]
    [InlineData("TRUNCATE editions CASCADE")]
    public async Task Revisions_ChangedInTheDatabase_AreRefused(string sql)
    {
        await SaveAsync(settings => settings with { Name = "Other" }, "Ada");
        await using var db = Open();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, Cancellation));
    }

    [Fact]
    public async Task Revisions_EditionRemoved_GoWithIt()
    {
        await SaveAsync(settings => settings with { Name = "Other" }, "Ada");
        await using var db = Open();

        await db.Editions.ExecuteDeleteAsync(Cancellation);

        Assert.Empty(await RevisionsAsync());
    }

    private async Task<EditionRevision?> SaveAsync(Func<EditionSettings, EditionSettings> change, string author)
    {
        await using var db = Open();
        var edition = await db.Editions.SingleAsync(edition => edition.Id == _editionId, Cancellation);
        return await new EditionWriter(db).SaveAsync(edition, change(edition.Settings), author, Now, Cancellation);
    }

    private async Task<List<(int Number, string Name, string Author)>> RevisionsAsync()
    {
        await using var db = Open();
        var revisions = await db.EditionRevisions.OrderBy(revision => revision.Number).ToListAsync(Cancellation);
        return [.. revisions.Select(revision => (revision.Number, revision.Settings.Name, revision.Author))];
    }

    private WorkshopDbContext Open() => WorkshopDbContext.Open(_connection);
}
