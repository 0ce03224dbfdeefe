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

/// <summary>After the password: a code of the authenticator app, or one of the recovery codes.</summary>
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class SecondFactorStepModel(
    SignInManager<Organizer> signIn, UserManager<Organizer> organizers, SignInTries tries, WorkshopDbContext db, TimeProvider clock)
        : PageModel
{
    private const int CodeMaxLength = 40;

    [BindProperty, StringLength(CodeMaxLength)]
    public string? Code { get; set; }

    [BindProperty, StringLength(CodeMaxLength)]
    public string? RecoveryCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    private string Onward => Url.Onward(ReturnUrl);

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? PasswordFirst() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } organizer)
        {
            return PasswordFirst();
        }

        var result = ModelState.IsValid ? await TryAsync(organizer, cancellation) : SignInResult.Failed;
        if (result.Succeeded)
        {
            var how = RecoveryCode is null
                ? "password and app"
                : $"password and recovery code, {await organizers.CountRecoveryCodesAsync(organizer)} left";
            db.Add(Audit.By(organizer, HttpContext, clock.GetCurrentInstant(), AuditAction.SignedIn, detail: how));
            await db.SaveChangesAsync(cancellation);
            return LocalRedirect(Onward);
        }

        // Of two replicas one may have lost the race for the organizer's row, and must not try to write that again.
        db.ChangeTracker.Clear();
        db.Add(Audit.By(organizer, HttpContext, clock.GetCurrentInstant(), result.IsLockedOut
            ? AuditAction.LockedOut
            : AuditAction.SignInFailed, detail: "second factor"));
        await db.SaveChangesAsync(cancellation);
        await Refusal.WaitAsync(clock, began, cancellation);
        ModelState.AddModelError(
            "", "That did not work. The code is wrong or was used before, or there were too many tries; then wait a quarter of an hour.");
        return Page();
    }

    private async Task<SignInResult> TryAsync(Organizer organizer, CancellationToken cancellation)
    {
        using var turn = await tries.BeginAsync(db, organizer, cancellation);
        if (!turn.IsAcquired)
        {
            return SignInResult.Failed;
        }

        if (string.IsNullOrWhiteSpace(RecoveryCode))
        {
            RecoveryCode = null;
            var digits = string.Concat((Code ?? "").Where(char.IsAsciiDigit));
            return await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false);
        }

        // Identity counts wrong recovery codes nowhere.
        if (await organizers.IsLockedOutAsync(organizer))
        {
            return SignInResult.LockedOut;
        }

        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(RecoveryCode);
        if (!result.Succeeded)
        {
            await organizers.AccessFailedAsync(organizer);
        }

        return result;
    }

    private RedirectResult PasswordFirst() => Redirect("/account/login" + QueryString.Create("returnUrl", Onward));
}
