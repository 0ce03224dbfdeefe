using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Text;

namespace Workshop.Web.Accounts;

/// <summary>
/// Keeps the sessions of organizers in the database, so that each can be seen and ended, and is dead once it is. The cookie
/// holds the key only.
/// </summary>
internal sealed class SignInStore(
    IDbContextFactory<WorkshopDbContext> databases, IDataProtectionProvider protection, TimeProvider clock, IHttpContextAccessor contexts)
    : ITicketStore
{
    /// <summary>Without a request for so long a session ends.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(12);

    /// <summary>After so long it ends in any case.</summary>
    public static readonly TimeSpan AbsoluteLifetime = TimeSpan.FromDays(7);

    // Not at every request, which would make every look at a page a write.
    private static readonly Duration SeenPrecision = Duration.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.Sessions");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetCurrentInstant();
        var request = contexts.HttpContext;
        var userAgent = request?.Request.Headers.UserAgent.ToString();
        await using var db = await databases.CreateDbContextAsync();
        var organizerId = ticket.Principal.OrganizerId() ?? throw new InvalidOperationException("A session belongs to an organizer.");
        db.Add(new SignInSession
        {
            KeyHash = HashOf(key),
            OrganizerId = organizerId,
            Ticket = Protect(ticket),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + Duration.FromTimeSpan(IdleLifetime),
            Address = request?.Connection.RemoteIpAddress?.ToString(),
            UserAgent = userAgent is null ? null : SafeText.Clip(userAgent, SignInSession.UserAgentMaxLength),
        });
        await db.SaveChangesAsync();
        // Addresses and browsers of people are not kept longer than they are of use.
        await db.SignInSessions.Where(session => session.ExpiresAt <= now).ExecuteDeleteAsync();
        // Here, because every way to sign in ends here. The concurrency stamp stays: nothing that anybody edits has changed.
        await db.Organizers.Where(organizer => organizer.Id == organizerId)
            .ExecuteUpdateAsync(set => set.SetProperty(organizer => organizer.LastSignInAt, now));
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = HashOf(key);
        var bytes = Protect(ticket);
        await using var db = await databases.CreateDbContextAsync();
        // A session stays whose it is.
        var organizerId = ticket.Principal.OrganizerId();
        await db.SignInSessions.Where(session => session.KeyHash == hash && session.OrganizerId == organizerId)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, bytes));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        try
        {
            return await FindAsync(HashOf(key));
        }
        catch (Exception away) when (DatabaseTrouble.ReasonOf(away) is not null && !NeedsOrganizer(contexts.HttpContext))
        {
            // Public pages are there without the database, also for organizers: as for any reader.
            return null;
        }
    }

    public async Task RemoveAsync(string key)
    {
        var hash = HashOf(key);
        await using var db = await databases.CreateDbContextAsync();
        await db.SignInSessions.Where(session => session.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Names the session that a request came with, among those of the organizer; null without one.</summary>
    public static Guid? IdOf(HttpContext context) => context.Items[typeof(SignInStore)] as Guid?;

    private async Task<AuthenticationTicket?> FindAsync(byte[] hash)
    {
        var now = clock.GetCurrentInstant();
        await using var db = await databases.CreateDbContextAsync();
        var session = await db.SignInSessions.AsNoTracking().SingleOrDefaultAsync(session => session.KeyHash == hash);
        if (session is null || session.ExpiresAt <= now)
        {
            return null;
        }

        if (now - session.LastSeenAt > SeenPrecision)
        {
            var end = session.CreatedAt + Duration.FromTimeSpan(AbsoluteLifetime);
            var expires = Instant.Min(now + Duration.FromTimeSpan(IdleLifetime), end);
            await db.SignInSessions.Where(same => same.KeyHash == hash).ExecuteUpdateAsync(set => set
                .SetProperty(same => same.LastSeenAt, now)
                .SetProperty(same => same.ExpiresAt, expires));
        }

        if (contexts.HttpContext is { } context)
        {
            context.Items[typeof(SignInStore)] = session.Id;
        }

        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(session.Ticket));
        }
        catch (CryptographicException)
        {
            // Its key is gone: signed out, and no error.
            return null;
        }
    }

    private static bool NeedsOrganizer(HttpContext? context) =>
        context?.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
