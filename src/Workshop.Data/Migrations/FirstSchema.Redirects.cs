using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateRedirects(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "redirects",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                edition_id = table.Column<int>(type: "integer", nullable: false),
                path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                path_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                page_id = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_redirects", x => x.id);
                table.ForeignKey(
                    name: "fk_redirects_editions_edition_id",
                    column: x => x.edition_id,
                    principalTable: "editions",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "fk_redirects_pages_page_id",
                    column: x => x.page_id,
                    principalTable: "content_pages",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_redirects_edition_id_path_key",
            table: "redirects",
            columns: new[] { "edition_id", "path_key" },
            unique: true);

        migrationBuilder.CreateIndex(
            name: "ix_redirects_page_id",
            table: "redirects",
            column: "page_id");

        migrationBuilder.Sql("""
            CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON redirects
                FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
            """);
    }
}
