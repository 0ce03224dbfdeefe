using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>
/// Identity's sign-in, except that every one begins a session of its own (ASVS 5.0, 7.2.4): Identity would carry on the
/// session that the request came with, whoever that is of.
/// </summary>
internal sealed class OrganizerSignIn(
    UserManager<Organizer> organizers,
    IHttpContextAccessor contexts,
    IUserClaimsPrincipalFactory<Organizer> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Organizer>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Organizer> confirmation,
    IServiceScopeFactory scopes) : SignInManager<Organizer>(organizers, contexts, principals, options, log, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(
        Organizer user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var principal = await CreateUserPrincipalAsync(user);
        ((ClaimsIdentity)principal.Identity!).AddClaims(additionalClaims);

        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
        // The request's own handler has read the old cookie and would go on with its key.
        await using var scope = scopes.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var handler = (IAuthenticationSignInHandler)(await handlers.GetHandlerAsync(Context, IdentityConstants.ApplicationScheme))!;
        await handler.SignInAsync(principal, authenticationProperties ?? new AuthenticationProperties());
    }
}
