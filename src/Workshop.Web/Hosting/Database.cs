using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Hosting;

/// <summary>For the few that need a connection outside the pool.</summary>
internal sealed record DatabaseConnection(string ConnectionString);

/// <summary>What has to be done to the database before it is read from, once it can be reached.</summary>
internal sealed record DatabasePreparation(Func<WorkshopDbContext, CancellationToken, Task> Prepare);

internal static class Database
{
    public static void AddWorkshopDatabase(this IServiceCollection services, string connectionString, Func<WorkshopDbContext, CancellationToken, Task> prepare)
    {
        services.AddSingleton(new DatabaseConnection(connectionString));
        services.AddSingleton(new DatabasePreparation(prepare));
        services.AddPooledDbContextFactory<WorkshopDbContext>(options => WorkshopDbContext.Configure(options, connectionString));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkshopDbContext>>().CreateDbContext());
    }
}
