using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>
/// How and when the organizer of a session proved who they are. Kept in the session's ticket, on the server: the claims
/// beside it are made anew every minute.
/// </summary>
internal static class SignInProof
{
    /// <summary>RFC 8176: this sign-in took more than one factor.</summary>
    public static readonly Claim TwoFactors = new("amr", "mfa");

    private const string ProvenAtItem = "workshop.proven-at";
    private const string TwoFactorsItem = "workshop.two-factors";
    private static readonly Duration RecentFor = Duration.FromMinutes(10);

    /// <summary>Whether a password or a passkey was given in the last ten minutes.</summary>
    public static bool IsRecent(HttpContext context, Instant now) =>
        ItemOf(context, ProvenAtItem) is { } text
        && long.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds)
        && now - Instant.FromUnixTimeMilliseconds(milliseconds) < RecentFor;

    public static bool HasTwoFactors(HttpContext context) => ItemOf(context, TwoFactorsItem) is not null;

    /// <summary>
    /// For the cookie's event: every way of signing in is a proof, and none can forget to say so, except the OpenID provider,
    /// which may have asked for nothing because somebody was still signed in there.
    /// </summary>
    public static void Record(CookieSigningInContext signingIn, TimeProvider clock)
    {
        var items = signingIn.Properties.Items;
        var hasTwoFactors = signingIn.Principal?.HasClaim(TwoFactors.Type, TwoFactors.Value) == true;
        if (hasTwoFactors || signingIn.Principal?.HasClaim(claim => claim.Type == ClaimTypes.AuthenticationMethod) != true)
        {
            items.TryAdd(ProvenAtItem, clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        }

        if (hasTwoFactors)
        {
            items.TryAdd(TwoFactorsItem, "");
        }
    }

    private static string? ItemOf(HttpContext context, string name) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.Items.TryGetValue(name, out var value) == true
            ? value
            : null;
}
