using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateSecurity(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "invitations",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                invited_by_id = table.Column<int>(type: "integer", nullable: true),
                accepted_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                revoked_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_invitations", x => x.id);
                table.ForeignKey(
                    name: "fk_invitations_organizers_invited_by_id",
                    column: x => x.invited_by_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_invitations_invited_by_id",
            table: "invitations",
            column: "invited_by_id");

        migrationBuilder.CreateIndex(
            name: "ix_invitations_token_hash",
            table: "invitations",
            column: "token_hash",
            unique: true);

        migrationBuilder.CreateTable(
            name: "audit_entries",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                organizer_id = table.Column<int>(type: "integer", nullable: true),
                who = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                revision = table.Column<int>(type: "integer", nullable: true),
                detail = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_audit_entries", x => x.id);
            });

        migrationBuilder.CreateIndex(
            name: "ix_audit_entries_at",
            table: "audit_entries",
            column: "at");

        migrationBuilder.CreateIndex(
            name: "ix_audit_entries_organizer_id",
            table: "audit_entries",
            column: "organizer_id");

        migrationBuilder.CreateTable(
            name: "portal_security",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false),
                requires_second_factor = table.Column<bool>(type: "boolean", nullable: false),
                xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_portal_security", x => x.id);
                table.CheckConstraint("ck_portal_security_one_row", "id = 1");
            });

        migrationBuilder.InsertData(
            table: "portal_security",
            columns: new[] { "id", "requires_second_factor" },
            values: new object[] { 1, false });

        migrationBuilder.CreateTable(
            name: "data_protection_keys",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                friendly_name = table.Column<string>(type: "text", nullable: true),
                xml = table.Column<string>(type: "text", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_data_protection_keys", x => x.id);
            });

        migrationBuilder.CreateTable(
            name: "outbox_messages",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                recipient = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                body = table.Column<byte[]>(type: "bytea", nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                attempts = table.Column<int>(type: "integer", nullable: false),
                next_attempt_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                sent_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                last_error = table.Column<string>(type: "text", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outbox_messages", x => x.id);
            });

        migrationBuilder.CreateIndex(
            name: "ix_outbox_messages_next_attempt_at",
            table: "outbox_messages",
            column: "next_attempt_at",
            filter: "next_attempt_at IS NOT NULL");

        // The log is what it was: a change is refused to everybody, the portal included. A trigger for each row does not see TRUNCATE.
        migrationBuilder.Sql("""
            CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER audit_entries_not_truncated BEFORE TRUNCATE ON audit_entries
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """);
    }
}
