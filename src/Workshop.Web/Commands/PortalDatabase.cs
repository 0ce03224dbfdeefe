using Npgsql;
using Workshop.Data;
using Workshop.Web.Hosting;

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
            if (Configured(builder.Configuration) is { } configured)
            {
                return await run(builder, configured);
            }

            using var logging = LoggerFactory.Create(log => log
                .AddConfiguration(builder.Configuration.GetSection("Logging"))
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
            var directory = Path.GetFullPath(builder.Configuration["Workshop:DataDirectory"] ?? ".data");
            await using var local = await LocalPostgres.StartAsync(directory, logging.CreateLogger<LocalPostgres>(), cancellation);
            return await run(builder, local.ConnectionString);
        }
        catch (Exception explained) when (explained is LocalPostgresException or SettingException or FormerSchemaException)
        {
            await Console.Error.WriteLineAsync(explained.Message);
            return 1;
        }
        catch (Exception failure) when (DatabaseTrouble.ReasonOf(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {reason} Check ConnectionStrings__Workshop.");
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 1;
        }
    }

    /// <summary>For a command that needs the current schema and no web application.</summary>
    public static Task<int> UseMigratedAsync(Func<WorkshopDbContext, Task<int>> run, CancellationToken cancellation) =>
        UseAsync([], async (_, connectionString) =>
        {
            await using var db = WorkshopDbContext.Open(connectionString);
            await db.MigrateUnderLockAsync(afterwards: null, cancellation);
            return await run(db);
        }, cancellation);

    /// <summary>
    /// For a command that follows the same rules as the web application: its services, of an application that never starts.
    /// </summary>
    public static Task<int> UsePortalAsync(Func<IServiceProvider, Task<int>> run, CancellationToken cancellation) =>
        UseAsync([], async (builder, connectionString) =>
        {
            await using var app = Portal.Build(builder, connectionString, (_, _) => Task.CompletedTask);
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WorkshopDbContext>().MigrateUnderLockAsync(afterwards: null, cancellation);
            return await run(scope.ServiceProvider);
        }, cancellation);

    private static string? Configured(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Workshop") is not { Length: > 0 } setting)
        {
            return null;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(setting).ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            // Without the setting itself, which may hold a password.
            throw new SettingException(
                $"ConnectionStrings__Workshop cannot be read: {wrong.Message} It should be like "
                + $"Host=db;Username=workshop;Password=…;Database=workshop.");
        }
    }
}
