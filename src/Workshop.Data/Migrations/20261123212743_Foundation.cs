using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
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
                    is_sample = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_editions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rooms",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    edition_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    location = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rooms", x => x.id);
                    table.ForeignKey(
                        name: "fk_rooms_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "editions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    edition_id = table.Column<int>(type: "integer", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    room_id = table.Column<int>(type: "integer", nullable: true),
                    starts_at = table.Column<LocalDateTime>(type: "timestamp without time zone", nullable: false),
                    duration_minutes = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.CheckConstraint("ck_sessions_duration_minutes", "duration_minutes > 0");
                    table.ForeignKey(
                        name: "fk_sessions_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "editions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sessions_rooms_room_id",
                        column: x => x.room_id,
                        principalTable: "rooms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

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
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_content_pages", x => x.id);
                    table.ForeignKey(
                        name: "fk_content_pages_editions_edition_id",
                        column: x => x.edition_id,
                        principalTable: "editions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

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
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
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
                name: "ix_content_pages_edition_id_permalink_key",
                table: "content_pages",
                columns: new[] { "edition_id", "permalink_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_content_pages_latest_revision_id_id",
                table: "content_pages",
                columns: new[] { "latest_revision_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_content_pages_published_revision_id_id",
                table: "content_pages",
                columns: new[] { "published_revision_id", "id" });

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

            migrationBuilder.CreateIndex(
                name: "ix_page_revisions_page_id_number",
                table: "page_revisions",
                columns: new[] { "page_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_redirects_edition_id_path_key",
                table: "redirects",
                columns: new[] { "edition_id", "path_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_redirects_page_id",
                table: "redirects",
                column: "page_id");

            migrationBuilder.CreateIndex(
                name: "ix_rooms_edition_id_name",
                table: "rooms",
                columns: new[] { "edition_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_edition_id_slug",
                table: "sessions",
                columns: new[] { "edition_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_room_id",
                table: "sessions",
                column: "room_id");

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

            // A revision is what somebody wrote and readers may have seen: nothing changes it, and it goes only with its page.
            migrationBuilder.Sql("""
                CREATE FUNCTION refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM content_pages WHERE id = OLD.page_id) THEN
                        RETURN OLD;
                    END IF;
                    RAISE EXCEPTION 'page_revisions is append-only: revision % cannot be changed', OLD.id
                        USING ERRCODE = 'restrict_violation';
                END
                $$;
                CREATE TRIGGER page_revisions_immutable BEFORE UPDATE OR DELETE ON page_revisions
                    FOR EACH ROW EXECUTE FUNCTION refuse_revision_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_content_pages_editions_edition_id",
                table: "content_pages");

            migrationBuilder.DropForeignKey(
                name: "fk_content_pages_revisions_latest_revision_id_id",
                table: "content_pages");

            migrationBuilder.DropForeignKey(
                name: "fk_content_pages_revisions_published_revision_id_id",
                table: "content_pages");

            migrationBuilder.DropTable(
                name: "redirects");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "rooms");

            migrationBuilder.DropTable(
                name: "editions");

            migrationBuilder.DropTable(
                name: "page_revisions");

            migrationBuilder.DropTable(
                name: "content_pages");

            migrationBuilder.Sql("DROP FUNCTION refuse_revision_change();");
        }
    }
}
