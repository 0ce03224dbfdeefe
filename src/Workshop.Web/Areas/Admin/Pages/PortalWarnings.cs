using Workshop.Web.Accounts;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages;

/// <param name="Url">Where it is mended, or where there is more to see.</param>
public sealed record PortalWarning(string Text, string Url, string Link);

/// <summary>What is not as it should be, for whoever can mend it.</summary>
public sealed class PortalWarnings(PublishingMetrics publishing, SiteUrls urls, IConfiguration configuration)
{
    public IEnumerable<PortalWarning> Of(HttpContext context, bool hasSecondFactor)
    {
        if (!publishing.IsListening)
        {
            yield return new(
                "The connection that hears of changes is lost. What is published elsewhere shows here after half a minute.",
                "/health/ready",
                "See the portal’s health");
        }

        if (!hasSecondFactor)
        {
            yield return new("Your account is protected by its password alone.", "/admin/account/", "Add a second factor");
        }

        if (!context.User.IsAdministrator())
        {
            yield break;
        }

        if (string.IsNullOrEmpty(configuration["Smtp:Host"]))
        {
            yield return new(
                "No mail server is configured, so nothing is sent: invitations are links that you pass on yourself.",
                "/admin/people/",
                "See people");
        }

        if (AddressObjection(urls.GivenBy(context.PublishedSite())) is { } objection)
        {
            yield return new(objection, "/admin/settings/#Input_PublicUrl", "Set the public URL");
        }
    }

    private static string? AddressObjection(string? address) =>
        address is null ? "The portal does not know its public address, so links in feeds and mails lead to this machine."
        : new Uri(
            address) is { Scheme: "http", IsLoopback: false } ? $"The public address {address} has no TLS: whoever shares the "
                + $"network can read passwords."
        : null;
}
