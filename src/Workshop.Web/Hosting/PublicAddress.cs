using Workshop.Data.Editions;

namespace Workshop.Web.Hosting;

internal static class PublicAddress
{
    /// <exception cref="SettingException">The setting is not an http or https address; the message names it.</exception>
    internal static string? Configured(IConfiguration configuration)
    {
        var setting = configuration["Workshop:PublicUrl"];
        if (string.IsNullOrEmpty(setting))
        {
            return null;
        }

        return EditionRules.SiteOf(setting)
            ?? throw new SettingException(
                $"Workshop__PublicUrl is '{setting}', but must be like https://workshop.example.org, without a path.");
    }

    /// <summary>
    /// Gives every request the address that was configured, in place of what the client or a proxy put into the Host header:
    /// behind a proxy that ends TLS the request itself says http, and a forged host must never reach a link, a cookie or a
    /// passkey.
    /// </summary>
    public static void UsePublicAddress(this IApplicationBuilder app)
    {
        if (Configured(app.ApplicationServices.GetRequiredService<IConfiguration>()) is not { } configured)
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
