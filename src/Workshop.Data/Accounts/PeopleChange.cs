using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workshop.Data.Accounts;

/// <summary>
/// Who is an organizer, and in what role, is changed by one at a time over all replicas: of two administrators who remove
/// each other at once, the second sees what the first has done.
/// </summary>
public static class PeopleChange
{
    // Any constant does; this one spells "people".
    private const long Turn = 0x70656f706c65;

    /// <summary>Waits for its turn. It ends with the transaction.</summary>
    public static async Task<IDbContextTransaction> BeginPeopleChangeAsync(this WorkshopDbContext db, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Turn})", cancellation);
        return transaction;
    }

    /// <summary>Whether nobody would be left who administers. Ask it in one's turn.</summary>
    public static async Task<bool> IsLastAdministratorAsync(
        this WorkshopDbContext db, Organizer organizer, CancellationToken cancellation) =>
        organizer.Role == OrganizerRole.Administrator
        && !await db.Organizers.AnyAsync(other => other.Id != organizer.Id && other.Role == OrganizerRole.Administrator, cancellation);

    /// <summary>What a session says of a role can be a moment old. Ask it in one's turn.</summary>
    public static Task<bool> IsAdministratorAsync(this WorkshopDbContext db, int? organizerId, CancellationToken cancellation) =>
        db.Organizers.AnyAsync(organizer => organizer.Id == organizerId && organizer.Role == OrganizerRole.Administrator, cancellation);

    /// <summary>Takes back what matches and is still open; the change is saved at once, in the transaction.</summary>
    public static Task RevokeAsync(this IQueryable<Invitation> invitations, NodaTime.Instant now, CancellationToken cancellation) =>
        invitations.Where(invitation => invitation.AcceptedAt == null && invitation.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(invitation => invitation.RevokedAt, now), cancellation);
}
