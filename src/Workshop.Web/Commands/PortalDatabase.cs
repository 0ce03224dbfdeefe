using Npgsql;
using Workshop.Data;

namespace Workshop.Web.Commands;

/// <summary>The database of a command: the configured one, or the private cluster for as long as the command runs.</summary>
internal static class PortalDatabase
{
    /// <param name="args">Settings of the host.</param>
    /// <param name="run">Gets the host's builder, for its configuration and logging, and the connection string.</param>
    /// <returns>What <paramref name="run"/> returns, or 1 where there is no database; standard error then says why.</returns>
    public static async Task<int> UseAsync(
        string[] args, Func<WebApplicationBuilder, string, Task<int>> run, CancellationToken cancellation)
    {
        var builder = Portal.CreateBuilder(args);
        try
        {
            if (builder.Configuration.GetConnectionString("Workshop") is { Length: > 0 } configured)
            {
                return await run(builder, configured);
            }

            using var logging = LoggerFactory.Create(log => log.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
            var directory = Path.GetFullPath(builder.Configuration["Workshop:DataDirectory"] ?? ".data");
            await using var local = await LocalPostgres.StartAsync(directory, logging.CreateLogger<LocalPostgres>(), cancellation);
            return await run(builder, local.ConnectionString);
        }
        catch (LocalPostgresException unavailable)
        {
            await Console.Error.WriteLineAsync(unavailable.Message);
            return 1;
        }
        catch (NpgsqlException unreachable) when (unreachable is not PostgresException)
        {
            await Console.Error.WriteLineAsync($"The database cannot be reached: {unreachable.Message} Check ConnectionStrings__Workshop.");
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 1;
        }
    }
}
