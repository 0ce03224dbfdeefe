using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>Sign-in with a password. What is wrong is said in one way, whatever it is, and after the same time.</summary>
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class LoginModel(
    IConfiguration configuration,
    SignInManager<Organizer> signIn,
    UserManager<Organizer> organizers,
    SignInTries tries,
    WorkshopDbContext db,
    TimeProvider clock)
    : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Somebody comes back from the OpenID provider, and is told what a wrong password is told.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Refused { get; set; }

    /// <summary>What the OpenID provider is called; null without one.</summary>
    public string? OidcName => OidcSettings.Of(configuration)?.Name;

    internal string Onward => Url.Onward(ReturnUrl);

    public IActionResult OnGet()
    {
        if (User.IsOrganizer())
        {
            return LocalRedirect(Onward);
        }

        return Refused ? Refuse() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (User.IsOrganizer())
        {
            // Signing in would carry the session on, whoever it is of.
            return LocalRedirect(Onward);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var began = clock.GetTimestamp();
        var (organizer, result) = await TryAsync(Input.Email.Trim(), cancellation);
        if (result.Succeeded)
        {
            db.Add(Audit.By(organizer!, HttpContext, clock.GetCurrentInstant(), AuditAction.SignedIn, detail: "password"));
            await db.SaveChangesAsync(cancellation);
            return LocalRedirect(Onward);
        }

        if (result.RequiresTwoFactor)
        {
            return Redirect("/account/second-factor" + QueryString.Create("returnUrl", Onward));
        }

        // Of two replicas one may have lost the race for the organizer's row, and must not try to write that again.
        db.ChangeTracker.Clear();
        // The organizer's address, and not what was typed, which may be a password in the wrong field.
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), result.IsLockedOut
            ? AuditAction.LockedOut
            : AuditAction.SignInFailed, organizer?.Email));
        await db.SaveChangesAsync(cancellation);
        await Refusal.WaitAsync(clock, began, cancellation);
        return Refuse();
    }

    private async Task<(Organizer? Organizer, SignInResult Result)> TryAsync(string email, CancellationToken cancellation)
    {
        using var turn = await tries.BeginAsync(email, cancellation);
        var organizer = turn.IsAcquired ? await organizers.FindByNameAsync(email) : null;
        if (organizer?.PasswordHash is null || await organizers.IsLockedOutAsync(organizer))
        {
            tries.CheckNothing(Input.Password);
        }

        return (organizer, organizer is null
            ? SignInResult.Failed
            : await signIn.PasswordSignInAsync(organizer, Input.Password, isPersistent: false, lockoutOnFailure: true));
    }

    private PageResult Refuse()
    {
        ModelState.AddModelError(
            "",
            "That did not work. The email address or the password is wrong, or there were too many tries; then wait a quarter of an hour.");
        return Page();
    }

    public sealed class InputModel
    {
        [Required(ErrorMessage = "Please give your email address."), StringLength(Organizer.EmailMaxLength)]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Please give your password."), StringLength(PasswordRules.MaxLength), DataType(DataType.Password)]
        public string Password { get; set; } = "";
    }
}
