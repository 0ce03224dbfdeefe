using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Content;

namespace Workshop.Tests.Publishing;

/// <summary>Scheduled publishes as portals carry them out by themselves.</summary>
[StartsPortals(2, "a portal and a replica")]
public sealed class SiteUpdatesTests(TestDatabase databases)
{
    [Fact]
    public async Task Schedule_ASecondAhead_IsServedByEveryReplicaAtThatTimeAndPublishedOnce()
    {
        await using var portal = await RunningPortal.StartAsync(databases);
        await using var replica = await portal.StartReplicaAsync();
        var edition = await portal.AddEditionAsync();
        await using var db = portal.OpenDatabase();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE publishes (published_at timestamptz NOT NULL);
            CREATE FUNCTION note_publish() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN INSERT INTO publishes VALUES (NEW.published_at); RETURN NULL; END $$;
            CREATE TRIGGER note_publish AFTER UPDATE ON content_pages
                FOR EACH ROW WHEN (OLD.published_at IS DISTINCT FROM NEW.published_at) EXECUTE FUNCTION note_publish();
            """);
        var writer = new PageWriter(db);
        var page = await writer.CreateAsync(
            edition, Permalink.Parse("/news/"), new PageContent { Title = "News", Markdown = "Text." }, "Ada", RunningPortal.Now, default);
        var publishAt = await db.Database.SqlQuery<Instant>($"SELECT now() + interval '1.5 seconds' AS \"Value\"").SingleAsync();
        await writer.ScheduleAsync(page, page.LatestRevision!, publishAt, default);

        foreach (var reader in new[] { portal, replica })
        {
            using var before = await reader.Client.GetAsync("/news/");
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        }

        foreach (var reader in new[] { portal, replica })
        {
            // Shorter than the poll: the time itself has to bring it about.
            await Eventually.TrueAsync(
                TimeSpan.FromSeconds(10), async () => (await reader.Client.GetAsync("/news/")).StatusCode == HttpStatusCode.OK);
        }

        var publishedAt = await db.Database.SqlQuery<Instant>($"SELECT published_at AS \"Value\" FROM publishes").SingleAsync();
        Assert.InRange(publishedAt, publishAt, publishAt + Duration.FromSeconds(3));
    }
}
