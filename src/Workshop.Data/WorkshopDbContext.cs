using Microsoft.EntityFrameworkCore;

namespace Workshop.Data;

public sealed class WorkshopDbContext(DbContextOptions<WorkshopDbContext> options) : DbContext(options);
