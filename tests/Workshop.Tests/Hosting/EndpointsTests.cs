using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Hosting;

public sealed class EndpointsTests(TestDatabase databases)
{
    /// <summary>What anybody may ask for. An endpoint that is added belongs here, or behind a policy.</summary>
    [Fact]
    public async Task Endpoints_OpenToAnyone_AreThese()
    {
        await using var portal = await RunningPortal.StartAsync(databases);

        var routes = portal.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            ["account/login", "account/logout", "error/{status:int}", "feed.xml", "health/live", "health/ready", "robots.txt", "search", "sitemap.xml", "theme/{accent:regex(^[0-9a-f]{{6}}$)}.css", "{**path}"],
            routes);
    }
}
