using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateMedia(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "media_contents",
            columns: table => new
            {
                hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                bytes = table.Column<byte[]>(type: "bytea", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_media_contents", x => x.hash);
            });

        migrationBuilder.CreateTable(
            name: "media_files",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                source_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                length = table.Column<long>(type: "bigint", nullable: false),
                width = table.Column<int>(type: "integer", nullable: true),
                height = table.Column<int>(type: "integer", nullable: true),
                alt = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                author = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_media_files", x => x.id);
                table.ForeignKey(
                    name: "fk_media_files_media_contents_hash",
                    column: x => x.hash,
                    principalTable: "media_contents",
                    principalColumn: "hash",
                    onDelete: ReferentialAction.Restrict);
            });

        migrationBuilder.CreateIndex(
            name: "ix_media_files_hash",
            table: "media_files",
            column: "hash",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "ix_media_files_source_hash",
            table: "media_files",
            column: "source_hash");

        migrationBuilder.CreateTable(
            name: "media_renditions",
            columns: table => new
            {
                media_file_id = table.Column<int>(type: "integer", nullable: false),
                width = table.Column<int>(type: "integer", nullable: false),
                hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                height = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_media_renditions", x => new { x.media_file_id, x.width });
                table.ForeignKey(
                    name: "fk_media_renditions_media_contents_hash",
                    column: x => x.hash,
                    principalTable: "media_contents",
                    principalColumn: "hash",
                    onDelete: ReferentialAction.Restrict);
                table.ForeignKey(
                    name: "fk_media_renditions_media_files_media_file_id",
                    column: x => x.media_file_id,
                    principalTable: "media_files",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_media_renditions_hash",
            table: "media_renditions",
            column: "hash");

        // The bytes are compressed by their own format: PostgreSQL need not try. Public pages show sizes and widths of
        // pictures, so a change of them is a change of the site (SiteChange.cs); an alternative text is for editors.
        migrationBuilder.Sql("""
            ALTER TABLE media_contents ALTER COLUMN bytes SET STORAGE EXTERNAL;
            CREATE TRIGGER site_change AFTER INSERT OR DELETE OR UPDATE OF hash, name, content_type, length, width, height ON media_files
                FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
            CREATE TRIGGER site_change AFTER INSERT OR DELETE OR UPDATE ON media_renditions
                FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
            """);
    }
}
