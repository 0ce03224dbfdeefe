using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class Programme : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
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
                name: "ix_document_revisions_edition_id_kind_number",
                table: "document_revisions",
                columns: new[] { "edition_id", "kind", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_releases_edition_id_version",
                table: "programme_releases",
                columns: new[] { "edition_id", "version" },
                unique: true);

            // What the public sees of a programme is its latest release, so that alone is told of; notices are seen as they are saved.
            migrationBuilder.Sql("""
                CREATE FUNCTION refuse_document_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM editions WHERE id = OLD.edition_id) THEN
                        RETURN OLD;
                    END IF;
                    RAISE EXCEPTION '% is append-only: row % cannot be changed', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
                END
                $$;
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

            // Sessions that were public without a release have been released: the programme as it is becomes the first revision
            // and the first release. Names become words; whoever wants a page for a person makes one.
            migrationBuilder.Sql("""
                -- A slug with a number behind it is made of the row's own, so that no room's name can be another's number.
                CREATE TEMPORARY TABLE room_slugs ON COMMIT DROP AS
                    SELECT id, edition_id, name, location, position,
                        CASE WHEN slug = '' OR slug ~ '^room-[0-9]+$' OR count(*) OVER (PARTITION BY edition_id, slug) > 1 THEN 'room-' || id ELSE slug END AS slug
                    FROM (SELECT *, trim(BOTH '-' FROM left(regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g'), 90)) AS slug FROM rooms) AS named;
                CREATE TEMPORARY TABLE programmes ON COMMIT DROP AS
                    SELECT e.id AS edition_id, e.time_zone, jsonb_build_object(
                        'rooms', coalesce((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('slug', r.slug, 'name', r.name, 'location', r.location)) ORDER BY r.position, r.id)
                            FROM room_slugs r WHERE r.edition_id = e.id), '[]'),
                        'sessions', coalesce((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                'slug', s.slug, 'uid', gen_random_uuid(), 'title', s.title, 'kind', lower(left(s.kind, 1)) || substr(s.kind, 2),
                                'startsAt', CASE WHEN extract(year FROM s.starts_at) BETWEEN 1900 AND 2200 THEN to_char(s.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') END,
                                'durationMinutes', least(s.duration_minutes, 1440), 'room', r.slug,
                                'people', coalesce((SELECT jsonb_agg(jsonb_build_object('name', p.words) ORDER BY p.place)
                                    FROM (SELECT left(trim(regexp_replace(name, '[[:cntrl:][:space:]]+', ' ', 'g')), 200) AS words, place
                                        FROM unnest(s.people) WITH ORDINALITY AS people(name, place)) AS p
                                    WHERE p.words <> '' AND p.place <= 100), '[]'))) ORDER BY s.id)
                            FROM sessions s LEFT JOIN room_slugs r ON r.id = s.room_id WHERE s.edition_id = e.id), '[]')) AS document
                    FROM editions e
                    WHERE EXISTS (SELECT FROM rooms r WHERE r.edition_id = e.id) OR EXISTS (SELECT FROM sessions s WHERE s.edition_id = e.id);
                INSERT INTO document_revisions (edition_id, kind, number, document, summary, author, created_at)
                    SELECT edition_id, 'Programme', 1, document, 'As it was before there were releases', 'the portal', now() FROM programmes;
                INSERT INTO programme_releases (edition_id, version, document, author, created_at)
                    SELECT edition_id, 1, jsonb_build_object(
                        'timeZone', time_zone,
                        'programme', document,
                        'stamps', coalesce((SELECT jsonb_object_agg(s ->> 'slug', jsonb_build_object('sequence', 0, 'changedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
                            FROM jsonb_array_elements(document -> 'sessions') AS s), '{}')), 'the portal', now()
                    FROM programmes;
                """);

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "rooms");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Back to empty tables: a document says more than they can hold.
            migrationBuilder.Sql("""
                DROP TRIGGER document_revisions_immutable ON document_revisions;
                DROP TRIGGER programme_releases_immutable ON programme_releases;
                """);

            migrationBuilder.DropTable(
                name: "document_revisions");

            migrationBuilder.DropTable(
                name: "programme_releases");

            migrationBuilder.CreateTable(
                name: "rooms",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    edition_id = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
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
                    room_id = table.Column<int>(type: "integer", nullable: true),
                    duration_minutes = table.Column<int>(type: "integer", nullable: false),
                    edition_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    people = table.Column<List<string>>(type: "text[]", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    starts_at = table.Column<LocalDateTime>(type: "timestamp without time zone", nullable: false),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
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

            migrationBuilder.Sql("""
                DROP FUNCTION refuse_document_change();
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON rooms
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
                CREATE TRIGGER site_change AFTER INSERT OR UPDATE OR DELETE ON sessions
                    FOR EACH STATEMENT EXECUTE FUNCTION notify_site_change();
                """);
        }
    }
}
