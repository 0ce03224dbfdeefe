using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Benchmarks;

/// <summary>Pages of the size of the sample's overview: about 3 kB of Markdown, 8 kB of HTML.</summary>
internal static class Filling
{
    public static readonly string Markdown = string.Join(
        "\n\n",
        Enumerable.Range(1, 6).Select(part =>
            $"## Part {part}\n\nBrains and machines solve the **same problems** with different means; this [workshop](/page-1/) "
            + $"asks what either can learn from the other. "
            + "We bring together people who record from neurons, people who train networks, and people who build chips that "
                + "behave like both, for one day of talks, posters and arguments.\n\n"
            + "- What does the cortex know about learning without labels?\n- What can be explained about a model, and to "
                + "whom?\n- How little energy is enough?"));

    public static PageContent Content(string title) => new() { Title = title, Markdown = Markdown };

    public static async Task<Edition> AddEditionAsync(WorkshopDbContext db)
    {
        var edition = new Edition
        {
            Slug = "2024",
            Name = "NeuroAI",
            TimeZone = "America/Vancouver",
            IsCurrent = true,
            StartsOn = new LocalDate(2024, 12, 14),
        };
        db.Add(edition);
        await db.SaveChangesAsync();
        return edition;
    }

    public static async Task PublishAsync(WorkshopDbContext db, Edition edition, string permalink, bool inNavigation)
    {
        var writer = new PageWriter(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var page = await writer.CreateAsync(
            edition, Permalink.Parse(permalink), Content(permalink), "Benchmark", now, CancellationToken.None);
        page.InNavigation = inNavigation;
        await writer.PublishAsync(page, page.LatestRevision!, now, CancellationToken.None);
    }

    /// <summary>The page that shows the programme, at <c>/schedule/</c>.</summary>
    public static async Task PublishScheduleAsync(WorkshopDbContext db, Edition edition)
    {
        var writer = new PageWriter(db);
        var now = SystemClock.Instance.GetCurrentInstant();
        var page = await writer.CreateAsync(
            edition,
            Permalink.Parse("/schedule/"),
            new PageContent { Title = "Schedule", Markdown = "", Layout = PageLayout.Schedule },
            "Benchmark",
            now,
            CancellationToken.None);
        await writer.PublishAsync(page, page.LatestRevision!, now, CancellationToken.None);
    }

    /// <summary>Many at once: as rows, since one by one 10,000 would take minutes.</summary>
    public static async Task PublishManyAsync(string connectionString, Edition edition, int count)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            WITH pages AS (
                INSERT INTO content_pages (edition_id, permalink, permalink_key, position, in_navigation, created_at)
                SELECT $1, '/page-' || n || '/', '/page-' || n, n, false, now() FROM generate_series(1, $2) AS n
                RETURNING id, permalink)
            INSERT INTO page_revisions (page_id, number, title, layout, markdown, author, created_at)
            SELECT id, 1, permalink, 'page', $3, 'Benchmark', now() FROM pages;
            """,
            connection)
        {
            Parameters = { new() { Value = edition.Id }, new() { Value = count }, new() { Value = Markdown } },
        };
        await command.ExecuteNonQueryAsync();
        await using var publish = new NpgsqlCommand(
            """
            UPDATE content_pages SET latest_revision_id = r.id, published_revision_id = r.id, published_at = now()
            FROM page_revisions r WHERE r.page_id = content_pages.id
            """,
            connection);
        await publish.ExecuteNonQueryAsync();
        await using var analyze = new NpgsqlCommand("ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync();
    }
}
