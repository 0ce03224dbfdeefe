using Workshop.Data;

namespace Workshop.Web.Hosting;

internal static class Health
{
    /// <summary>
    /// <c>/health/live</c> touches nothing: the process answers. <c>/health/ready</c> says whether this process can serve pages.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        group.MapReadOnly("/live", () => "live");
        group.MapReadOnly("/ready", async (WorkshopDbContext db, CancellationToken cancellation) =>
            await db.Database.CanConnectAsync(cancellation)
                ? Results.Text("ready")
                : Results.Text("the database cannot be reached", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
