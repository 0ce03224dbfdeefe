using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing;

/// <summary>
/// Absolute addresses, never from a request's Host header, which whoever sends the request can choose. The operator's
/// setting <c>Workshop:PublicUrl</c> comes first, then the public URL that the current edition has, then the address that
/// the server listens on.
/// </summary>
public sealed class SiteUrls(IConfiguration configuration, IServer server, PublishedSiteStore store)
{
    private readonly string? _configured = PublicAddress.Configured(configuration);

    // Later than the constructor, because a server has no addresses before it listens.
    private readonly Lazy<string> _listening = new(() => Listening(server));

    /// <summary>For what is made of one snapshot: the same snapshot always gives the same address.</summary>
    /// <param name="url">Percent-encoded, from the root of the site.</param>
    public string Absolute(PublishedSite site, string url) => (GivenBy(site) ?? _listening.Value) + url;

    /// <summary>For what is not, such as a mail: by the snapshot that is served now.</summary>
    /// <param name="url">Percent-encoded, from the root of the site.</param>
    public string Absolute(string url) => Absolute(store.Current, url);

    /// <summary>The site's address as somebody has set it; null where nobody has.</summary>
    public string? GivenBy(PublishedSite site) => _configured ?? site.Current?.PublicUrl;

    private static string Listening(IServer server)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return address is null ? OnThisMachine() : Reachable(address);
    }

    /// <summary>Where a portal with the same environment listens: for commands, which do not listen themselves.</summary>
    internal static string OnThisMachine()
    {
        if (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls)
        {
            return Reachable(urls.Split(';')[0]);
        }

        var port = Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")?.Split(';')[0];
        return $"http://localhost:{(string.IsNullOrEmpty(port) ? "5000" : port)}";
    }

    /// <summary>How a binding such as <c>http://*:8080</c> is reached from this machine.</summary>
    internal static string Reachable(string binding)
    {
        var parsed = BindingAddress.Parse(binding);
        var host = parsed.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : parsed.Host;
        return parsed.Port is 80 or 443 ? $"{parsed.Scheme}://{host}" : $"{parsed.Scheme}://{host}:{parsed.Port}";
    }
}

internal static class SiteUrlsRegistration
{
    public static void AddSiteUrls(this IServiceCollection services, IConfiguration configuration)
    {
        // Asked at once, so that a wrong setting stops the start and not the first reader.
        PublicAddress.Configured(configuration);
        services.AddSingleton<SiteUrls>();
    }
}
