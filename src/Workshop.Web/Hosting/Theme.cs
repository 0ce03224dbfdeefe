namespace Workshop.Web.Hosting;

/// <summary>
/// The edition's accent colour as a stylesheet of its own: the content security policy allows no inline style.
/// The address holds the colour, so the answer never changes.
/// </summary>
internal static class Theme
{
    /// <param name="accent"><c>#rrggbb</c></param>
    public static string UrlOf(string accent) => $"/theme/{accent.TrimStart('#').ToLowerInvariant()}.css";

    public static void MapTheme(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapReadOnly("/theme/{accent:regex(^[0-9a-f]{{6}}$)}.css", (string accent, HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Text($":root{{--edition:#{accent}}}", "text/css");
        });
}
