using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>
/// One try at a time for each address that is typed, whether an organizer has it or not: of tries at once, the lockout would
/// count only some. A few wait, as after a double click; the rest are refused.
/// </summary>
public sealed class SignInTries : IDisposable
{
    private const int Waiting = 3;

    private static readonly Organizer Nobody = new() { Name = "", CreatedAt = default };

    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetConcurrencyLimiter(address, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = Waiting }));

    private readonly PasswordHasher<Organizer> _hasher;
    private readonly string _nobodysHash;

    /// <param name="options">Those that the passwords of organizers are hashed with, so that nobody's takes the same time.</param>
    public SignInTries(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<Organizer>(options);
        _nobodysHash = _hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
    }

    /// <param name="email">Folded as Identity folds it when it looks for the account, so that no spelling has a queue of its own.</param>
    public ValueTask<RateLimitLease> BeginAsync(string email, CancellationToken cancellation) =>
        _tries.AcquireAsync(email.Normalize().ToUpperInvariant(), cancellationToken: cancellation);

    /// <summary>For a try of somebody who is known: as the try before has left them.</summary>
    public async ValueTask<RateLimitLease> BeginAsync(WorkshopDbContext db, Organizer organizer, CancellationToken cancellation)
    {
        var turn = await BeginAsync(organizer.Email!, cancellation);
        try
        {
            await db.Entry(organizer).ReloadAsync(cancellation);
            return turn;
        }
        catch
        {
            // Whoever asked has nothing to give back, and the address would wait for ever.
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Whether it is the organizer's password, asked of somebody who is signed in; a wrong one counts for the lockout.</summary>
    public async Task<bool> IsPasswordAsync(
        SignInManager<Organizer> signIn, WorkshopDbContext db, Organizer organizer, string? password, CancellationToken cancellation)
    {
        using var turn = await BeginAsync(db, organizer, cancellation);
        return turn.IsAcquired && (await signIn.CheckPasswordSignInAsync(organizer, password ?? "", lockoutOnFailure: true)).Succeeded;
    }

    /// <summary>Takes the processor's time that checking a password takes, where there is none to check.</summary>
    public void CheckNothing(string password) => _hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);

    public void Dispose() => _tries.Dispose();
}
