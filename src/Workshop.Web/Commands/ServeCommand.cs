using System.CommandLine;
using NodaTime;
using Workshop.Data;

namespace Workshop.Web.Commands;

/// <summary>Migrates, loads the sample on the very first start, and serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(string[] args)
    {
        var command = new Command("serve", "Migrate the database, then serve the portal (the default).");
        MakeDefault(command, args);
        return command;
    }

    /// <summary>Options that are not ours are the host's: <c>--urls http://*:8080</c>, <c>--Workshop:PublicUrl=…</c>.</summary>
    public static void MakeDefault(Command command, string[] args)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
            {
                Console.Error.WriteLine($"There is no command '{first}'. See workshop --help.");
                return Task.FromResult(1);
            }

            return ServeAsync([.. args.SkipWhile(arg => arg == "serve")], cancellation);
        });
    }

    private static Task<int> ServeAsync(string[] args, CancellationToken cancellation) =>
        PortalDatabase.UseAsync(args, async (builder, connectionString) =>
        {
            await using var app = Portal.Build(builder, connectionString);
            await using (var db = WorkshopDbContext.Open(connectionString))
            {
                var withSample = builder.Configuration.GetValue("Workshop:Sample", true);
                var now = SystemClock.Instance.GetCurrentInstant();
                await db.MigrateUnderLockAsync(() => FirstEdition.EnsureAsync(db, withSample, now, cancellation), cancellation);
            }

            await app.RunAsync(cancellation);
            return 0;
        }, cancellation);
}
