using System.Security.Claims;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Admin;

/// <summary>The places of the admin area, as its frame lists them.</summary>
internal static class AdminNavigation
{
    private const string Home = "/admin/";

    private static readonly (string Url, string Label)[] ForAll =
    [
        (Home, "Dashboard"),
        ("/admin/pages/", "Pages"),
        ("/admin/programme/", "Programme"),
        ("/admin/media/", "Media"),
    ];

    private static readonly (string Url, string Label)[] ForAdministrators =
    [
        ("/admin/people/", "People"),
        ("/admin/settings/", "Settings"),
        ("/admin/audit/", "Audit"),
    ];

    public static IEnumerable<(string Url, string Label)> For(ClaimsPrincipal user) =>
        user.IsAdministrator() ? ForAll.Concat(ForAdministrators) : ForAll;

    public static bool IsAt(string path, string url) =>
        url == Home ? path.TrimEnd('/') == Home.TrimEnd('/') : path.StartsWith(url.TrimEnd('/'), StringComparison.Ordinal);
}
