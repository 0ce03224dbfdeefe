using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Workshop.Web.Hosting;

/// <summary>
/// Without a public address in https, organizers sign in on the machine itself and nowhere else. It follows that no page of
/// theirs is ever made for a host that the request made up: the host is the configured one, or this machine.
/// </summary>
internal static partial class PlainHttp
{
    private static readonly string[] SignsOfAProxy = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"];

    /// <summary>Call it before anything that changes the request's host or its address.</summary>
    public static void UseHttpsForOrganizers(this WebApplication app)
    {
        if (SiteScheme.Of(app.Configuration).IsHttps)
        {
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() => WarnUnlessLocal(app));
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (OrganizerPaths.Has(request.Path) && !IsFromThisMachine(request))
            {
                context.Items[typeof(PlainHttp)] = true;
                (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, "/account/plain-http", QueryString.Empty);
            }

            return next(context);
        });
    }

    public static bool IsRefused(HttpContext context) => context.Items.ContainsKey(typeof(PlainHttp));

    // By the host that the browser was given, and not by the connection: a container's comes from its bridge.
    private static bool IsFromThisMachine(HttpRequest request) =>
        IsLoopback(request.Host.Host) && !Array.Exists(SignsOfAProxy, request.Headers.ContainsKey);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static void WarnUnlessLocal(WebApplication app)
    {
        var addresses = PublicAddress.Configured(app.Configuration) is { } configured
            ? [configured]
            : app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.FirstOrDefault(address => !IsLoopback(BindingAddress.Parse(address).Host)) is { } open)
        {
            LogPlain(app.Logger, open);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Address} is not https: passwords would travel readable by anybody on the way, so nobody can sign in except "
            + "on this machine. Put a proxy with TLS in front, and set Workshop__PublicUrl to its https address")]
    private static partial void LogPlain(ILogger log, string address);
}
