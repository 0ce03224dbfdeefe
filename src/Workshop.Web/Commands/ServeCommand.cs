using System.CommandLine;
using System.Net.Sockets;
using NodaTime;
using Workshop.Data;
using Workshop.Web.Hosting;

namespace Workshop.Web.Commands;

/// <summary>
/// Migrates, loads the sample on the very first start, and serves until it is told to stop; without a database it serves
/// errors that say so, and tries again.
/// </summary>
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
            // Asked at once, so that a wrong setting stops the start.
            var withSample = WithSample(builder.Configuration);
            await using var app = Portal.Build(builder, connectionString, (db, stopping) => PrepareAsync(db, withSample, stopping));
            try
            {
                await app.RunAsync(cancellation);
                return 0;
            }
            catch (Exception unbound) when (unbound is IOException or SocketException)
            {
                await Console.Error.WriteLineAsync($"{unbound.Message} Is a portal running already? Choose another address with --urls.");
                return 1;
            }
        }, cancellation);

    private static Task PrepareAsync(WorkshopDbContext db, bool withSample, CancellationToken cancellation)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        return db.MigrateUnderLockAsync(() => FirstEdition.EnsureAsync(db, withSample, now, cancellation), cancellation);
    }

    private static bool WithSample(IConfiguration configuration) =>
        configuration["Workshop:Sample"] switch
        {
            null or "" => true,
            var setting when bool.TryParse(setting, out var value) => value,
            var setting => throw new SettingException($"Workshop__Sample is '{setting}', but must be true or false."),
        };
}
