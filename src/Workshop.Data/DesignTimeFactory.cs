using Microsoft.EntityFrameworkCore.Design;

namespace Workshop.Data;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Workshop.Data</c> work without a database.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<WorkshopDbContext>
{
    public WorkshopDbContext CreateDbContext(string[] args) => WorkshopDbContext.Open("Host=unused");
}
