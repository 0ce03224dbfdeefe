using Microsoft.AspNetCore.Diagnostics;

namespace Workshop.Web.Hosting;

/// <summary>The headers that every answer carries, errors and files included.</summary>
internal static class SecurityHeaders
{
    /// <summary>The admin area and the sign-in have small scripts of their own; of the public pages only those of the programme.</summary>
    private const string ForOrganizers = "organizers";
    private const string ForTheWayIn = "way in";

    private const string ForProgramme = "programme";

    /// <summary>A draft, drawn as readers would get it: beside the editor's text in a frame, or by a link that holds a secret.</summary>
    private const string ForPreviews = "previews";

    /// <summary>A file that somebody has uploaded, opened by itself: a document without rights of any kind.</summary>
    private const string ForHostedFiles = "hosted files";

    // A year, the least that browsers' preload lists take (RFC 6797).
    private const string OneYearOfHttps = "max-age=31536000; includeSubDomains";

    public static void AddSecurityHeaders(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => AddCommon(policy, configuration)
                .AddReferrerPolicyStrictOriginWhenCrossOrigin()
                .AddContentSecurityPolicy(AddPublicSources))
            .AddPolicy(ForProgramme, policy => AddCommon(
                policy, configuration).AddReferrerPolicyStrictOriginWhenCrossOrigin().AddContentSecurityPolicy(csp =>
            {
                AddPublicSources(csp);
                csp.AddScriptSrc().Self();
            }))
            .AddPolicy(ForOrganizers, policy => AddPrivate(policy, configuration).AddReferrerPolicySameOrigin())
            // An address of these can hold a secret, such as that of an invitation: a style sheet's request would have it put
            // into the log of the proxy.
            .AddPolicy(ForTheWayIn, policy => AddPrivate(policy, configuration).AddReferrerPolicyNoReferrer())
            .AddPolicy(ForPreviews, policy => AddCommon(policy, configuration).AddReferrerPolicyNoReferrer().AddContentSecurityPolicy(csp =>
            {
                AddPublicSources(csp);
                csp.AddFrameAncestors().Self();
            })
                .AddCustomHeader("X-Robots-Tag", "noindex, nofollow"))
            .AddPolicy(ForHostedFiles, policy => AddCommon(
                policy, configuration).AddReferrerPolicyStrictOriginWhenCrossOrigin().AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddFrameAncestors().None();
                csp.AddSandbox();
            }))
            .SetPolicySelector(context => context.ConfiguredPolicies.GetValueOrDefault(
                NameFor(context.HttpContext, AskedFor(context.HttpContext))) ?? context.DefaultPolicy);

    /// <summary>For a public page that brings a script from <c>/js/</c>; every other has none, and may have none.</summary>
    public static void AllowOwnScripts(HttpContext context) => context.Features.Set(new OwnScripts());

    private static string NameFor(HttpContext context, PathString path) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HostedFile>() is not null ? ForHostedFiles
        : path.StartsWithSegments(OrganizerPaths.Preview) ? ForPreviews
        : !OrganizerPaths.Has(path) ? context.Features.Get<OwnScripts>() is null ? "" : ForProgramme
        : OrganizerPaths.IsWayIn(path) ? ForTheWayIn
        : path.StartsWithSegments("/admin/programme/preview")
            || (path.StartsWithSegments("/admin/pages") && path.Value!.EndsWith("/preview", StringComparison.Ordinal)) ? ForPreviews
        : ForOrganizers;

    // What went wrong is answered under the error page's path; the headers are still those of what was asked for.
    private static PathString AskedFor(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;

    private static void AddPublicSources(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddStyleSrc().Self();
        // Pages of organizers show pictures that live elsewhere; https alone, and nothing but pictures.
        csp.AddImgSrc().Self().From("https:");
        csp.AddFormAction().Self();
        csp.AddFrameAncestors().None();
        csp.AddBaseUri().None();
    }

    private static HeaderPolicyCollection AddPrivate(HeaderPolicyCollection policy, IConfiguration configuration) =>
        AddCommon(policy, configuration)
            .AddContentSecurityPolicy(csp =>
            {
                AddPublicSources(csp);
                csp.AddScriptSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddFrameSrc().Self();
            })
            .AddCustomHeader("X-Robots-Tag", "noindex, nofollow");

    private static HeaderPolicyCollection AddCommon(HeaderPolicyCollection policy, IConfiguration configuration)
    {
        if (SiteScheme.Of(configuration).IsHttps)
        {
            // By the setting and not by the request, which comes in plain HTTP from the proxy that ends TLS.
            policy.AddCustomHeader("Strict-Transport-Security", OneYearOfHttps);
        }

        return policy
            .AddContentTypeOptionsNoSniff()
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            // The features that browsers know today; the package's own list has names that they report as errors.
            .AddPermissionsPolicy(feature =>
            {
                feature.AddCamera().None();
                feature.AddDisplayCapture().None();
                feature.AddGeolocation().None();
                feature.AddMicrophone().None();
                feature.AddPayment().None();
                feature.AddUsb().None();
            })
            .RemoveServerHeader();
    }

    private sealed class OwnScripts;
}
