using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;

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
    public async Task FirstSchema_TakenAway_LeavesNothingAndIsAddedAgain()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);
        var migrator = db.GetService<IMigrator>();

        await migrator.MigrateAsync(Migration.InitialDatabase);

        Assert.Equal(["__EFMigrationsHistory"], await db.Database.SqlQuery<string>($"""
            SELECT relname::text AS "Value" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            """).ToListAsync());
        await migrator.MigrateAsync();
        Assert.Equal(0, await db.Editions.CountAsync());
        await databases.DropDatabaseAsync(connectionString);
    }

    [Fact]
    public async Task Words_OfAPage_AreStemmedAndAsTheyStand()
    {
        var connectionString = await databases.CreateDatabaseAsync();
        await using var db = WorkshopDbContext.Open(connectionString);
        var edition = new Edition { Slug = "first", Name = "First", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();

        var content = new PageContent { Title = "Overview", Markdown = "Spiking networks." };
        await new PageWriter(db).CreateAsync(edition, Permalink.Parse("/overview/"), content, "Ada", default, default);

        Assert.Equal(
            ["'network':4 'networks':6 'overview':1A,2A 'spike':3 'spiking':5"],
            await db.Database.SqlQuery<string>($"""SELECT words::text AS "Value" FROM page_revisions""").ToListAsync());
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
            text.Append(random.GetItems("aЖ中bcdefghijklmnopqrstuvwxyz".AsSpan(), wordLength)).Append(random.Next(3) == 0
                || joint == "" ? " " : joint);
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
