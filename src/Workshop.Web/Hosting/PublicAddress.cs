namespace Workshop.Web.Hosting;

/// <summary>How readers and organizers reach the portal, by the setting <c>Workshop:PublicUrl</c>.</summary>
internal sealed record SiteScheme(bool IsHttps)
{
    public static SiteScheme Of(IConfiguration configuration) =>
        new(SiteUrls.Configured(configuration)?.StartsWith("https:", StringComparison.Ordinal) == true);
}

internal static class PublicAddress
{
    /// <summary>
    /// Gives every request the address that was configured, in place of what the client or a proxy put into the Host header:
    /// behind a proxy that ends TLS the request itself says http, and a forged host must never reach a link, a cookie or a
    /// passkey.
    /// </summary>
    public static void UsePublicAddress(this IApplicationBuilder app)
    {
        if (SiteUrls.Configured(app.ApplicationServices.GetRequiredService<IConfiguration>()) is not { } configured)
        {
            return;
        }

        var url = new Uri(configured);
        var host = HostString.FromUriComponent(url);
        app.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            context.Request.Host = host;
            return next(context);
        });
    }
}
