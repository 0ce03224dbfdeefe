using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Data.Editions;

namespace Workshop.Data.Programme;

internal sealed class DocumentRevisionConfiguration : IEntityTypeConfiguration<DocumentRevision>
{
    public void Configure(EntityTypeBuilder<DocumentRevision> revision)
    {
        revision.ToTable("document_revisions");
        revision.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        revision.Property(r => r.Document).HasColumnType("jsonb");
        revision.Property(r => r.Summary).HasMaxLength(DocumentRevision.SummaryMaxLength);
        revision.Property(r => r.Author).HasMaxLength(DocumentRevision.AuthorMaxLength);
        revision.HasIndex(r => new { r.EditionId, r.Kind, r.Number }).IsUnique();
        revision.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProgrammeReleaseConfiguration : IEntityTypeConfiguration<ProgrammeRelease>
{
    public void Configure(EntityTypeBuilder<ProgrammeRelease> release)
    {
        release.Property(r => r.Document).HasColumnType("jsonb");
        release.Property(r => r.Note).HasMaxLength(ProgrammeRelease.NoteMaxLength);
        release.Property(r => r.Author).HasMaxLength(DocumentRevision.AuthorMaxLength);
        release.HasIndex(r => new { r.EditionId, r.Version }).IsUnique();
        release.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Cascade);
    }
}
