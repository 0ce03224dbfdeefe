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
public sealed class LoginModel(SignInManager<Organizer> signIn, UserManager<Organizer> organizers, WorkshopDbContext db, TimeProvider clock) : PageModel
{
    // Longer than checking a password and writing down the outcome takes.
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(750);

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Only an address of this site, so that a link to the sign-in cannot lead elsewhere.</summary>
    private string Onward => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/admin/";

    public IActionResult OnGet() => User.IsOrganizer() ? LocalRedirect(Onward) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var began = clock.GetTimestamp();
        var organizer = await organizers.FindByNameAsync(Input.Email.Trim());
        var result = organizer is null ? SignInResult.Failed : await signIn.PasswordSignInAsync(organizer, Input.Password, isPersistent: false, lockoutOnFailure: true);
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

        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), result.IsLockedOut ? AuditAction.LockedOut : AuditAction.SignInFailed, Input.Email));
        await db.SaveChangesAsync(cancellation);
        var left = RefusalTakes - clock.GetElapsedTime(began);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellation);
        ModelState.AddModelError("", "That did not work. The email address or the password is wrong, or there were too many tries; then wait a quarter of an hour.");
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
