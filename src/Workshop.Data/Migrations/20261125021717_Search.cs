using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The words of a revision, twice: stemmed as English, and as they stand, for names and other languages, with the
            // parts of a word such as NeuroAI set apart. A tsvector holds 1 MB, and a save must not fail for that: the first
            // 100,000 characters make at most half of it. Stored, because ranking needs it for every page that matches,
            // where an index over the expression would have each of them parsed again. The portal's model leaves it out.
            migrationBuilder.Sql("""
                CREATE FUNCTION page_words(title text, description text, markdown text) RETURNS tsvector
                LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT setweight(to_tsvector('pg_catalog.english', title), 'A')
                        || setweight(to_tsvector('pg_catalog.simple', regexp_replace(title, '([a-z])([A-Z])', '\1 \2', 'g')), 'A')
                        || setweight(to_tsvector('pg_catalog.english', coalesce(description, '')), 'B')
                        || setweight(to_tsvector('pg_catalog.simple', regexp_replace(coalesce(description, ''), '([a-z])([A-Z])', '\1 \2', 'g')), 'B')
                        || setweight(to_tsvector('pg_catalog.english', left(markdown, 100000)), 'D')
                        || setweight(to_tsvector('pg_catalog.simple', regexp_replace(left(markdown, 100000), '([a-z])([A-Z])', '\1 \2', 'g')), 'D')
                $$;
                ALTER TABLE page_revisions ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (page_words(title, description, markdown)) STORED;
                CREATE INDEX ix_page_revisions_words ON page_revisions USING gin (words);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE page_revisions DROP COLUMN words;
                DROP FUNCTION page_words(text, text, text);
                """);
        }
    }
}
