using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Hosting;

namespace Workshop.Web.Pages;

internal static class PublicPages
{
    /// <summary>
    /// For Cache-Control: browsers and proxies may keep a page, but ask before they show it, so a publish is there at once;
    /// if the site cannot be reached they may show what they have for a day (RFC 5861).
    /// </summary>
    public const string Revalidate = "public, max-age=0, stale-if-error=86400";

    public static void AddPublicPages(this IServiceCollection services) =>
        services.AddRazorPages().AddMvcOptions(mvc => mvc.Filters.Add<FormsWithHandlers>());

    private static readonly string[] MethodsOfForms = [.. ReadOnlyEndpoints.Methods, HttpMethods.Post];

    /// <summary>
    /// Public pages are for reading, organizers' pages have forms as well: any other method is answered 405. The error page
    /// says so, and therefore answers whatever method the failed request had.
    /// </summary>
    public static void MapPublicPages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorPages().WithStaticAssets().Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<PageActionDescriptor>().FirstOrDefault() is { ViewEnginePath: not "/Error" } page)
            {
                endpoint.Metadata.Add(
                    new HttpMethodMetadata(string.IsNullOrEmpty(page.AreaName) ? ReadOnlyEndpoints.Methods : MethodsOfForms));
            }
        });
}
