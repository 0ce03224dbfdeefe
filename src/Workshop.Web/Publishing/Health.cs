using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing;

internal static class Health
{
    /// <summary>
    /// <c>/health/live</c> touches nothing: the process answers. <c>/health/ready</c> says whether this process can serve
    /// pages, which it can while the database is away; it says so then, but stays in rotation.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        group.MapReadOnly("/live", () => "live");
        group.MapReadOnly("/ready", (HttpContext context, PublishingMetrics publishing) => context.PublishedSite().IsLoaded switch
        {
            false => Results.Text("waiting for the database", statusCode: StatusCodes.Status503ServiceUnavailable),
            true when publishing.IsListening => Results.Text("ready"),
            true => Results.Text("ready, without the database: pages are served as they were"),
        });
    }
}
