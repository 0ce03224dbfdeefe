using System.CommandLine;
using Workshop.Data;

namespace Workshop.Web.Commands;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database to this version's schema, and nothing else.");
        command.SetAction((_, cancellation) => PortalDatabase.UseAsync([], async (_, connectionString) =>
        {
            await using var db = WorkshopDbContext.Open(connectionString);
            var missing = await db.MigrateUnderLockAsync(afterwards: null, cancellation);
            Console.WriteLine(missing == 0 ? "The database is up to date." : $"Applied {missing} migration(s).");
            return 0;
        }, cancellation));
        return command;
    }
}
