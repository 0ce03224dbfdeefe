using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Workshop.Web.Hosting;
using Workshop.Web.Text;

namespace Workshop.Web.Accounts;

/// <summary>An OpenID provider by which organizers may sign in, from the settings <c>Oidc:…</c>.</summary>
/// <param name="Name">On the button.</param>
internal sealed record OidcSettings(Uri Authority, string ClientId, string ClientSecret, string Name)
{
    /// <returns>Null where none is configured.</returns>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it.</exception>
    public static OidcSettings? Of(IConfiguration configuration)
    {
        if (configuration["Oidc:Authority"] is not { Length: > 0 } authority)
        {
            return null;
        }

        if (!Uri.TryCreate(authority, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new SettingException($"Oidc__Authority is '{authority}', but must be an https address.");
        }

        if (PublicAddress.Configured(configuration) is null)
        {
            throw new SettingException(
                "Oidc__Authority is set, which needs Workshop__PublicUrl as well: the provider sends people back to it.");
        }

        return new OidcSettings(
            url, Required(configuration, "ClientId"), Required(
                configuration, "ClientSecret"), configuration["Oidc:Name"] is { Length: > 0 } name ? name : url.Host);
    }

    private static string Required(IConfiguration configuration, string name) =>
        configuration[$"Oidc:{name}"] is { Length: > 0 } value
            ? value
            : throw new SettingException($"Oidc__{name} is missing, which Oidc__Authority needs.");
}

/// <summary>OpenID Connect 1.0 by code flow with PKCE. Without the settings nothing of it is registered, and nobody is asked.</summary>
internal static partial class Oidc
{
    public const string Scheme = "oidc";
    public const string VerifiedEmail = "email_verified";

    private const int ReasonMaxLength = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddOidc(this IServiceCollection services, IConfiguration configuration)
    {
        if (OidcSettings.Of(configuration) is { } settings)
        {
            var scheme = SiteScheme.Of(configuration);
            services.AddAuthentication().AddOpenIdConnect(Scheme, settings.Name, oidc => SetUp(oidc, settings, scheme));
            services.Configure<CookieAuthenticationOptions>(
                IdentityConstants.ExternalScheme, cookie => cookie.Cookie.Name = OrganizerCookie.NameFor("workshop-oidc", scheme));
        }
    }

    private static void SetUp(OpenIdConnectOptions oidc, OidcSettings settings, SiteScheme scheme)
    {
        oidc.Authority = settings.Authority.AbsoluteUri;
        oidc.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The provider's answer comes as a link and not as a form, with which browsers send no cookie that is SameSite=Lax.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("email");
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.MapUniqueJsonKey(VerifiedEmail, VerifiedEmail);
        oidc.SignInScheme = IdentityConstants.ExternalScheme;
        oidc.CallbackPath = "/account/oidc/callback";
        // A link elsewhere must not sign anybody out.
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.SignedOutCallbackPath = PathString.Empty;
        oidc.BackchannelTimeout = Patience;
        oidc.DisableTelemetry = true;
        OrganizerCookie.Secure(oidc.CorrelationCookie, scheme);
        OrganizerCookie.Secure(oidc.NonceCookie, scheme);
        oidc.CorrelationCookie.Name = OrganizerCookie.NameFor("workshop-oidc-state.", scheme);
        oidc.NonceCookie.Name = OrganizerCookie.NameFor("workshop-oidc-nonce.", scheme);
        oidc.Events.OnMessageReceived = CleanAsync;
        oidc.Events.OnRemoteFailure = RefuseAsync;
    }

    // What has gone wrong in words of the provider, or of whoever calls the address in its place: the framework logs it.
    private static Task CleanAsync(MessageReceivedContext context)
    {
        var message = context.ProtocolMessage;
        message.Error = Clip(message.Error);
        message.ErrorDescription = Clip(message.ErrorDescription);
        message.ErrorUri = Clip(message.ErrorUri);
        return Task.CompletedTask;
    }

    // Not in the audit log, which whoever calls the address could fill.
    private static Task RefuseAsync(RemoteFailureContext context)
    {
        var log = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Oidc));
        var reason = Clip(context.Failure?.Message);
        LogRefused(log, reason);
        context.HandleResponse();
        context.Response.Redirect("/account/login?refused=true");
        return Task.CompletedTask;
    }

    private static string? Clip(string? text) => text is null ? null : SafeText.Clip(text, ReasonMaxLength);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sign-in by OpenID Connect was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string? reason);
}
