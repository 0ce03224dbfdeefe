using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Workshop.Web.Hosting;

/// <summary>Bounds on what costs or risks more than a page.</summary>
internal static class RateLimits
{
    /// <summary>For pages that check a secret: how often one address may try. Accounts have a bound of their own, the lockout.</summary>
    public const string Secrets = "secrets";

    /// <summary>
    /// Searches share the database's connections with what publishes and saves: only so many run at once, a few more wait,
    /// and the rest are asked to come back.
    /// </summary>
    public const string Search = "search";

    /// <summary>
    /// A preview renders a whole text for each request of whoever has the link; so few at once leave the rest of the portal its
    /// processors.
    /// </summary>
    public const string Previews = "previews";

    private const int PreviewsAtOnce = 4;
    private const int PreviewsWaiting = 64;
    private const int SearchesAtOnce = 8;
    private const int SearchesWaiting = 64;
    private const int DefaultTriesPerWindow = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var triesPerWindow = TriesPerWindow(configuration["Workshop:SignIn:TriesPerWindow"]);
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.OnRejected = (rejected, _) =>
            {
                var response = rejected.HttpContext.Response;
                if (rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Secrets)
                {
                    response.StatusCode = StatusCodes.Status429TooManyRequests;
                    response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
            limits.AddConcurrencyLimiter(
                Search, searches => (searches.PermitLimit, searches.QueueLimit) = (SearchesAtOnce, SearchesWaiting));
            limits.AddConcurrencyLimiter(
                Previews, previews => (previews.PermitLimit, previews.QueueLimit) = (PreviewsAtOnce, PreviewsWaiting));
            limits.AddPolicy(Secrets, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetSlidingWindowLimiter(AddressOf(context), _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = triesPerWindow,
                    Window = Window,
                    SegmentsPerWindow = 5,
                })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static int TriesPerWindow(string? setting) => setting switch
    {
        null or "" => DefaultTriesPerWindow,
        _ when int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var tries) && tries > 0 => tries,
        _ => throw new SettingException($"Workshop__SignIn__TriesPerWindow is '{setting}', but must be a whole number above 0."),
    };

    // A household of IPv6 has a network of 64 bits; its addresses are one caller.
    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.ToString() ?? "";
    }
}
