using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

internal static class EarlierInvitations
{
    /// <summary>Takes back the open ones to an address, however it was spelled: told apart as accounts are. Ask it in one's turn.</summary>
    public static async Task RevokeInvitationsAsync(
        this WorkshopDbContext db, UserManager<Organizer> organizers, string email, Instant now, CancellationToken cancellation)
    {
        var open = await db.Invitations
            .Where(invitation => invitation.Email != null
                && invitation.AcceptedAt == null
                && invitation.RevokedAt == null
                && invitation.ExpiresAt > now)
            .Select(invitation => new { invitation.Id, invitation.Email })
            .ToListAsync(cancellation);
        var account = organizers.NormalizeName(email);
        var same = open
            .Where(invitation => organizers.NormalizeName(invitation.Email) == account)
            .Select(invitation => invitation.Id)
            .ToList();
        await db.Invitations.Where(invitation => same.Contains(invitation.Id)).RevokeAsync(now, cancellation);
    }
}
