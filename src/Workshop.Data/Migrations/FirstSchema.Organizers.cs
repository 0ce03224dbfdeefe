using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Workshop.Data.Migrations;

public partial class FirstSchema
{
    private static void CreateOrganizers(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "organizers",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                last_sign_in_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                password_hash = table.Column<string>(type: "text", nullable: true),
                security_stamp = table.Column<string>(type: "text", nullable: true),
                concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                access_failed_count = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizers", x => x.id);
            });

        migrationBuilder.CreateIndex(
            name: "ix_organizers_normalized_email",
            table: "organizers",
            column: "normalized_email");

        migrationBuilder.CreateIndex(
            name: "ix_organizers_normalized_user_name",
            table: "organizers",
            column: "normalized_user_name",
            unique: true);

        migrationBuilder.CreateTable(
            name: "organizer_claims",
            columns: table => new
            {
                id = table.Column<int>(type: "integer", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                user_id = table.Column<int>(type: "integer", nullable: false),
                claim_type = table.Column<string>(type: "text", nullable: true),
                claim_value = table.Column<string>(type: "text", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizer_claims", x => x.id);
                table.ForeignKey(
                    name: "fk_organizer_claims_organizers_user_id",
                    column: x => x.user_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_organizer_claims_user_id",
            table: "organizer_claims",
            column: "user_id");

        migrationBuilder.CreateTable(
            name: "organizer_logins",
            columns: table => new
            {
                login_provider = table.Column<string>(type: "text", nullable: false),
                provider_key = table.Column<string>(type: "text", nullable: false),
                provider_display_name = table.Column<string>(type: "text", nullable: true),
                user_id = table.Column<int>(type: "integer", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizer_logins", x => new { x.login_provider, x.provider_key });
                table.ForeignKey(
                    name: "fk_organizer_logins_organizers_user_id",
                    column: x => x.user_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_organizer_logins_user_id",
            table: "organizer_logins",
            column: "user_id");

        migrationBuilder.CreateTable(
            name: "organizer_passkeys",
            columns: table => new
            {
                credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                user_id = table.Column<int>(type: "integer", nullable: false),
                data = table.Column<string>(type: "jsonb", nullable: false)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizer_passkeys", x => x.credential_id);
                table.ForeignKey(
                    name: "fk_organizer_passkeys_organizers_user_id",
                    column: x => x.user_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_organizer_passkeys_user_id",
            table: "organizer_passkeys",
            column: "user_id");

        migrationBuilder.CreateTable(
            name: "organizer_tokens",
            columns: table => new
            {
                user_id = table.Column<int>(type: "integer", nullable: false),
                login_provider = table.Column<string>(type: "text", nullable: false),
                name = table.Column<string>(type: "text", nullable: false),
                value = table.Column<string>(type: "text", nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizer_tokens", x => new { x.user_id, x.login_provider, x.name });
                table.ForeignKey(
                    name: "fk_organizer_tokens_organizers_user_id",
                    column: x => x.user_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            name: "organizer_sessions",
            columns: table => new
            {
                key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                id = table.Column<Guid>(type: "uuid", nullable: false),
                organizer_id = table.Column<int>(type: "integer", nullable: false),
                ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                last_seen_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                address = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: true),
                user_agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_organizer_sessions", x => x.key_hash);
                table.ForeignKey(
                    name: "fk_organizer_sessions_organizers_organizer_id",
                    column: x => x.organizer_id,
                    principalTable: "organizers",
                    principalColumn: "id",
                    onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateIndex(
            name: "ix_organizer_sessions_id",
            table: "organizer_sessions",
            column: "id",
            unique: true);

        migrationBuilder.CreateIndex(
            name: "ix_organizer_sessions_organizer_id",
            table: "organizer_sessions",
            column: "organizer_id");
    }
}
