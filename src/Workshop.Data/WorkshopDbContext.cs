using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Data.Mail;
using Workshop.Data.Media;
using Workshop.Data.Programme;

namespace Workshop.Data;

public sealed class WorkshopDbContext(DbContextOptions<WorkshopDbContext> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Edition> Editions => Set<Edition>();

    public DbSet<EditionRevision> EditionRevisions => Set<EditionRevision>();

    public DbSet<ContentPage> Pages => Set<ContentPage>();

    public DbSet<PageRevision> Revisions => Set<PageRevision>();

    public DbSet<Redirect> Redirects => Set<Redirect>();

    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    public DbSet<OpenEditor> OpenEditors => Set<OpenEditor>();

    public DbSet<DocumentRevision> DocumentRevisions => Set<DocumentRevision>();

    public DbSet<ProgrammeRelease> ProgrammeReleases => Set<ProgrammeRelease>();

    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();

    public DbSet<MediaRendition> MediaRenditions => Set<MediaRendition>();

    /// <summary>Never to be joined to a list: it is all the bytes there are.</summary>
    public DbSet<MediaContent> MediaContents => Set<MediaContent>();

    public DbSet<Organizer> Organizers => Set<Organizer>();

    public DbSet<IdentityUserPasskey<int>> OrganizerPasskeys => Set<IdentityUserPasskey<int>>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<PortalSecurity> PortalSecurity => Set<PortalSecurity>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>The keys that cookies and tickets are encrypted with: in the database, so that all replicas share them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The one way in which a context is set up, for the portal, its commands, its tests and the migration tool.</summary>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.UseNodaTime()).UseSnakeCaseNamingConvention();

    /// <summary>The same, on connections whose pool the caller holds.</summary>
    /// <param name="connections">Of <see cref="OpenPool"/>.</param>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource connections) =>
        options.UseNpgsql(connections, npgsql => npgsql.UseNodaTime()).UseSnakeCaseNamingConvention();

    /// <summary>Connects to nothing yet.</summary>
    public static NpgsqlDataSource OpenPool(string connectionString)
    {
        var pool = new NpgsqlDataSourceBuilder(connectionString);
        pool.UseNodaTime();
        return pool.Build();
    }

    /// <summary>A context of its own, for a command that runs outside the web application.</summary>
    public static WorkshopDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<WorkshopDbContext>();
        Configure(options, connectionString);
        return new WorkshopDbContext(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WorkshopDbContext).Assembly);
}
