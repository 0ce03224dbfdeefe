using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Workshop.Data.Editions;

internal sealed class EditionConfiguration : IEntityTypeConfiguration<Edition>
{
    public void Configure(EntityTypeBuilder<Edition> edition)
    {
        edition.Property(e => e.Uid).HasDefaultValueSql("gen_random_uuid()");
        edition.Property(e => e.Slug).HasMaxLength(Edition.SlugMaxLength);
        edition.Property(e => e.Name).HasMaxLength(Edition.NameMaxLength);
        edition.Property(e => e.Event).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.Tagline).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.TimeZone).HasMaxLength(Edition.TimeZoneMaxLength);
        edition.Property(e => e.Venue).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.City).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.Accent).HasMaxLength(7);
        edition.Property(e => e.ContactEmail).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.PublicUrl).HasMaxLength(Edition.TextMaxLength);
        edition.Property(e => e.Footer).HasMaxLength(Edition.FooterMaxLength);
        edition.Ignore(e => e.Settings);
        edition.Property(e => e.Version).IsRowVersion();
        edition.HasIndex(e => e.Slug).IsUnique().HasDatabaseName(Edition.SlugIndex);
        edition.HasIndex(e => e.IsCurrent).IsUnique().HasFilter("is_current").HasDatabaseName(Edition.CurrentIndex);
        edition.HasMany(e => e.Pages).WithOne().HasForeignKey(page => page.EditionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EditionRevisionConfiguration : IEntityTypeConfiguration<EditionRevision>
{
    private static readonly JsonSerializerOptions Json = new JsonSerializerOptions(JsonSerializerOptions.Default).ConfigureForNodaTime(
        DateTimeZoneProviders.Tzdb);

    public void Configure(EntityTypeBuilder<EditionRevision> revision)
    {
        revision.Property(r => r.Settings).HasColumnType("jsonb").HasConversion(
            settings => JsonSerializer.Serialize(settings, Json),
            text => JsonSerializer.Deserialize<EditionSettings>(text, Json)!);
        revision.Property(r => r.Author).HasMaxLength(EditionRevision.AuthorMaxLength);
        revision.HasIndex(r => new { r.EditionId, r.Number }).IsUnique();
        revision.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Cascade);
    }
}
