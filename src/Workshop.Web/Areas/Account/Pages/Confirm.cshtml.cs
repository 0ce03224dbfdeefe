using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>
/// Asks an organizer who is signed in for the password or a passkey again, for <see cref="RequiresRecentProofAttribute"/>; and
/// for the passkey alone where a second factor is required and the session came by a password.
/// </summary>
[Authorize]
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class ConfirmModel(
    SignInManager<Organizer> signIn,
    UserManager<Organizer> organizers,
    SignInSessions sessions,
    SignInTries tries,
    WorkshopDbContext db,
    TimeProvider clock) : PageModel
{
    [BindProperty, StringLength(PasswordRules.MaxLength), DataType(DataType.Password)]
    public string? Password { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    internal string Onward => Url.Onward(ReturnUrl);

    internal bool AsksForPassword { get; private set; }

    internal bool HasPasskeys { get; private set; }

    internal bool NeedsPasskey { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) is null ? Challenge() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        if (await LoadAsync(cancellation) is not { } organizer)
        {
            return Challenge();
        }

        return AsksForPassword && await tries.IsPasswordAsync(signIn, db, organizer, Password, cancellation)
            ? await GoOnAsync(organizer, SignInProof.HasTwoFactors(HttpContext))
            : await RefuseAsync(began, cancellation);
    }

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var organizer = await organizers.GetUserAsync(User);
        return organizer is null ? Challenge() : Content(await signIn.MakePasskeyRequestOptionsAsync(organizer), "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        if (await LoadAsync(cancellation) is not { } organizer)
        {
            return Challenge();
        }

        return (await signIn.CheckAsync(Answer))?.Id == organizer.Id
            ? await GoOnAsync(organizer, twoFactors: true)
            : await RefuseAsync(began, cancellation);
    }

    private async Task<Organizer?> LoadAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return null;
        }

        HasPasskeys = (await organizers.GetPasskeysAsync(organizer)).Count > 0;
        NeedsPasskey = HasPasskeys && !SignInProof.HasTwoFactors(HttpContext)
            && await db.PortalSecurity.AnyAsync(security => security.RequiresSecondFactor, cancellation);
        AsksForPassword = !NeedsPasskey && await organizers.HasPasswordAsync(organizer);
        return organizer;
    }

    private async Task<IActionResult> GoOnAsync(Organizer organizer, bool twoFactors)
    {
        await sessions.BeginAsync(organizer, twoFactors);
        return LocalRedirect(Onward);
    }

    private async Task<IActionResult> RefuseAsync(long began, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.ProofRefused));
        await db.SaveChangesAsync(cancellation);
        await Refusal.WaitAsync(clock, began, cancellation);
        ModelState.AddModelError(
            "", "That did not work. It is not the right one, or there were too many tries; then wait a quarter of an hour.");
        return Page();
    }
}
