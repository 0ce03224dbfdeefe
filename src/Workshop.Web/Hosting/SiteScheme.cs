namespace Workshop.Web.Hosting;

/// <summary>How readers and organizers reach the portal, by the setting <c>Workshop:PublicUrl</c>.</summary>
internal sealed record SiteScheme(bool IsHttps)
{
    public static SiteScheme Of(IConfiguration configuration) =>
        new(PublicAddress.Configured(configuration)?.StartsWith("https:", StringComparison.Ordinal) == true);
}
