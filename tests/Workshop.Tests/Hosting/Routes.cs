using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Hosting;

/// <summary>
/// The portal's own table of what can be asked for. Tests that walk it hold for pages that nobody has written yet.
/// </summary>
internal sealed record Route(
    string Pattern, string Path, string Area, IReadOnlyList<string> Methods, IReadOnlyList<string> Policies, bool IsOpen)
{
    public bool IsForOrganizers => Pattern.StartsWith("admin", StringComparison.OrdinalIgnoreCase)
        || Pattern.StartsWith("account", StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<Route> Of(RunningPortal portal) =>
    [
        .. portal.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(Of)
            .DistinctBy(route => (route.Pattern, string.Join(' ', route.Methods)))
            .OrderBy(route => route.Pattern, StringComparer.Ordinal),
    ];

    private static Route Of(RouteEndpoint endpoint)
    {
        var guards = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        return new Route(
            endpoint.RoutePattern.RawText!.TrimStart('/'),
            "/"
                + string.Join('/', endpoint.RoutePattern.PathSegments.Select(Text))
                + (endpoint.RoutePattern.RawText!.EndsWith('/') ? "/" : ""),
            endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.AreaName ?? "",
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [],
            [.. guards.Select(guard => guard.Policy ?? "")],
            guards.Count == 0 || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
    }

    private static string Text(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => Value(parameter),
        _ => "",
    }));

    /// <summary>Of the right kind, so that the request gets as far as the page.</summary>
    private static string Value(RoutePatternParameterPart parameter)
    {
        var kinds = parameter.ParameterPolicies.Select(policy => policy.Content).ToList();
        return kinds.Contains("int") || kinds.Contains("long") ? 1.ToString(CultureInfo.InvariantCulture)
            : kinds.Contains("guid") ? "00000000-0000-0000-0000-000000000001"
            : "x";
    }
}
