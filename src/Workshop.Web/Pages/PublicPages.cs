namespace Workshop.Web.Pages;

internal static class PublicPages
{
    public static void AddPublicPages(this IServiceCollection services) => services.AddRazorPages();

    /// <summary>Public pages are for reading: any other method is answered 405.</summary>
    public static void MapPublicPages(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapRazorPages().WithStaticAssets().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
}
