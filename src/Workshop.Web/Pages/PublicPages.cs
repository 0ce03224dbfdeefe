using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Hosting;

namespace Workshop.Web.Pages;

internal static class PublicPages
{
    public static void AddPublicPages(this IServiceCollection services) => services.AddRazorPages();

    /// <summary>
    /// Public pages are for reading: any other method is answered 405. The error page says so, and therefore
    /// answers whatever method the failed request had.
    /// </summary>
    public static void MapPublicPages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorPages().WithStaticAssets().Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<PageActionDescriptor>().Any(page => page.ViewEnginePath != "/Error"))
            {
                endpoint.Metadata.Add(new HttpMethodMetadata(ReadOnlyEndpoints.Methods));
            }
        });
}
