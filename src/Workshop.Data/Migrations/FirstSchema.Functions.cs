using Microsoft.EntityFrameworkCore.Migrations;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    // The words of a revision, twice: stemmed as English, and as they stand, for names and other languages, with the
    // parts of a word such as NeuroAI set apart. A tsvector holds 1 MB, and a save must not fail for that: the first
    // 100,000 characters make at most half of it. Stored, because ranking needs it for every page that matches,
    // where an index over the expression would have each of them parsed again. The portal's model leaves it out.
    private const string PageWords =
    """
    CREATE FUNCTION page_words(title text, description text, markdown text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT setweight(to_tsvector('pg_catalog.english', title), 'A')
            || setweight(to_tsvector('pg_catalog.simple', regexp_replace(title, '([a-z])([A-Z])', '\1 \2', 'g')), 'A')
            || setweight(to_tsvector('pg_catalog.english', coalesce(description, '')), 'B')
            || setweight(to_tsvector('pg_catalog.simple', regexp_replace(coalesce(description, ''), '([a-z])([A-Z])', '\1 \2', 'g')), 'B')
            || setweight(to_tsvector('pg_catalog.english', left(markdown, 100000)), 'D')
            || setweight(to_tsvector('pg_catalog.simple', regexp_replace(left(markdown, 100000), '([a-z])([A-Z])', '\1 \2', 'g')), 'D')
    $$;
    """;

    private static void CreateFunctions(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(PageWords);

        // Says that the public site has changed; SiteChange.cs is the other end. The payload is the same for the whole
        // transaction, so that PostgreSQL folds a transaction's notifications into one.
        migrationBuilder.Sql("""
            CREATE FUNCTION notify_site_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('workshop_site', extract(epoch FROM transaction_timestamp())::text);
                RETURN NULL;
            END
            $$;
            """);

        // What was written stays what it was; a revision goes only with what it is of.
        migrationBuilder.Sql("""
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END
            $$;
            CREATE FUNCTION refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM content_pages WHERE id = OLD.page_id) THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION 'page_revisions is append-only: revision % cannot be changed', OLD.id
                    USING ERRCODE = 'restrict_violation';
            END
            $$;
            CREATE FUNCTION refuse_edition_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM editions WHERE id = OLD.edition_id) THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION 'edition_revisions is append-only: revision % cannot be changed', OLD.id
                    USING ERRCODE = 'restrict_violation';
            END
            $$;
            CREATE FUNCTION refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM editions WHERE id = OLD.edition_id) THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION '% is append-only: row % cannot be changed', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
            END
            $$;
            """);
    }

    private static void DropFunctions(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("""
            DROP FUNCTION refuse_document_change();
            DROP FUNCTION refuse_edition_revision_change();
            DROP FUNCTION refuse_revision_change();
            DROP FUNCTION refuse_change();
            DROP FUNCTION notify_site_change();
            DROP FUNCTION page_words(text, text, text);
            """);
}
