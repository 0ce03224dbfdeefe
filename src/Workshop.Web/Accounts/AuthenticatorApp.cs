using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>
/// Checks codes of an authenticator app in place of Identity's own provider, which takes a code again and again for two and a
/// half minutes: here each works once (ASVS 5.0, 6.5.1), and the clock is the portal's.
/// </summary>
internal sealed class AuthenticatorApp(TimeProvider clock) : IUserTwoFactorTokenProvider<Organizer>
{
    public const string LastStep = "LastStep";

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Organizer> manager, Organizer user) =>
        await manager.GetAuthenticatorKeyAsync(user) is not null;

    /// <summary>The app makes the codes.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Organizer> manager, Organizer user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Organizer> manager, Organizer user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key
            || new AuthenticatorKey(key).StepOf(token, clock.GetCurrentInstant()) is not { } step)
        {
            return false;
        }

        var last = await manager.GetAuthenticationTokenAsync(user, OrganizerStore.TokenProvider, LastStep);
        if (last is not null && step <= long.Parse(last, CultureInfo.InvariantCulture))
        {
            return false;
        }

        // Of two who send the same code at once, one finds the organizer changed and fails.
        var saved = await manager.SetAuthenticationTokenAsync(
            user, OrganizerStore.TokenProvider, LastStep, step.ToString(CultureInfo.InvariantCulture));
        return saved.Succeeded;
    }
}
