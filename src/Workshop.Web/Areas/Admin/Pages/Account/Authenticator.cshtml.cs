using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>Sets an authenticator app up, once a code has shown that it works; makes new recovery codes; removes it.</summary>
[RequiresRecentProof]
[AddsSecondFactor]
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class AuthenticatorModel(
    UserManager<Organizer> organizers,
    IUserStore<Organizer> store,
    SignInSessions sessions,
    IDataProtectionProvider protection,
    WorkshopDbContext db,
    TimeProvider clock) : PageModel
{
    private const int RecoveryCodesMade = 10;

    /// <summary>The new key, encrypted for this organizer: it is nowhere else before the app has it.</summary>
    [BindProperty]
    public string? Setup { get; set; }

    [BindProperty]
    public string? Typed { get; set; }

    internal bool IsInUse { get; private set; }

    internal int RecoveryCodes { get; private set; }

    internal string Key { get; private set; } = "";

    internal QrCode Code =>
        QrCode.Of(new AuthenticatorKey(Key).AddressFor(HttpContext.PublishedSite().Current?.Name ?? "Workshop", User.Identity!.Name!));

    private IDataProtector Protector => protection.CreateProtector("Workshop.AuthenticatorSetup", User.Identity!.Name!);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        IsInUse = organizer.TwoFactorEnabled;
        if (IsInUse)
        {
            RecoveryCodes = await organizers.CountRecoveryCodesAsync(organizer);
        }
        else
        {
            Key = organizers.GenerateNewAuthenticatorKey();
            Setup = Protector.Protect(Key);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { TwoFactorEnabled: false } organizer || Unprotect() is not { } key)
        {
            return Redirect("/admin/account/authenticator");
        }

        Key = key;
        var digits = string.Concat((Typed ?? "").Where(char.IsAsciiDigit));
        if (new AuthenticatorKey(key).StepOf(digits, clock.GetCurrentInstant()) is not { } step)
        {
            ModelState.AddModelError(nameof(Typed), "This is not the code of now. Is the clock of your phone right?");
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await ((OrganizerStore)store).SetAppAsync(organizer, key, step, cancellation);
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.SecondFactorAdded, "authenticator app"));
        if (!(await organizers.SetTwoFactorEnabledAsync(organizer, true)).Succeeded)
        {
            return Redirect("/admin/account/authenticator");
        }

        await MakeCodesAsync(organizer, cancellation);
        await sessions.EndOthersAsync(organizer.Id, HttpContext, cancellation);
        await transaction.CommitAsync(cancellation);
        await sessions.BeginAsync(organizer, twoFactors: true);
        return Redirect("/admin/account/recovery-codes");
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { TwoFactorEnabled: true } organizer)
        {
            return Redirect("/admin/account/authenticator");
        }

        await MakeCodesAsync(organizer, cancellation);
        return Redirect("/admin/account/recovery-codes");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { TwoFactorEnabled: true } organizer)
        {
            return Redirect("/admin/account/authenticator");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await ((OrganizerStore)store).RemoveAppAsync(organizer, cancellation);
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.SecondFactorRemoved, "authenticator app"));
        if (!(await organizers.SetTwoFactorEnabledAsync(organizer, false)).Succeeded)
        {
            return Redirect("/admin/account/authenticator");
        }

        await sessions.EndOthersAsync(organizer.Id, HttpContext, cancellation);
        await transaction.CommitAsync(cancellation);
        await sessions.BeginAsync(organizer, SignInProof.HasTwoFactors(HttpContext));
        TempData["Done"] = "The authenticator app is removed.";
        return Redirect("/admin/account/second-factor");
    }

    private async Task MakeCodesAsync(Organizer organizer, CancellationToken cancellation)
    {
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.RecoveryCodesMade));
        var codes = await organizers.GenerateNewTwoFactorRecoveryCodesAsync(organizer, RecoveryCodesMade);
        await db.SaveChangesAsync(cancellation);
        TempData[RecoveryCodesModel.Codes] = codes!.ToArray();
    }

    private string? Unprotect()
    {
        try
        {
            return Protector.Unprotect(Setup ?? "");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
