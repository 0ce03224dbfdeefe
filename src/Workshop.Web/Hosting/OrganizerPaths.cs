namespace Workshop.Web.Hosting;

/// <summary>The addresses that are for organizers only: their area, and the way into it.</summary>
internal static class OrganizerPaths
{
    public static bool Has(PathString path) => path.StartsWithSegments("/admin") || IsWayIn(path);

    public static bool IsWayIn(PathString path) => path.StartsWithSegments("/account");
}
