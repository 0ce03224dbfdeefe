using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workshop.Data.Accounts;

internal sealed class SignInSessionConfiguration : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> session)
    {
        session.ToTable("organizer_sessions");
        session.HasKey(s => s.KeyHash);
        session.HasIndex(s => s.Id).IsUnique();
        session.Property(s => s.Address).HasMaxLength(SignInSession.AddressMaxLength);
        session.Property(s => s.UserAgent).HasMaxLength(SignInSession.UserAgentMaxLength);
        session.HasOne<Organizer>().WithMany().HasForeignKey(s => s.OrganizerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.Property(i => i.Email).HasMaxLength(Organizer.EmailMaxLength);
        invitation.Property(i => i.Name).HasMaxLength(Organizer.NameMaxLength);
        invitation.Property(i => i.Role).HasConversion<string>().HasMaxLength(20);
        invitation.Property(i => i.Version).IsRowVersion();
        // What a removed administrator has offered is offered no longer.
        invitation.HasOne(i => i.InvitedBy).WithMany().HasForeignKey(i => i.InvitedById).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.Property(e => e.Who).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.Action).HasMaxLength(AuditEntry.ActionMaxLength);
        entry.Property(e => e.Subject).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.Detail).HasMaxLength(AuditEntry.TextMaxLength);
        entry.Property(e => e.Address).HasMaxLength(SignInSession.AddressMaxLength);
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => e.OrganizerId);
    }
}

internal sealed class PortalSecurityConfiguration : IEntityTypeConfiguration<PortalSecurity>
{
    public void Configure(EntityTypeBuilder<PortalSecurity> security)
    {
        security.ToTable("portal_security", table => table.HasCheckConstraint("ck_portal_security_one_row", "id = 1"));
        security.Property(s => s.Id).ValueGeneratedNever();
        security.Property(s => s.Version).IsRowVersion();
        security.HasData(new PortalSecurity());
    }
}
