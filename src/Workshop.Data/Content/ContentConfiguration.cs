using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;

namespace Workshop.Data.Content;

internal sealed class ContentPageConfiguration : IEntityTypeConfiguration<ContentPage>
{
    public void Configure(EntityTypeBuilder<ContentPage> page)
    {
        page.ToTable("content_pages", table => table.HasCheckConstraint(
            "ck_content_pages_publish_at", "(publish_at IS NULL) = (scheduled_revision_id IS NULL)"));
        // Named, because a column that is also half of a foreign key is by convention neither generated nor an identity.
        page.Property(p => p.Id).ValueGeneratedOnAdd().UseIdentityByDefaultColumn();
        page.Property(p => p.Permalink).HasMaxLength(Permalink.MaxLength);
        page.Property(p => p.PermalinkKey).HasMaxLength(Permalink.MaxLength);
        page.Property(p => p.Version).IsRowVersion();
        page
            .HasIndex(p => new { p.EditionId, p.PermalinkKey })
            .IsUnique()
            .HasFilter("trashed_at IS NULL")
            .HasDatabaseName(ContentPage.PermalinkIndex);

        page.HasIndex(p => p.PublishAt).HasFilter("publish_at IS NOT NULL");

        // The key of the pointers includes the page, so that a page can only ever point at a revision of its own.
        page.HasOne(p => p.LatestRevision).WithMany()
            .HasForeignKey(p => new { p.LatestRevisionId, p.Id }).HasPrincipalKey(r => new { r.Id, r.PageId }).OnDelete(
                DeleteBehavior.Restrict);
        page.HasOne(p => p.PublishedRevision).WithMany()
            .HasForeignKey(p => new { p.PublishedRevisionId, p.Id }).HasPrincipalKey(r => new { r.Id, r.PageId }).OnDelete(
                DeleteBehavior.Restrict);
        page.HasOne(p => p.ScheduledRevision).WithMany()
            .HasForeignKey(p => new { p.ScheduledRevisionId, p.Id }).HasPrincipalKey(r => new { r.Id, r.PageId }).OnDelete(
                DeleteBehavior.Restrict);
    }
}

internal sealed class PageRevisionConfiguration : IEntityTypeConfiguration<PageRevision>
{
    public void Configure(EntityTypeBuilder<PageRevision> revision)
    {
        revision.ToTable("page_revisions");
        revision.Ignore(r => r.Content);
        revision.Property(r => r.Title).HasMaxLength(PageContent.TitleMaxLength);
        revision.Property(r => r.NavigationLabel).HasMaxLength(PageContent.NavigationLabelMaxLength);
        revision.Property(r => r.Description).HasMaxLength(PageContent.DescriptionMaxLength);
        revision.Property(r => r.Markdown).HasMaxLength(PageContent.MarkdownMaxLength);
        revision
            .Property(r => r.Layout)
            .HasConversion(layout => layout.ToString().ToLowerInvariant(), text => Enum.Parse<PageLayout>(text, true))
            .HasMaxLength(20);
        revision.Property(r => r.Author).HasMaxLength(120);
        revision.Property(r => r.Note).HasMaxLength(PageRevision.NoteMaxLength);
        revision.HasIndex(r => new { r.PageId, r.Number }).IsUnique();
        revision.HasOne<ContentPage>().WithMany().HasForeignKey(r => r.PageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RedirectConfiguration : IEntityTypeConfiguration<Redirect>
{
    public void Configure(EntityTypeBuilder<Redirect> redirect)
    {
        redirect.Property(r => r.Path).HasMaxLength(Permalink.MaxLength);
        redirect.Property(r => r.PathKey).HasMaxLength(Permalink.MaxLength);
        redirect.HasIndex(r => new { r.EditionId, r.PathKey }).IsUnique().HasDatabaseName(Redirect.PathIndex);
        redirect.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Cascade);
        redirect.HasOne(r => r.Page).WithMany().HasForeignKey(r => r.PageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PreviewLinkConfiguration : IEntityTypeConfiguration<PreviewLink>
{
    public void Configure(EntityTypeBuilder<PreviewLink> link)
    {
        link.ToTable("preview_links");
        link.Property(l => l.CreatedBy).HasMaxLength(120);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasOne<ContentPage>().WithMany().HasForeignKey(l => l.PageId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OpenEditorConfiguration : IEntityTypeConfiguration<OpenEditor>
{
    public void Configure(EntityTypeBuilder<OpenEditor> editor)
    {
        editor.ToTable("open_editors");
        editor.HasKey(e => new { e.PageId, e.EditorId });
        editor.HasOne<ContentPage>().WithMany().HasForeignKey(e => e.PageId).OnDelete(DeleteBehavior.Cascade);
        editor.HasOne<Organizer>().WithMany().HasForeignKey(e => e.OrganizerId).OnDelete(DeleteBehavior.Cascade);
    }
}
