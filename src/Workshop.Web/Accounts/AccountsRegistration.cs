using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

internal static class AccountsRegistration
{
    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        var scheme = SiteScheme.Of(configuration);
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDataProtection().SetApplicationName("Workshop").PersistKeysToDbContext<WorkshopDbContext>();
        services.AddSingleton<SignInStore>();
        services.AddSingleton<SignInTries>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOidc(configuration);
        services.ConfigureAll<CookieAuthenticationOptions>(cookie => OrganizerCookie.Secure(cookie.Cookie, scheme));
        services.AddOptions<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme).Configure<SignInStore, TimeProvider>((cookie, sessions, clock) =>
        {
            cookie.Cookie.Name = OrganizerCookie.NameFor(scheme);
            cookie.SessionStore = sessions;
            cookie.ExpireTimeSpan = SignInStore.AbsoluteLifetime;
            cookie.SlidingExpiration = false;
            SignInAnswers.SetUp(cookie);
            cookie.Events.OnSigningIn = signingIn =>
            {
                SignInProof.Record(signingIn, clock);
                return Task.CompletedTask;
            };
        });
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie => cookie.Cookie.Name = OrganizerCookie.NameFor("workshop-second-factor", scheme));
        services.AddIdentityCore<Organizer>(SetUp)
            .AddUserStore<OrganizerStore>()
            .AddSignInManager<OrganizerSignIn>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorApp>(TokenOptions.DefaultAuthenticatorProvider)
            .AddPasswordValidator<PasswordCheck>()
            .AddClaimsPrincipalFactory<OrganizerPrincipalFactory>();
        // A changed password, role or second factor ends what was signed in before, within this.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddScoped<SignInSessions>();
        services.AddPasskeys(configuration);
        services.AddAuthorization(Policies.AddPolicies);
        services.AddSingleton<IAuthorizationHandler, SecondFactorCheck>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, SecondFactorAnswer>();
        services.Configure<CookieTempDataProviderOptions>(message =>
        {
            OrganizerCookie.Secure(message.Cookie, scheme);
            message.Cookie.Name = OrganizerCookie.NameFor("workshop-message", scheme);
        });
        services.AddAntiforgery(antiforgery =>
        {
            OrganizerCookie.Secure(antiforgery.Cookie, scheme);
            antiforgery.Cookie.Name = OrganizerCookie.NameFor("workshop-antiforgery", scheme);
        });
    }

    private static void SetUp(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        // The user name is the email address, and those may have any character.
        identity.User.AllowedUserNameCharacters = null!;
        // Length is what counts; rules of composition are forbidden by ASVS 5.0, 6.2.5.
        identity.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.MinLength,
            RequiredUniqueChars = 1,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        identity.Lockout = new LockoutOptions
        {
            MaxFailedAccessAttempts = 10,
            DefaultLockoutTimeSpan = TimeSpan.FromMinutes(
            15),
            AllowedForNewUsers = true,
        };
    }
}
