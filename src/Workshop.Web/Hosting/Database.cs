using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Workshop.Data;

namespace Workshop.Web.Hosting;

/// <summary>For the few that need a connection outside the pool.</summary>
internal sealed record DatabaseConnection(string ConnectionString);

/// <summary>What has to be done to the database before it is read from, once it can be reached.</summary>
internal sealed class DatabasePreparation(Func<WorkshopDbContext, CancellationToken, Task> prepare)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends once the database is prepared, however late it can be reached.</summary>
    public Task Done => _done.Task;

    public async Task PrepareAsync(WorkshopDbContext db, CancellationToken cancellation)
    {
        await prepare(db, cancellation);
        _done.TrySetResult();
    }
}

internal static class Database
{
    /// <summary>How long a reader waits for a database that is silent, once to connect and once for an answer, in seconds.</summary>
    private const int Patience = 3;

    public static void AddWorkshopDatabase(
        this IServiceCollection services, string connectionString, Func<WorkshopDbContext, CancellationToken, Task> prepare)
    {
        services.AddSingleton(new DatabaseConnection(connectionString));
        services.AddSingleton(new DatabasePreparation(prepare));
        // By a factory, so that the container closes it.
        services.AddSingleton(_ => WorkshopDbContext.OpenPool(Impatient(connectionString)));
        services.AddPooledDbContextFactory<WorkshopDbContext>((provider, options) =>
        {
            WorkshopDbContext.Configure(options, provider.GetRequiredService<NpgsqlDataSource>());
            // Whoever catches it says it, once and without a stack trace where the database is merely away.
            options.ConfigureWarnings(events => events.Log(
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkshopDbContext>>().CreateDbContext());
    }

    private static string Impatient(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Timeout = Patience,
        CommandTimeout = Patience,
        // A command that times out is given up with its connection, without asking the silent server to cancel it.
        CancellationTimeout = -1,
        // Migrating waits for its turn without a bound, but not for a server that has vanished meanwhile.
        TcpKeepAlive = true,
    }.ConnectionString;
}
