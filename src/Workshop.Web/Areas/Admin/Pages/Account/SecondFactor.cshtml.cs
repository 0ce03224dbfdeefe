using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>What an organizer has beside the password; also where somebody lands who needs it and has none.</summary>
[AddsSecondFactor]
public sealed class SecondFactorModel(UserManager<Organizer> organizers, WorkshopDbContext db) : PageModel
{
    internal int Passkeys { get; private set; }

    internal bool HasApp { get; private set; }

    internal int RecoveryCodes { get; private set; }

    internal bool MustAdd { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        Passkeys = (await organizers.GetPasskeysAsync(organizer)).Count;
        HasApp = organizer.TwoFactorEnabled;
        RecoveryCodes = HasApp ? await organizers.CountRecoveryCodesAsync(organizer) : 0;
        MustAdd = Passkeys == 0 && !HasApp && await db.PortalSecurity.AnyAsync(security => security.RequiresSecondFactor, cancellation);
        return Page();
    }
}
