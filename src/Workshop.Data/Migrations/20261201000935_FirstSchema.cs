using Microsoft.EntityFrameworkCore.Migrations;

namespace Workshop.Data.Migrations;

/// <summary>
/// All that a database holds from the beginning on, one file for each subject. What a model does not say stands in SQL beside
/// its tables: triggers, functions and the words that search finds. Columns stand in the order of databases made before.
/// </summary>
public partial class FirstSchema : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Hand-ordered: functions before the columns and triggers that use them, tables before those that refer to them.
        CreateFunctions(migrationBuilder);
        CreateEditions(migrationBuilder);
        CreateMedia(migrationBuilder);
        CreateOrganizers(migrationBuilder);
        CreateSecurity(migrationBuilder);
        CreatePages(migrationBuilder);
        CreateRedirects(migrationBuilder);
        CreateEditing(migrationBuilder);
        CreateProgramme(migrationBuilder);
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

        migrationBuilder.DropForeignKey(
            name: "fk_content_pages_revisions_scheduled_revision_id_id",
            table: "content_pages");

        migrationBuilder.DropTable(
            name: "audit_entries");

        migrationBuilder.DropTable(
            name: "data_protection_keys");

        migrationBuilder.DropTable(
            name: "document_revisions");

        migrationBuilder.DropTable(
            name: "edition_revisions");

        migrationBuilder.DropTable(
            name: "invitations");

        migrationBuilder.DropTable(
            name: "media_renditions");

        migrationBuilder.DropTable(
            name: "open_editors");

        migrationBuilder.DropTable(
            name: "organizer_claims");

        migrationBuilder.DropTable(
            name: "organizer_logins");

        migrationBuilder.DropTable(
            name: "organizer_passkeys");

        migrationBuilder.DropTable(
            name: "organizer_sessions");

        migrationBuilder.DropTable(
            name: "organizer_tokens");

        migrationBuilder.DropTable(
            name: "outbox_messages");

        migrationBuilder.DropTable(
            name: "portal_security");

        migrationBuilder.DropTable(
            name: "preview_links");

        migrationBuilder.DropTable(
            name: "programme_releases");

        migrationBuilder.DropTable(
            name: "redirects");

        migrationBuilder.DropTable(
            name: "media_files");

        migrationBuilder.DropTable(
            name: "organizers");

        migrationBuilder.DropTable(
            name: "media_contents");

        migrationBuilder.DropTable(
            name: "editions");

        migrationBuilder.DropTable(
            name: "page_revisions");

        migrationBuilder.DropTable(
            name: "content_pages");

        DropFunctions(migrationBuilder);
    }
}
