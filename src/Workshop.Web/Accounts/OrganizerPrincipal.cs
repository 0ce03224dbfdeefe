using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>What a request knows of the organizer who sent it.</summary>
internal sealed class OrganizerPrincipalFactory(UserManager<Organizer> organizers, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Organizer>(organizers, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Organizer user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.Name));
        return identity;
    }
}

internal static class OrganizerPrincipal
{
    /// <summary>Null for a reader.</summary>
    public static int? OrganizerId(this ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string OrganizerName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.GivenName) ?? "";

    public static bool IsOrganizer(this ClaimsPrincipal user) => user.IsInRole(Policies.Organizer) || user.IsAdministrator();

    public static bool IsAdministrator(this ClaimsPrincipal user) => user.IsInRole(Policies.Administrator);
}
