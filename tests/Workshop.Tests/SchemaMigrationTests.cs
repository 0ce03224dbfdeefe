using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests;

public sealed class SchemaMigrationTests(TestDatabase databases)
{
    [Fact]
    public async Task MigrateUnderLock_EightProcessesOnNoDatabase_EachMigrationAndTheFirstContentOnce()
    {
        var settings = new NpgsqlConnectionStringBuilder(await databases.CreateDatabaseAsync());
        await databases.DropDatabaseAsync(settings.ConnectionString);
        settings.Database += "_missing";

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StartAsync(settings.ConnectionString))));

        await using var db = WorkshopDbContext.Open(settings.ConnectionString);
        var migrations = db.Database.GetMigrations().Count();
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, migrations], applied.Order());
        Assert.Equal(1, await db.Editions.CountAsync());
        await databases.DropDatabaseAsync(settings.ConnectionString);
    }

    [Fact]
    public async Task Model_ComparedWithTheMigrations_HasNoPendingChange()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);

        Assert.False(db.Database.HasPendingModelChanges());
        await databases.DropDatabaseAsync(connectionString);
    }

    [Fact]
    public async Task Search_OfADatabaseThatHasPages_IsAddedAndTakenAway()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);
        var migrator = db.GetService<IMigrator>();
        var edition = new Edition { Slug = "first", Name = "First", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        var content = new PageContent { Title = "Overview", Markdown = "Spiking networks." };
        await new PageWriter(db).CreateAsync(edition, Permalink.Parse("/overview/"), content, "Ada", default, default);

        await migrator.MigrateAsync("SiteChanges");
        await migrator.MigrateAsync();

        Assert.Equal(["'network':4 'networks':6 'overview':1A,2A 'spike':3 'spiking':5"], await db.Database.SqlQuery<string>($"""SELECT words::text AS "Value" FROM page_revisions""").ToListAsync());
        await databases.DropDatabaseAsync(connectionString);
    }

    [Fact]
    public async Task Programme_OfADatabaseThatHasSessions_IsTheFirstRevisionAndReleased()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Media");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO editions (slug, name, time_zone, accent, is_current, is_sample) VALUES ('first', 'First', 'Europe/Berlin', '#112233', true, false);
            INSERT INTO rooms (edition_id, name, location, position) SELECT editions.id, r.name, NULL, place FROM editions, (VALUES ('Große Halle', 2), ('A & B', 1), ('a-b', 3), ('Room 5', 4), ('会議室', 5)) AS r(name, place);
            INSERT INTO sessions (edition_id, slug, title, kind, room_id, starts_at, duration_minutes, people)
                SELECT edition_id, 'posters', 'Forty “posters”', 'PosterSession', id, '2024-12-14 15:30', 120, ARRAY['Ada', NULL, '', E' \t', E'Ben\n& Co'] FROM rooms WHERE name = 'A & B';
            INSERT INTO sessions (edition_id, slug, title, kind, starts_at, duration_minutes, people) SELECT id, 'lunch', 'Lunch', 'Break', '2024-12-14 12:15', 70, '{{}}' FROM editions;
            INSERT INTO sessions (edition_id, slug, title, kind, starts_at, duration_minutes, people) SELECT id, 'retreat', 'Retreat', 'Social', '9999-12-31 23:59', 4320, '{{}}' FROM editions;
            """);

        await migrator.MigrateAsync();

        var edition = await db.Editions.SingleAsync();
        var programme = await new ProgrammeWriter(db).ProgrammeOfAsync(edition.Id, default);
        Assert.Equal(["A & B", "Große Halle", "a-b", "Room 5", "会議室"], programme.Rooms.Select(room => room.Name));
        Assert.Empty(ProgrammeRules.Objections(programme));
        var posters = programme.Sessions[0];
        Assert.Equal(("Forty “posters”", SessionKind.PosterSession, new NodaTime.LocalDateTime(2024, 12, 14, 15, 30), 120, programme.Rooms[0].Slug), (posters.Title, posters.Kind, posters.StartsAt!.Value, posters.DurationMinutes, posters.Room));
        Assert.Equal(["Ada", "Ben & Co"], posters.People.Select(participant => participant.Name));
        Assert.Equal((ProgrammeRules.MaxMinutes, null), (programme.Sessions[2].DurationMinutes, programme.Sessions[2].StartsAt));
        var release = ProgrammeJson.Read<ReleaseDocument>((await db.ProgrammeReleases.SingleAsync()).Document);
        Assert.True(ProgrammeJson.Same(programme, release.Programme));
        Assert.Equal(("Europe/Berlin", 3), (release.TimeZone, release.Stamps.Count));
        await databases.DropDatabaseAsync(connectionString);
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(3, "-")]
    [InlineData(60, "")]
    public async Task Words_OfTheLongestText_FitIntoTheirIndex(int wordLength, string joint)
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);
        var edition = new Edition { Slug = "first", Name = "First", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < PageContent.MarkdownMaxLength)
        {
            text.Append(random.GetItems("aЖ中bcdefghijklmnopqrstuvwxyz".AsSpan(), wordLength)).Append(random.Next(3) == 0 || joint == "" ? " " : joint);
        }

        var content = new PageContent { Title = "Long", Markdown = text.ToString(0, PageContent.MarkdownMaxLength) };
        var page = await new PageWriter(db).CreateAsync(edition, Permalink.Parse("/long/"), content, "Ada", default, default);

        Assert.NotNull(page.LatestRevision);
        await databases.DropDatabaseAsync(connectionString);
    }

    private static async Task<int> StartAsync(string connectionString)
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        return await db.MigrateUnderLockAsync(async () =>
        {
            if (!await db.Editions.AnyAsync())
            {
                db.Add(new Edition { Slug = "first", Name = "First", TimeZone = "UTC", IsCurrent = true });
                await db.SaveChangesAsync();
            }
        }, CancellationToken.None);
    }
}
