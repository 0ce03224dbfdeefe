using Microsoft.EntityFrameworkCore;
using Workshop.Data;

namespace Workshop.Web.Hosting;

internal static class Database
{
    public static void AddWorkshopDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddPooledDbContextFactory<WorkshopDbContext>(options => WorkshopDbContext.Configure(options, connectionString));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkshopDbContext>>().CreateDbContext());
    }
}
