using Microsoft.Extensions.Primitives;

namespace Workshop.Web.Publishing;

/// <summary>Tells signed-in organizers, who may see more than the public, from everybody else, who gets no cookie.</summary>
internal static class OrganizerCookie
{
    public const string Name = "workshop-organizer";

    public static bool IsIn(StringValues cookies) => cookies.Count > 0 && cookies.ToString().Contains(Name, StringComparison.Ordinal);
}
