using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>What is required of all organizers' accounts. <see cref="SecondFactorRule"/> sees to it.</summary>
[RequiresRecentProof]
public sealed class SecurityModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    internal int Organizers { get; private set; }

    internal int WithSecondFactor { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var security = await db.PortalSecurity.AsNoTracking().SingleAsync(cancellation);
        Input = new InputModel { RequiresSecondFactor = security.RequiresSecondFactor, Version = security.Version };
        await CountAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var security = await db.PortalSecurity.SingleAsync(cancellation);
        if (security.RequiresSecondFactor != Input.RequiresSecondFactor)
        {
            db.Entry(security).Property(s => s.Version).OriginalValue = Input.Version;
            security.RequiresSecondFactor = Input.RequiresSecondFactor;
            db.Add(Audit.By(
                HttpContext,
                clock.GetCurrentInstant(),
                AuditAction.SecurityChanged,
                "second factor",
                detail: Input.RequiresSecondFactor ? "required" : "not required"));
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                ModelState.AddModelError("", "Another administrator has just changed this. Please load the page again.");
                await CountAsync(cancellation);
                return Page();
            }
        }

        TempData["Done"] = Input.RequiresSecondFactor
            ? "A second factor is required of every organizer."
            : "A second factor is left to each organizer.";
        return Redirect("/admin/settings/security");
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        Organizers = await db.Organizers.CountAsync(cancellation);
        WithSecondFactor = await db.Organizers.CountAsync(
            organizer => organizer.TwoFactorEnabled || db.OrganizerPasskeys.Any(passkey => passkey.UserId == organizer.Id), cancellation);
    }

    public sealed class InputModel
    {
        public bool RequiresSecondFactor { get; set; }

        public uint Version { get; set; }
    }
}
