namespace Workshop.Web.Publishing;

internal static class PublishingRegistration
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<PublishedSiteLoader>();
        services.AddSingleton<PublishedSiteStore>();
    }
}
