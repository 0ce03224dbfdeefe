using Workshop.Data.Accounts;

namespace Workshop.Tests.Hosting;

public sealed class EndpointsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    /// <summary>What anybody may ask for. An endpoint that is added belongs here, or behind a policy.</summary>
    private static readonly string[] ForAnyone =
    [
        "account/invitation/{token}",
        "account/login",
        "account/logout",
        "account/oidc",
        "account/oidc/done",
        "account/passkey",
        "account/plain-http",
        "account/second-factor",
        "error/{status:int}",
        "feed.xml",
        "health/live",
        "health/ready",
        "media/{hash:length(64)}/{name}",
        "preview/{token}",
        "robots.txt",
        "search",
        "sitemap.xml",
        "theme/{accent:regex(^[0-9a-f]{{6}}$)}.css",
        "{**path}",
    ];

    [Fact]
    public void Endpoints_OpenToAnyone_AreThese()
    {
        Assert.Equal(ForAnyone, Route.Of(shared.Portal).Where(route => route.IsOpen).Select(route => route.Pattern).Distinct());
    }

    [Fact]
    public void Endpoints_OfTheAdminArea_CarryItsPolicyAndAreUnderItsAddress()
    {
        var routes = Route.Of(shared.Portal);

        var admin = routes
            .Where(route => route.Area == "Admin" || route.Pattern.Split('/')[0].Equals("admin", StringComparison.OrdinalIgnoreCase))
            .ToList();

        Assert.NotEmpty(admin);
        Assert.All(admin, route =>
        {
            Assert.StartsWith("/admin/", route.Path + "/", StringComparison.Ordinal);
            Assert.Contains(nameof(OrganizerRole.Organizer), route.Policies);
            Assert.False(route.IsOpen, route.Pattern);
        });
    }

    [Fact]
    public void Endpoints_OfPeopleSettingsAndAudit_AreForAdministrators()
    {
        string[] forAdministrators = ["/admin/people/", "/admin/settings/", "/admin/audit/"];

        var routes = Route.Of(shared.Portal)
            .Where(route => forAdministrators.Any(place => (route.Path + "/").StartsWith(place, StringComparison.OrdinalIgnoreCase)));

        Assert.All(routes, route => Assert.Contains(nameof(OrganizerRole.Administrator), route.Policies));
    }

    [Fact]
    public void Endpoints_OfTheAccountArea_AreUnderItsAddress()
    {
        Assert.All(
            Route.Of(shared.Portal).Where(route => route.Area == "Account"),
            route => Assert.StartsWith("/account/", route.Path, StringComparison.Ordinal));
    }
}
