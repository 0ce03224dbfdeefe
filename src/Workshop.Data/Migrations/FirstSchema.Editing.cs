using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateEditing(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "preview_links",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                page_id = table.Column<int>(type: "integer", nullable: false),
                token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                created_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_preview_links", x => x.id);
                table.ForeignKey(
                    name: "fk_preview_links_content_pages_page_id",
                    column: x => x.page_id,
                    principalTable: "content_pages",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_preview_links_page_id",
            table: "preview_links",
            column: "page_id");

        migrationBuilder.CreateIndex(
            name: "ix_preview_links_token_hash",
            table: "preview_links",
            column: "token_hash",
            unique: true);

        migrationBuilder.CreateTable(
            name: "open_editors",
            columns: table => new
            {
                page_id = table.Column<int>(type: "integer", nullable: false),
                editor_id = table.Column<Guid>(type: "uuid", nullable: false),
                organizer_id = table.Column<int>(type: "integer", nullable: false),
                seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_open_editors", x => new { x.page_id, x.editor_id });
                table.ForeignKey(
                    name: "fk_open_editors_content_pages_page_id",
                    column: x => x.page_id,
                    principalTable: "content_pages",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    name: "fk_open_editors_organizers_organizer_id",
                    column: x => x.organizer_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_open_editors_organizer_id",
            table: "open_editors",
            column: "organizer_id");
    }
}
