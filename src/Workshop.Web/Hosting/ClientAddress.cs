using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Workshop.Web.Hosting;

/// <summary>
/// Who sent a request, for the rate limits and the audit log. The header X-Forwarded-For is believed from the proxies of the
/// setting <c>Workshop:Proxies</c> and from nobody else; host and scheme are never taken from a request (<see cref="PublicAddress"/>).
/// </summary>
internal static class ClientAddress
{
    public static void AddClientAddress(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = Proxies(configuration["Workshop:Proxies"]).ToList();
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = proxies.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            // However many proxies there are: the first address from the end that is none of theirs is the client's.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            proxies.ForEach(forwarded.KnownIPNetworks.Add);
        });
    }

    public static void UseClientAddress(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = Plain(context.Connection.RemoteIpAddress);
            return next(context);
        });
    }

    /// <summary>The one spelling of an address: IPv4 as IPv4 on a socket that does both, and no name of a local interface.</summary>
    private static IPAddress? Plain(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 } => new IPAddress(address.GetAddressBytes()),
        _ => address,
    };

    private static IEnumerable<IPNetwork> Proxies(string? setting)
    {
        foreach (var proxy in (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return Network(proxy) ?? throw new SettingException(
                $"Workshop__Proxies has '{proxy}', but must be addresses or networks with commas between them, like 192.0.2.1,10.0.0.0/8.");
        }
    }

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        // Not the spellings of old, by which 10.1 is 10.0.0.1.
        return IPAddress.TryParse(text, out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }
}
