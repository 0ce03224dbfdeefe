using Microsoft.AspNetCore.RateLimiting;

namespace Workshop.Web.Pages;

/// <summary>
/// Searches share the database's connections with what publishes and saves: only so many run at once, a few more wait, and
/// the rest are asked to come back.
/// </summary>
internal static class SearchLimit
{
    public const string Name = "search";

    private const int AtOnce = 8;
    private const int Waiting = 64;

    public static void AddSearchLimit(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.AddConcurrencyLimiter(Name, searches => (searches.PermitLimit, searches.QueueLimit) = (AtOnce, Waiting));
        });
}
