using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>
/// Signs in whom the OpenID provider vouches for: an organizer who has signed in by it before, or whose address it has
/// verified. It makes no accounts, and asks for the second factor as a password does.
/// </summary>
public sealed class OidcDoneModel(
    IConfiguration configuration,
    SignInManager<Organizer> signIn,
    UserManager<Organizer> organizers,
    WorkshopDbContext db,
    TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private string Onward => Url.Onward(ReturnUrl);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (OidcSettings.Of(configuration) is not { } settings)
        {
            return NotFound();
        }

        var answer = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (answer.Principal?.FindFirst("sub") is not { } subject)
        {
            return Refused();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        var organizer = await organizers.FindByLoginAsync(subject.Issuer, subject.Value)
            ?? await LinkAsync(answer.Principal, subject, settings);
        var result = organizer is null
            ? SignInResult.Failed
            : await signIn.ExternalLoginSignInAsync(subject.Issuer, subject.Value, isPersistent: false, bypassTwoFactor: false);
        if (result.RequiresTwoFactor)
        {
            return Redirect("/account/second-factor" + QueryString.Create("returnUrl", Onward));
        }

        var now = clock.GetCurrentInstant();
        db.Add(result.Succeeded
            ? Audit.By(organizer!, HttpContext, now, AuditAction.SignedIn, detail: settings.Name)
            : Audit.By(HttpContext, now, AuditAction.SignInFailed, organizer?.Email, detail: settings.Name));
        await db.SaveChangesAsync(cancellation);
        return result.Succeeded ? LocalRedirect(Onward) : Refused();
    }

    private async Task<Organizer?> LinkAsync(ClaimsPrincipal principal, Claim subject, OidcSettings settings)
    {
        var isVerified = string.Equals(principal.FindFirstValue(Oidc.VerifiedEmail), "true", StringComparison.OrdinalIgnoreCase);
        if (!isVerified
            || principal.FindFirstValue("email") is not { } email
            || await organizers.FindByNameAsync(email) is not { } organizer)
        {
            return null;
        }

        db.Add(Audit.By(organizer, HttpContext, clock.GetCurrentInstant(), AuditAction.LoginLinked, $"sign-in with {settings.Name}"));
        var linked = await organizers.AddLoginAsync(organizer, new UserLoginInfo(subject.Issuer, subject.Value, settings.Name));
        return linked.Succeeded ? organizer : null;
    }

    private LocalRedirectResult Refused() =>
        LocalRedirect("/account/login" + QueryString.Create("refused", "true").Add("returnUrl", Onward));
}
