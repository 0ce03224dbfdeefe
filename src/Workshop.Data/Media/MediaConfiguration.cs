using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workshop.Data.Media;

internal sealed class MediaFileConfiguration : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> file)
    {
        file.ToTable("media_files");
        file.Property(f => f.Hash).HasMaxLength(MediaHash.Length);
        file.Property(f => f.SourceHash).HasMaxLength(MediaHash.Length);
        file.Property(f => f.Name).HasMaxLength(MediaFile.NameMaxLength);
        file.Property(f => f.ContentType).HasMaxLength(40);
        file.Property(f => f.Alt).HasMaxLength(MediaFile.AltMaxLength);
        file.Property(f => f.Author).HasMaxLength(120);
        file.Property(f => f.Version).IsRowVersion();
        file.Ignore(f => f.Address);
        file.Ignore(f => f.IsPicture);
        file.HasIndex(f => f.Hash).IsUnique().HasDatabaseName(MediaFile.HashIndex);
        file.HasIndex(f => f.SourceHash);
        file.HasOne<MediaContent>().WithMany().HasForeignKey(f => f.Hash).OnDelete(DeleteBehavior.Restrict);
        file.HasMany(f => f.Renditions).WithOne().HasForeignKey(r => r.MediaFileId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MediaRenditionConfiguration : IEntityTypeConfiguration<MediaRendition>
{
    public void Configure(EntityTypeBuilder<MediaRendition> rendition)
    {
        rendition.ToTable("media_renditions");
        rendition.HasKey(r => new { r.MediaFileId, r.Width });
        rendition.Property(r => r.Hash).HasMaxLength(MediaHash.Length);
        rendition.HasOne<MediaContent>().WithMany().HasForeignKey(r => r.Hash).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MediaContentConfiguration : IEntityTypeConfiguration<MediaContent>
{
    public void Configure(EntityTypeBuilder<MediaContent> content)
    {
        content.ToTable("media_contents");
        content.HasKey(c => c.Hash);
        content.Property(c => c.Hash).HasMaxLength(MediaHash.Length);
    }
}
