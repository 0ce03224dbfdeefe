using Microsoft.AspNetCore.Diagnostics;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;
using Workshop.Web.Text;

namespace Workshop.Web.Pages;

/// <summary>Every error is answered in words by the page <c>/error/{status}</c>; a database that is away is 503 and no bug.</summary>
internal static class ErrorPages
{
    public static void AddErrorPages(this IServiceCollection services)
    {
        services.AddExceptionHandler<DatabaseAway>();
        services.Configure<ExceptionHandlerOptions>(errors =>
        {
            errors.ExceptionHandlingPath = "/error/500";
            errors.StatusCodeSelector = StatusOf;
            errors.SuppressDiagnosticsCallback = failed => StatusOf(failed.Exception) != StatusCodes.Status500InternalServerError;
        });
    }

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    private static int StatusOf(Exception failure) =>
        DatabaseTrouble.IsNoText(failure) ? StatusCodes.Status400BadRequest
        : DatabaseTrouble.ReasonOf(failure) is not null || failure is SnapshotBehindException ? StatusCodes.Status503ServiceUnavailable
        : failure is BadHttpRequestException { StatusCode: var status } ? status
        : StatusCodes.Status500InternalServerError;
}

/// <summary>Says in one line what kept a request from the database, in place of the framework's account of a bug.</summary>
internal sealed partial class DatabaseAway(ILogger<DatabaseAway> log) : IExceptionHandler
{
    private const int ReasonMaxLength = 500;

    /// <returns>False: the answer is the error page's.</returns>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (DatabaseTrouble.ReasonOf(exception) is { } reason)
        {
            var (route, line) = (RouteOf(httpContext), SafeText.Clip(reason, ReasonMaxLength));
            LogAway(log, route, line);
        }

        return ValueTask.FromResult(false);
    }

    // Not the address, which may hold a secret, and whatever else the caller likes.
    private static string RouteOf(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "A request";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Route} was answered 503, since the database cannot be used: {Reason}")]
    private static partial void LogAway(ILogger log, string route, string reason);
}
