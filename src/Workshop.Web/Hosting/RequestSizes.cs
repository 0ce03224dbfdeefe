using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Workshop.Web.Hosting;

/// <summary>
/// How much a request may carry. A form is read into memory before it is known who sends it, even by the page that says what
/// went wrong, so the bound is that of the server; a page that takes more says so with <c>[RequestSizeLimit]</c>.
/// </summary>
internal static class RequestSizes
{
    /// <summary>In bytes: several times the longest form there is.</summary>
    public const long Usual = 256 * 1024;

    public static void LimitRequestSizes(this IWebHostBuilder host) =>
        host.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Usual);

    /// <summary>
    /// Refuses by the length that a request states, before anything of it is read. Runs once routing knows the page's own bound.
    /// </summary>
    public static void UseRequestSizes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize
            && !IsErrorPage(context))
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
