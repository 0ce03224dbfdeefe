using Microsoft.AspNetCore.Identity;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>Passkeys (Web Authentication Level 3), on ASP.NET Core Identity's own support.</summary>
internal static class Passkeys
{
    public const int NameMaxLength = 60;
    public const int MaxPerOrganizer = 20;

    // What an authenticator answers is a few hundred bytes, with an attestation a few thousand.
    private const int AnswerMaxLength = 32_768;

    public static void AddPasskeys(this IServiceCollection services, IConfiguration configuration) =>
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = PublicAddress.Configured(configuration) is { } url ? new Uri(url).Host : null;
            // Two factors in one: the device, and the finger or number that unlocks it.
            passkeys.UserVerificationRequirement = "required";
            // Known to the browser without the account's name being asked first.
            passkeys.ResidentKeyRequirement = "required";
            // The address of the portal, whatever the request says of where it comes from.
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(
                !origin.CrossOrigin && origin.Origin == $"{origin.HttpContext.Request.Scheme}://{origin.HttpContext.Request.Host}");
        });

    /// <summary>Whose passkey the browser has answered with; null for an answer that proves nothing.</summary>
    /// <param name="answer">JSON of the browser's PublicKeyCredential.</param>
    public static async Task<Organizer?> CheckAsync(this SignInManager<Organizer> signIn, string? answer)
    {
        if (!IsPlausible(answer))
        {
            return null;
        }

        try
        {
            var assertion = await signIn.PerformPasskeyAssertionAsync(answer!);
            // Saves the counter of signatures, by which a copied authenticator gives itself away.
            return assertion.Succeeded && (await signIn.UserManager.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey)).Succeeded
                ? assertion.User
                : null;
        }
        catch (InvalidOperationException)
        {
            // Nobody asked: there is no challenge that this could be the answer to, or it is too old.
            return null;
        }
    }

    /// <summary>The passkey that the browser has made for an organizer; null for an answer that proves nothing.</summary>
    /// <param name="answer">JSON of the browser's PublicKeyCredential.</param>
    public static async Task<UserPasskeyInfo?> AcceptAsync(this SignInManager<Organizer> signIn, Organizer organizer, string? answer)
    {
        if (!IsPlausible(answer))
        {
            return null;
        }

        try
        {
            var attestation = await signIn.PerformPasskeyAttestationAsync(answer!);
            return attestation.Succeeded
                && attestation.UserEntity.Id == await signIn.UserManager.GetUserIdAsync(organizer) ? attestation.Passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsPlausible(string? answer) => answer is { Length: > 0 and <= AnswerMaxLength };
}
