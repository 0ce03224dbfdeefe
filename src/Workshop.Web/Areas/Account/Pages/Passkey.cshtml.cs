using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>
/// Sign-in with a passkey, which is two factors at once. It is also open to an account that wrong passwords have locked:
/// nobody guesses a passkey, and so nobody can keep an organizer out who has one.
/// </summary>
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class PasskeyModel(
    SignInManager<Organizer> signIn, SignInSessions sessions, WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? ReturnUrl { get; set; }

    internal string Onward => Url.Onward(ReturnUrl);

    public IActionResult OnGet() => Redirect("/account/login");

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        return Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        if (await signIn.CheckAsync(Answer) is not { } organizer)
        {
            db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.SignInFailed, detail: "passkey"));
            await db.SaveChangesAsync(cancellation);
            await Refusal.WaitAsync(clock, began, cancellation);
            return Page();
        }

        await sessions.BeginAsync(organizer, twoFactors: true);
        db.Add(Audit.By(organizer, HttpContext, clock.GetCurrentInstant(), AuditAction.SignedIn, detail: "passkey"));
        await db.SaveChangesAsync(cancellation);
        return LocalRedirect(Onward);
    }
}
