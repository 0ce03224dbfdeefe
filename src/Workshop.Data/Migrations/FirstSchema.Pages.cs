using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreatePages(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "content_pages",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                edition_id = table.Column<int>(type: "integer", nullable: false),
                permalink = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                permalink_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                position = table.Column<int>(type: "integer", nullable: false),
                in_navigation = table.Column<bool>(type: "boolean", nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                latest_revision_id = table.Column<int>(type: "integer", nullable: true),
                published_revision_id = table.Column<int>(type: "integer", nullable: true),
                published_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                publish_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                scheduled_revision_id = table.Column<int>(type: "integer", nullable: true),
                trashed_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_content_pages", x => x.id);
                table.CheckConstraint("ck_content_pages_publish_at", "(publish_at IS NULL) = (scheduled_revision_id IS NULL)");
                table.ForeignKey(
                    name: "fk_content_pages_editions_edition_id",
                    column: x => x.edition_id,
                    principalTable: "editions",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_content_pages_edition_id_permalink_key",
            table: "content_pages",
            columns: new[] { "edition_id", "permalink_key" },
            unique: true,
            filter: "trashed_at IS NULL");

        migrationBuilder.CreateIndex(
            name: "ix_content_pages_latest_revision_id_id",
            table: "content_pages",
            columns: new[] { "latest_revision_id", "id" });

        migrationBuilder.CreateIndex(
            name: "ix_content_pages_publish_at",
            table: "content_pages",
            column: "publish_at",
            filter: "publish_at IS NOT NULL");

        migrationBuilder.CreateIndex(
            name: "ix_content_pages_published_revision_id_id",
            table: "content_pages",
            columns: new[] { "published_revision_id", "id" });

        migrationBuilder.CreateIndex(
            name: "ix_content_pages_scheduled_revision_id_id",
            table: "content_pages",
            columns: new[] { "scheduled_revision_id", "id" });

        migrationBuilder.CreateTable(
            name: "page_revisions",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                page_id = table.Column<int>(type: "integer", nullable: false),
                number = table.Column<int>(type: "integer", nullable: false),
                title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                navigation_label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                description = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                layout = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                markdown = table.Column<string>(type: "character varying(300000)", maxLength: 300000, nullable: false),
                author = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false,
                    computedColumnSql: "page_words(title, description, markdown)", stored: true),
                author_id = table.Column<int>(type: "integer", nullable: true),
                based_on = table.Column<int>(type: "integer", nullable: true),
                editor_id = table.Column<Guid>(type: "uuid", nullable: true),
                is_autosave = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                is_set_aside = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                save_number = table.Column<int>(type: "integer", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_page_revisions", x => x.id);
                table.UniqueConstraint("ak_revisions_id_page_id", x => new { x.id, x.page_id });
                table.ForeignKey(
                    name: "fk_page_revisions_content_pages_page_id",
                    column: x => x.page_id,
                    principalTable: "content_pages",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_page_revisions_page_id_number",
            table: "page_revisions",
            columns: new[] { "page_id", "number" },
            unique: true);

        // Of what search finds, which the portal's model leaves out.
        migrationBuilder.CreateIndex(
            name: "ix_page_revisions_words",
            table: "page_revisions",
            column: "words")
            .Annotation("Npgsql:IndexMethod", "gin");

        migrationBuilder.AddForeignKey(
            name: "fk_content_pages_revisions_latest_revision_id_id",
            table: "content_pages",
            columns: new[] { "latest_revision_id", "id" },
            principalTable: "page_revisions",
            principalColumns: new[] { "id", "page_id" },
            onDelete: ReferentialAction.Restrict);

        migrationBuilder.AddForeignKey(
            name: "fk_content_pages_revisions_published_revision_id_id",
            table: "content_pages",
            columns: new[] { "published_revision_id", "id" },
            principalTable: "page_revisions",
            principalColumns: new[] { "id", "page_id" },
            onDelete: ReferentialAction.Restrict);

        migrationBuilder.AddForeignKey(
            name: "fk_content_pages_revisions_scheduled_revision_id_id",
            table: "content_pages",
            columns: new[] { "scheduled_revision_id", "id" },
            principalTable: "page_revisions",
            principalColumns: new[] { "id", "page_id" },
            onDelete: ReferentialAction.Restrict);

        // A revision is what somebody wrote and readers may have seen: nothing changes it, and it goes only with its page.
        // Drafts say nothing of a change of the site; a page does where readers see it, or its hour to be published changes.
        migrationBuilder.Sql("""
            CREATE TRIGGER page_revisions_immutable BEFORE UPDATE OR DELETE ON page_revisions
                FOR EACH ROW EXECUTE FUNCTION refuse_revision_change();
            CREATE TRIGGER site_change_insert AFTER INSERT ON content_pages
                FOR EACH ROW WHEN (NEW.published_revision_id IS NOT NULL)
                EXECUTE FUNCTION notify_site_change();
            CREATE TRIGGER site_change_delete AFTER DELETE ON content_pages
                FOR EACH ROW WHEN (OLD.published_revision_id IS NOT NULL)
                EXECUTE FUNCTION notify_site_change();
            CREATE TRIGGER site_change_update AFTER UPDATE ON content_pages
                FOR EACH ROW WHEN (
                    OLD.publish_at IS DISTINCT FROM NEW.publish_at
                    OR coalesce(OLD.published_revision_id, NEW.published_revision_id) IS NOT NULL
                    AND (OLD.edition_id, OLD.permalink, OLD.position,
                            OLD.in_navigation, OLD.published_revision_id, OLD.published_at)
                        IS DISTINCT FROM (NEW.edition_id, NEW.permalink, NEW.position,
                            NEW.in_navigation, NEW.published_revision_id, NEW.published_at))
                EXECUTE FUNCTION notify_site_change();
            """);
    }
}
