using Microsoft.Extensions.Primitives;

namespace Workshop.Web.Hosting;

/// <summary>
/// The cookie that names an organizer's session. Readers never get one, so a request without it may be answered from the
/// page cache.
/// </summary>
internal static class OrganizerCookie
{
    private const string Name = "workshop-organizer";

    // RFC 6265bis, section 4.1.3: the browser takes it over https only, for this host alone, from no other path.
    private const string HostPrefix = "__Host-";

    public static bool IsIn(StringValues cookies) => cookies.Count > 0 && cookies.ToString().Contains(Name, StringComparison.Ordinal);

    /// <summary>Without https, which is for trying the portal out on one machine, browsers refuse the prefix.</summary>
    public static string NameFor(SiteScheme scheme) => NameFor(Name, scheme);

    public static string NameFor(string name, SiteScheme scheme) => scheme.IsHttps ? HostPrefix + name : name;

    /// <summary>For every cookie that the portal sets.</summary>
    public static void Secure(CookieBuilder cookie, SiteScheme scheme)
    {
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = scheme.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
