using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateEditions(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "editions",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                @event = table.Column<string>(name: "event", type: "character varying(300)", maxLength: 300, nullable: true),
                tagline = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                starts_on = table.Column<LocalDate>(type: "date", nullable: true),
                ends_on = table.Column<LocalDate>(type: "date", nullable: true),
                time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                venue = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                city = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                accent = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                contact_email = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                is_current = table.Column<bool>(type: "boolean", nullable: false),
                is_sample = table.Column<bool>(type: "boolean", nullable: false),
                footer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                public_url = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                uid = table.Column<Guid>(type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"),
                xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_editions", x => x.id);
            });

        migrationBuilder.CreateIndex(
            name: "ix_editions_is_current",
            table: "editions",
            column: "is_current",
            unique: true,
            filter: "is_current");

        migrationBuilder.CreateIndex(
            name: "ix_editions_slug",
            table: "editions",
            column: "slug",
            unique: true);

        migrationBuilder.CreateTable(
            name: "edition_revisions",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                edition_id = table.Column<int>(type: "integer", nullable: false),
                number = table.Column<int>(type: "integer", nullable: false),
                settings = table.Column<string>(type: "jsonb", nullable: false),
                author = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_edition_revisions", x => x.id);
                table.ForeignKey(
                    name: "fk_edition_revisions_editions_edition_id",
                    column: x => x.edition_id,
                    principalTable: "editions",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_edition_revisions_edition_id_number",
            table: "edition_revisions",
            columns: new[] { "edition_id", "number" },
            unique: true);

        // A revision of the settings goes only with the edition that it is of.
        migrationBuilder.Sql("""
            CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON editions
                FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
            CREATE TRIGGER edition_revisions_immutable BEFORE UPDATE OR DELETE ON edition_revisions
                FOR EACH ROW EXECUTE FUNCTION refuse_edition_revision_change();
            CREATE TRIGGER edition_revisions_not_truncated BEFORE TRUNCATE ON edition_revisions
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """);
    }
}
