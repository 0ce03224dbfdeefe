using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>
/// Identity's store, except that recovery codes are kept as passwords are, salted and hashed (ASVS 5.0, 6.5.2), where it keeps
/// them as they are.
/// </summary>
internal sealed class OrganizerStore(
    WorkshopDbContext db, IPasswordHasher<Organizer> hasher) : UserOnlyStore<Organizer, WorkshopDbContext, int>(db)
{
    /// <summary>The name under which Identity's store keeps the authenticator's key and the recovery codes.</summary>
    public const string TokenProvider = "[AspNetUserStore]";

    private const string RecoveryCodes = "RecoveryCodes";
    private const char Separator = ';';

    public override Task ReplaceCodesAsync(Organizer user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => hasher.HashPassword(user, code)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Organizer user, string code, CancellationToken cancellationToken)
    {
        var kept = await GetTokenAsync(user, TokenProvider, RecoveryCodes, cancellationToken) ?? "";
        var hashes = kept.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        var typed = code.Trim().ToUpperInvariant();
        if (hashes.FirstOrDefault(
            hash => hasher.VerifyHashedPassword(user, hash, typed) != PasswordVerificationResult.Failed) is not { } used)
        {
            return false;
        }

        await SetTokenAsync(
            user, TokenProvider, RecoveryCodes, string.Join(Separator, hashes.Where(hash => hash != used)), cancellationToken);
        return true;
    }

    /// <summary>Sets the authenticator's key once a code has shown that the app has it; saved with the organizer.</summary>
    public async Task SetAppAsync(Organizer organizer, string key, long step, CancellationToken cancellation)
    {
        await SetAuthenticatorKeyAsync(organizer, key, cancellation);
        await SetTokenAsync(organizer, TokenProvider, AuthenticatorApp.LastStep, step.ToString(CultureInfo.InvariantCulture), cancellation);
    }

    /// <summary>Removes key and recovery codes.</summary>
    public Task RemoveAppAsync(Organizer organizer, CancellationToken cancellation) =>
        Context.Set<IdentityUserToken<int>>()
            .Where(token => token.UserId == organizer.Id && token.LoginProvider == TokenProvider)
            .ExecuteDeleteAsync(cancellation);
}
