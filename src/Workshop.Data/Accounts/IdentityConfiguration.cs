using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workshop.Data.Accounts;

// What ASP.NET Core Identity's stores expect to find, under our names: its own base context takes its shape from options of
// the web application, which a command or the migration tool does not have.

internal sealed class OrganizerConfiguration : IEntityTypeConfiguration<Organizer>
{
    public void Configure(EntityTypeBuilder<Organizer> organizer)
    {
        organizer.ToTable("organizers");
        organizer.Property(o => o.UserName).HasMaxLength(Organizer.EmailMaxLength);
        organizer.Property(o => o.NormalizedUserName).HasMaxLength(Organizer.EmailMaxLength);
        organizer.Property(o => o.Email).HasMaxLength(Organizer.EmailMaxLength);
        organizer.Property(o => o.NormalizedEmail).HasMaxLength(Organizer.EmailMaxLength);
        organizer.Property(o => o.PhoneNumber).HasMaxLength(Organizer.EmailMaxLength);
        organizer.Property(o => o.ConcurrencyStamp).IsConcurrencyToken();
        organizer.Property(o => o.Name).HasMaxLength(Organizer.NameMaxLength);
        organizer.Property(o => o.Role).HasConversion<string>().HasMaxLength(20);
        organizer.HasIndex(o => o.NormalizedUserName).IsUnique().HasDatabaseName(Organizer.EmailIndex);
        organizer.HasIndex(o => o.NormalizedEmail);
    }
}

internal sealed class OrganizerClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> claim)
    {
        claim.ToTable("organizer_claims");
        claim.HasOne<Organizer>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrganizerLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> login)
    {
        login.ToTable("organizer_logins");
        login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        login.HasOne<Organizer>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrganizerTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> token)
    {
        token.ToTable("organizer_tokens");
        token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        token.HasOne<Organizer>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OrganizerPasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    // Web Authentication Level 3, section 4: a credential ID has at most 1,023 bytes.
    private const int CredentialIdMaxLength = 1023;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> passkey)
    {
        passkey.ToTable("organizer_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(CredentialIdMaxLength);
        passkey.OwnsOne(p => p.Data).ToJson();
        passkey.HasOne<Organizer>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
