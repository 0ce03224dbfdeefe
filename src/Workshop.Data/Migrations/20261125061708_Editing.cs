using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class Editing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_content_pages_edition_id_permalink_key",
                table: "content_pages");

            migrationBuilder.AddColumn<int>(
                name: "author_id",
                table: "page_revisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "based_on",
                table: "page_revisions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "editor_id",
                table: "page_revisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_autosave",
                table: "page_revisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_set_aside",
                table: "page_revisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Instant>(
                name: "trashed_at",
                table: "content_pages",
                type: "timestamp with time zone",
                nullable: true);

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
                name: "ix_content_pages_edition_id_permalink_key",
                table: "content_pages",
                columns: new[] { "edition_id", "permalink_key" },
                unique: true,
                filter: "trashed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_open_editors_organizer_id",
                table: "open_editors",
                column: "organizer_id");

            migrationBuilder.CreateIndex(
                name: "ix_preview_links_page_id",
                table: "preview_links",
                column: "page_id");

            migrationBuilder.CreateIndex(
                name: "ix_preview_links_token_hash",
                table: "preview_links",
                column: "token_hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open_editors");

            migrationBuilder.DropTable(
                name: "preview_links");

            migrationBuilder.DropIndex(
                name: "ix_content_pages_edition_id_permalink_key",
                table: "content_pages");

            migrationBuilder.DropColumn(
                name: "author_id",
                table: "page_revisions");

            migrationBuilder.DropColumn(
                name: "based_on",
                table: "page_revisions");

            migrationBuilder.DropColumn(
                name: "editor_id",
                table: "page_revisions");

            migrationBuilder.DropColumn(
                name: "is_autosave",
                table: "page_revisions");

            migrationBuilder.DropColumn(
                name: "is_set_aside",
                table: "page_revisions");

            migrationBuilder.DropColumn(
                name: "trashed_at",
                table: "content_pages");

            migrationBuilder.CreateIndex(
                name: "ix_content_pages_edition_id_permalink_key",
                table: "content_pages",
                columns: new[] { "edition_id", "permalink_key" },
                unique: true);
        }
    }
}
