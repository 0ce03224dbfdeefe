using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>The sessions of an organizer: begun with a proof, listed, ended.</summary>
public sealed class OrganizerSessions(SignInManager<Organizer> signIn, WorkshopDbContext db, IServiceScopeFactory scopes)
{
    /// <summary>
    /// Begins a session in place of the one that the request came with, if any. A proof given again ends the old session and
    /// its cookie, too (ASVS 5.0, 7.2.4).
    /// </summary>
    public async Task BeginAsync(HttpContext context, Organizer organizer, bool twoFactors)
    {
        var principal = await signIn.CreateUserPrincipalAsync(organizer);
        if (twoFactors)
        {
            ((ClaimsIdentity)principal.Identity!).AddClaim(SessionProof.TwoFactors);
        }

        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        // The request's own handler has read the old cookie and would go on with its key.
        await using var scope = scopes.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var handler = (IAuthenticationSignInHandler)(await handlers.GetHandlerAsync(context, IdentityConstants.ApplicationScheme))!;
        await handler.SignInAsync(principal, new AuthenticationProperties());
    }

    public Task<List<OrganizerSession>> ListAsync(int organizerId, Instant now, CancellationToken cancellation) =>
        db.OrganizerSessions.AsNoTracking()
            .Where(session => session.OrganizerId == organizerId && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt)
            .ToListAsync(cancellation);

    /// <returns>How many there were: none where the session is not the organizer's, or has ended.</returns>
    public Task<int> EndAsync(int organizerId, Guid id, CancellationToken cancellation) =>
        db.OrganizerSessions.Where(session => session.OrganizerId == organizerId && session.Id == id).ExecuteDeleteAsync(cancellation);

    /// <summary>All but the one that the request came with.</summary>
    public Task<int> EndOthersAsync(int organizerId, HttpContext context, CancellationToken cancellation)
    {
        var here = SessionStore.IdOf(context);
        return db.OrganizerSessions.Where(session => session.OrganizerId == organizerId && session.Id != here).ExecuteDeleteAsync(cancellation);
    }
}
