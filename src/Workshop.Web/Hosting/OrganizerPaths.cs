namespace Workshop.Web.Hosting;

/// <summary>The addresses that are for organizers only: their area, the way into it, and what a secret in the address opens.</summary>
internal static class OrganizerPaths
{
    /// <summary>Followed by a secret, makes somebody an organizer.</summary>
    public const string Invitation = "/account/invitation";

    /// <summary>Followed by a secret, shows a draft.</summary>
    public const string Preview = "/preview";

    public static bool Has(PathString path) => path.StartsWithSegments("/admin") || IsWayIn(path);

    public static bool IsWayIn(PathString path) => path.StartsWithSegments("/account");
}
