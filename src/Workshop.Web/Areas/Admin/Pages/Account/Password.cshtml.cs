using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>
/// A new password, for whoever knows the old one, which ends every other session; and the OpenID providers that vouch for the
/// organizer, whom one can do without.
/// </summary>
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class PasswordModel(
    SignInManager<Organizer> signIn,
    UserManager<Organizer> organizers,
    SignInSessions sessions,
    SignInTries tries,
    WorkshopDbContext db,
    TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Not so for somebody who signs in through another system.</summary>
    internal bool HasPassword { get; private set; }

    internal IReadOnlyList<UserLoginInfo> Providers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        await LoadAsync(organizer);
        return HasPassword ? Page() : RequiresRecentProofAttribute.AskIfOld(HttpContext) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        await LoadAsync(organizer);
        if (!HasPassword && RequiresRecentProofAttribute.AskIfOld(HttpContext) is { } ask)
        {
            return ask;
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var began = clock.GetTimestamp();
        if (HasPassword && !await tries.IsPasswordAsync(signIn, db, organizer, Input.Current, cancellation))
        {
            db.ChangeTracker.Clear();
            db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.ProofRefused));
            await db.SaveChangesAsync(cancellation);
            await Refusal.WaitAsync(clock, began, cancellation);
            ModelState.AddModelError(
                "Input.Current", "This is not your password, or there were too many tries; then wait a quarter of an hour.");
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var changed = HasPassword
            ? await organizers.ChangePasswordAsync(organizer, Input.Current!, Input.New)
            : await organizers.AddPasswordAsync(organizer, Input.New);
        if (!changed.Succeeded)
        {
            foreach (var error in changed.Errors)
            {
                ModelState.AddModelError("Input.New", error.Description);
            }

            return Page();
        }

        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.PasswordChanged));
        await db.SaveChangesAsync(cancellation);
        await sessions.EndOthersAsync(organizer.Id, HttpContext, cancellation);
        await transaction.CommitAsync(cancellation);
        await sessions.BeginAsync(organizer, SignInProof.HasTwoFactors(HttpContext));
        TempData["Done"] = "Your password is changed. Every other browser is signed out.";
        return Redirect("/admin/account/password");
    }

    public async Task<IActionResult> OnPostUnlinkAsync(string? issuer, CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        foreach (var login in (await organizers.GetLoginsAsync(organizer)).Where(login => login.LoginProvider == issuer))
        {
            db.Add(Audit.By(
                HttpContext, clock.GetCurrentInstant(), AuditAction.LoginUnlinked, $"sign-in with {login.ProviderDisplayName}"));
            await organizers.RemoveLoginAsync(organizer, login.LoginProvider, login.ProviderKey);
        }

        await sessions.EndOthersAsync(organizer.Id, HttpContext, cancellation);
        TempData["Done"] = "The link is gone. Every other browser is signed out.";
        return Redirect("/admin/account/password");
    }

    private async Task LoadAsync(Organizer organizer)
    {
        HasPassword = await organizers.HasPasswordAsync(organizer);
        Providers = [.. await organizers.GetLoginsAsync(organizer)];
    }

    public sealed class InputModel
    {
        [StringLength(PasswordRules.MaxLength), DataType(DataType.Password)]
        public string? Current { get; set; }

        [Required(ErrorMessage = "Please give a new password."), DataType(DataType.Password)]
        public string New { get; set; } = "";

        [Compare(nameof(New), ErrorMessage = "The two are not the same."), DataType(DataType.Password)]
        public string? Again { get; set; }
    }
}
