using Microsoft.AspNetCore.Authorization;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>The two policies of the admin area, by the roles of <see cref="OrganizerRole"/>.</summary>
internal static class Policies
{
    /// <summary>For the whole area.</summary>
    public const string Organizer = nameof(OrganizerRole.Organizer);

    /// <summary>For people and settings, on top of the former.</summary>
    public const string Administrator = nameof(OrganizerRole.Administrator);

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(Organizer, policy => policy.RequireRole(Organizer, Administrator).AddRequirements(new SecondFactorRule()));
        options.AddPolicy(Administrator, policy => policy.RequireRole(Administrator).AddRequirements(new SecondFactorRule()));
    }
}
