using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Data.Editions;

namespace Workshop.Data.Programme;

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> room)
    {
        room.Property(r => r.Name).HasMaxLength(Room.NameMaxLength);
        room.Property(r => r.Location).HasMaxLength(Edition.TextMaxLength);
        room.Property(r => r.Version).IsRowVersion();
        room.HasIndex(r => new { r.EditionId, r.Name }).IsUnique();
        room.HasOne<Edition>().WithMany().HasForeignKey(r => r.EditionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable(table => table.HasCheckConstraint("ck_sessions_duration_minutes", "duration_minutes > 0"));
        session.Property(s => s.Slug).HasMaxLength(Session.SlugMaxLength);
        session.Property(s => s.Title).HasMaxLength(Session.TitleMaxLength);
        session.Property(s => s.Kind).HasConversion<string>().HasMaxLength(20);
        session.Property(s => s.Version).IsRowVersion();
        session.HasIndex(s => new { s.EditionId, s.Slug }).IsUnique();
        session.HasOne<Edition>().WithMany().HasForeignKey(s => s.EditionId).OnDelete(DeleteBehavior.Cascade);
        session.HasOne(s => s.Room).WithMany().HasForeignKey(s => s.RoomId).OnDelete(DeleteBehavior.SetNull);
    }
}
