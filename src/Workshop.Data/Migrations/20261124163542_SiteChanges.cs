using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class SiteChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "sessions",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "rooms",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "editions",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<Instant>(
                name: "publish_at",
                table: "content_pages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "scheduled_revision_id",
                table: "content_pages",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_content_pages_publish_at",
                table: "content_pages",
                column: "publish_at",
                filter: "publish_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_content_pages_scheduled_revision_id_id",
                table: "content_pages",
                columns: new[] { "scheduled_revision_id", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_content_pages_publish_at",
                table: "content_pages",
                sql: "(publish_at IS NULL) = (scheduled_revision_id IS NULL)");

            migrationBuilder.AddForeignKey(
                name: "fk_content_pages_revisions_scheduled_revision_id_id",
                table: "content_pages",
                columns: new[] { "scheduled_revision_id", "id" },
                principalTable: "page_revisions",
                principalColumns: new[] { "id", "page_id" },
                onDelete: ReferentialAction.Restrict);

            // Says that the public site has changed; SiteChange.cs is the other end. The payload is the same for the whole
            // transaction, so that PostgreSQL folds a transaction's notifications into one. Drafts say nothing.
            migrationBuilder.Sql("""
                CREATE FUNCTION notify_site_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify('workshop_site', extract(epoch FROM transaction_timestamp())::text);
                    RETURN NULL;
                END
                $$;
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON editions
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON redirects
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON rooms
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON sessions
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
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
                        AND (OLD.edition_id, OLD.permalink, OLD.position, OLD.in_navigation, OLD.published_revision_id, OLD.published_at)
                            IS DISTINCT FROM (NEW.edition_id, NEW.permalink, NEW.position, NEW.in_navigation, NEW.published_revision_id, NEW.published_at))
                    EXECUTE FUNCTION notify_site_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER site_change ON editions;
                DROP TRIGGER site_change ON redirects;
                DROP TRIGGER site_change ON rooms;
                DROP TRIGGER site_change ON sessions;
                DROP TRIGGER site_change_insert ON content_pages;
                DROP TRIGGER site_change_delete ON content_pages;
                DROP TRIGGER site_change_update ON content_pages;
                DROP FUNCTION notify_site_change();
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_content_pages_revisions_scheduled_revision_id_id",
                table: "content_pages");

            migrationBuilder.DropIndex(
                name: "ix_content_pages_publish_at",
                table: "content_pages");

            migrationBuilder.DropIndex(
                name: "ix_content_pages_scheduled_revision_id_id",
                table: "content_pages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_content_pages_publish_at",
                table: "content_pages");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "rooms");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "editions");

            migrationBuilder.DropColumn(
                name: "publish_at",
                table: "content_pages");

            migrationBuilder.DropColumn(
                name: "scheduled_revision_id",
                table: "content_pages");
        }
    }
}
