using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateProgramme(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "document_revisions",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                edition_id = table.Column<int>(type: "integer", nullable: false),
                kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                number = table.Column<int>(type: "integer", nullable: false),
                document = table.Column<string>(type: "jsonb", nullable: false),
                summary = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                author = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                author_id = table.Column<int>(type: "integer", nullable: true),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_document_revisions", x => x.id);
                table.ForeignKey(
                    name: "fk_document_revisions_editions_edition_id",
                    column: x => x.edition_id,
                    principalTable: "editions",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_document_revisions_edition_id_kind_number",
            table: "document_revisions",
            columns: new[] { "edition_id", "kind", "number" },
            unique: true);

        migrationBuilder.CreateTable(
            name: "programme_releases",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                edition_id = table.Column<int>(type: "integer", nullable: false),
                version = table.Column<int>(type: "integer", nullable: false),
                document = table.Column<string>(type: "jsonb", nullable: false),
                note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                author = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                author_id = table.Column<int>(type: "integer", nullable: true),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_programme_releases", x => x.id);
                table.ForeignKey(
                    name: "fk_programme_releases_editions_edition_id",
                    column: x => x.edition_id,
                    principalTable: "editions",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_programme_releases_edition_id_version",
            table: "programme_releases",
            columns: new[] { "edition_id", "version" },
            unique: true);

        // What the public sees of a programme is its latest release, so that alone is told of; notices are seen as they are saved.
        migrationBuilder.Sql("""
            CREATE TRIGGER document_revisions_immutable BEFORE UPDATE OR DELETE ON document_revisions
                FOR EACH ROW EXECUTE FUNCTION refuse_document_change();
            CREATE TRIGGER document_revisions_not_truncated BEFORE TRUNCATE ON document_revisions
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER programme_releases_immutable BEFORE UPDATE OR DELETE ON programme_releases
                FOR EACH ROW EXECUTE FUNCTION refuse_document_change();
            CREATE TRIGGER programme_releases_not_truncated BEFORE TRUNCATE ON programme_releases
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER site_change AFTER INSERT OR DELETE ON programme_releases
                FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
            CREATE TRIGGER site_change AFTER INSERT ON document_revisions
                FOR EACH ROW WHEN (NEW.kind = 'Notices') EXECUTE FUNCTION notify_site_change();
            """);
    }
}
