using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>The sessions of an organizer: begun with a proof, listed, ended.</summary>
public sealed class SignInSessions(SignInManager<Organizer> signIn, WorkshopDbContext db)
{
    /// <summary>Begins a session in place of the one that the request came with, if any, on a proof that was given just now.</summary>
    public Task BeginAsync(Organizer organizer, bool twoFactors) =>
        signIn.SignInWithClaimsAsync(organizer, authenticationProperties: null, twoFactors ? [SignInProof.TwoFactors] : []);

    public Task<List<SignInSession>> ListAsync(int organizerId, Instant now, CancellationToken cancellation) =>
        db.SignInSessions.AsNoTracking()
            .Where(session => session.OrganizerId == organizerId && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt)
            .ToListAsync(cancellation);

    /// <returns>How many there were: none where the session is not the organizer's, or has ended.</returns>
    public Task<int> EndAsync(int organizerId, Guid id, CancellationToken cancellation) =>
        db.SignInSessions.Where(session => session.OrganizerId == organizerId && session.Id == id).ExecuteDeleteAsync(cancellation);

    /// <summary>All but the one that the request came with.</summary>
    public Task<int> EndOthersAsync(int organizerId, HttpContext context, CancellationToken cancellation)
    {
        var here = SignInStore.IdOf(context);
        return db.SignInSessions
            .Where(session => session.OrganizerId == organizerId && session.Id != here)
            .ExecuteDeleteAsync(cancellation);
    }

    public Task<int> EndAllAsync(int organizerId, CancellationToken cancellation) =>
        db.SignInSessions.Where(session => session.OrganizerId == organizerId).ExecuteDeleteAsync(cancellation);
}
