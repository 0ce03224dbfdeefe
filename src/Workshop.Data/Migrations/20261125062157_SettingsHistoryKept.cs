using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workshop.Data.Migrations
{
    /// <inheritdoc />
    public partial class SettingsHistoryKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As of the log: a trigger for each row does not see TRUNCATE.
            migrationBuilder.Sql("""
                CREATE TRIGGER edition_revisions_not_truncated BEFORE TRUNCATE ON edition_revisions
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER edition_revisions_not_truncated ON edition_revisions;");
        }
    }
}
