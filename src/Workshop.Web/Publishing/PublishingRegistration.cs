using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Web.Publishing.Cache;

namespace Workshop.Web.Publishing;

internal static class PublishingRegistration
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<PublishingMetrics>();
        services.AddSingleton<PublishedSiteLoader>();
        services.AddSingleton<PublishedSiteStore>();
        services.AddSingletonService<BestCompression>();
        services.TryAddSingleton(ListenerIntervals.Usual);
        services.AddSingletonService<ChangeListener>();
        services.AddHostedService<SiteUpdates>();
    }

    /// <summary>Call it first: what comes before it costs every reader something.</summary>
    public static void UsePageCache(this IApplicationBuilder app) => app.UseMiddleware<PageCacheMiddleware>();

    /// <summary>The snapshot that this request sees from beginning to end.</summary>
    public static PublishedSite PublishedSite(this HttpContext context) => context.Features.GetRequiredFeature<PublishedSite>();

    private static void AddSingletonService<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
