using System.Security.Claims;
using Workshop.Web.Accounts;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>The places of the admin area, as its frame lists them.</summary>
internal static class AdminNavigation
{
    private const string Home = "/admin/";

    private static readonly (string Url, string Label)[] ForAll =
    [
        (Home, "Dashboard"),
        ("/admin/pages/", "Pages"),
        ("/admin/programme/", "Programme"),
        (ItemKinds.People.Place, "People, papers"),
        (ItemKinds.Deadlines.Place, "Deadlines, news"),
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
        url == Home ? path.TrimEnd('/') == Home.TrimEnd('/')
        : ItemPages.KindAt(path) is { } kind ? url == ItemKinds.All.First(first => first.Document == kind.Document).Place
        : path.StartsWith(url.TrimEnd('/'), StringComparison.Ordinal);
}
